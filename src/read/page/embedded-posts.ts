import { collapse, type DomDocument, type DomElement } from './dom.ts';
import { marksFor } from './inline-marks.ts';

/** Block quotations that networks give out for embedding their posts. */
const POSTS =
  'blockquote.twitter-tweet, blockquote.twitter-video, blockquote.instagram-media, blockquote.mastodon-embed, blockquote.bluesky-embed, blockquote.tiktok-embed, blockquote.reddit-embed-bq, blockquote.reddit-card, blockquote.text-post-media, blockquote.telegram-post';
/** "— Ida Brandt (@brandt) 9 May 2026" under a post, "A post shared by Ida Brandt (@brandt)" in one. */
const SIGNED = /(?:^|\s)[—–-]\s*([^\s—–-].{1,150})$/u;
const SHARED_BY =
  /(?:shared by|geteilt von|partagée par|compartida (?:de|por)|condiviso da)\s+([^()]{1,80}\(@[\w.-]{1,80}\))/iu;
/** Addresses of pictures and short links that a post ends with. */
const TAIL = /(?:\s*(?:pic\.twitter\.com|https?:\/\/t\.co|https?:\/\/pbs\.twimg\.com)\/\S*)+\s*$/;
const MOST_POSTS = 100;
const LONGEST_POST = 5_000;

/**
 * Writes the posts embedded in a page as what they are: somebody else's words in quotation marks, with the name beside them. Shown by
 * their frame alone, they would read as the page's own statements.
 */
export function quoteEmbeddedPosts(document: DomDocument): void {
  let count = 0;
  for (const post of [...document.querySelectorAll(POSTS)]) {
    if (++count > MOST_POSTS) return;
    const line = lineOf(post);
    if (line === null) continue;
    const quotation = document.createElement('blockquote');
    const paragraph = document.createElement('p');
    paragraph.append(line);
    quotation.append(paragraph);
    post.replaceWith(quotation);
  }
}

function lineOf(post: DomElement): string | null {
  const paragraphs = [...post.querySelectorAll('p')].filter(
    (paragraph) => !/^\s*[—–-]\s*\S/.test(paragraph.textContent ?? ''),
  );
  const words = collapse(paragraphs.map((paragraph) => textWithBreaks(paragraph)).join(' ')).replace(TAIL, '');
  if (words === '' || words.length > LONGEST_POST) return null;
  for (const paragraph of paragraphs) paragraph.remove();
  const rest = collapse(post.textContent ?? '');
  const author = SHARED_BY.exec(rest)?.[1] ?? SIGNED.exec(rest)?.[1];
  const marked = marksFor(words).join(words);
  return author === undefined ? marked : `${marked} — ${author}`;
}

/** The text of a paragraph; a line break is white space. */
function textWithBreaks(paragraph: DomElement): string {
  for (const rule of [...paragraph.querySelectorAll('br')]) rule.replaceWith(' ');
  return paragraph.textContent ?? '';
}
