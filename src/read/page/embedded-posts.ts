import { collapse, type DomDocument, type DomElement } from './dom.ts';
import { marksFor } from './inline-marks.ts';

/** Block quotations that networks give out for embedding their posts. */
const POSTS =
  'blockquote.twitter-tweet, blockquote.twitter-video, blockquote.instagram-media, blockquote.mastodon-embed, blockquote.bluesky-embed, blockquote.tiktok-embed, blockquote.reddit-embed-bq, blockquote.reddit-card, blockquote.text-post-media, blockquote.telegram-post, blockquote.fb-xfbml-parse-ignore, .fb-post blockquote, .fb-video blockquote';
/** "— Ida Brandt (@brandt) 9 May 2026" under a post, "A post shared by Ida Brandt (@brandt)" in one. */
const SIGNED = /(?:^|\s)[—–-]\s*([^\s—–-].{1,150})$/u;
const SHARED_BY =
  /(?:shared by|geteilt von|partagée par|compartida (?:de|por)|condiviso da)\s+([^()]{1,80}\(@[\w.-]{1,80}\))/iu;
/** "Posted by Ida Brandt on Friday, 9 May 2026". */
const POSTED_BY =
  /^(?:posted by|gepostet von|publiée? par|publicado por|pubblicato da|geplaatst door)\s+(.{1,80}?)(?:\s+(?:on|am|sur|en|el|le|su|op)\s.*)?$/iu;
const VIEW =
  /^(?:view this post on|sieh dir diesen beitrag auf|voir cette publication sur|ver esta publicación en) \w+ ?(?:an )?/iu;
/** Addresses of pictures and short links that a post ends with. */
const TAIL =
  /(?:\s*(?:\[image or embed\]|pic\.twitter\.com|https?:\/\/t\.co|https?:\/\/pbs\.twimg\.com)(?:\/\S*)?)+\s*$/;
/** What stands for a post that only a script shows. */
const LABEL =
  /^(?:(?:a )?post by .{1,100}?)?\s*(?:view|ansehen|voir|ver|open) (?:it |this post )?(?:on|auf|sur|en) (?:threads|mastodon|bluesky|instagram|facebook|x|twitter|tiktok|reddit)\.?$/iu;
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
    if (line === '') {
      post.remove();
      continue;
    }
    const quotation = document.createElement('blockquote');
    const paragraph = document.createElement('p');
    paragraph.append(line);
    quotation.append(paragraph);
    post.replaceWith(quotation);
  }
}

/** The post as a line; '' for one that shows nothing but a name, null for one too long to be a post. */
function lineOf(post: DomElement): string | null {
  const all = [...post.querySelectorAll('p')];
  const paragraphs = all.filter((paragraph) => !isSignature(collapse(paragraph.textContent ?? '')));
  const written = all.length === 0 ? [] : paragraphs;
  const words = collapse(written.map((paragraph) => textWithBreaks(paragraph)).join(' ')).replace(TAIL, '');
  if (words.length > LONGEST_POST) return null;
  for (const paragraph of paragraphs) paragraph.remove();
  const rest = collapse(post.textContent ?? '');
  if (words === '') {
    if (rest === '' || LABEL.test(rest) || isSignature(rest.replace(VIEW, ''))) return '';
    return rest.length > LONGEST_POST ? null : marksFor(rest).join(rest);
  }
  const author = SHARED_BY.exec(rest)?.[1] ?? posterOf(post, rest) ?? SIGNED.exec(rest)?.[1];
  const marked = marksFor(words).join(words);
  return author === undefined ? marked : `${marked} — ${author}`;
}

/** Whether a line of a post says nothing but whose it is. */
function isSignature(line: string): boolean {
  if (/^[—–-]\s*\S/.test(line) || POSTED_BY.test(line)) return true;
  const shared = SHARED_BY.exec(line);
  return shared !== null && shared.index < 40;
}

/** The name in the link of "Posted by Ida Brandt on 9 May", or the handle that stands before or after the words. */
function posterOf(post: DomElement, rest: string): string | undefined {
  const names = [...post.querySelectorAll('a')].map((link) => collapse(link.textContent ?? ''));
  if (POSTED_BY.test(rest))
    return names.find((name) => name !== '' && rest.includes(name)) ?? POSTED_BY.exec(rest)?.[1];
  // "— Norfell Harbour (@harbour.norfell)" says more than the handle.
  if (SIGNED.exec(rest)?.[1]?.includes('(@')) return undefined;
  return names.find((name) => /^@[\w.-]{1,80}$/.test(name));
}

/** The text of a paragraph; a line break is white space. */
function textWithBreaks(paragraph: DomElement): string {
  for (const rule of [...paragraph.querySelectorAll('br')]) rule.replaceWith(' ');
  return paragraph.textContent ?? '';
}
