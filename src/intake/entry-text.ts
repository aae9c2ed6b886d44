import type { ArticleKind } from '../article/article.ts';
import { plainText } from '../read/feed/feed-html.ts';
import { withoutStruck } from '../read/feed/struck.ts';

const BREAK =
  /<\/?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|tr|table|section|article|figure|figcaption|pre|hr)\b[^<>]*>/gi;
/** What a forum's feed adds under each post. */
const FOOT = /\s*submitted by\s+\/?u\/\S+\s*(?:to\s+r\/\S+\s*)?(?:\[link\]\s*)?(?:\[comments\])?\s*$/i;
/** What weblogs add under each post. */
const APPEARED =
  /^(?:the post .{1,300} (?:first )?appeared first on .{1,200}|(?:continue reading|read more|weiterlesen|lire la suite|leer más).{0,200})$/i;

/** The text of an entry's HTML: its paragraphs, joined by a blank line. */
export function entryText(html: string): string {
  return plainLines(html).join('\n\n').replace(FOOT, '').trim();
}

function plainLines(html: string): string[] {
  // Several paragraphs may be struck together.
  return withoutStruck(html)
    .split(BREAK)
    .map((part) => plainText(part).replace(FOOT, '').trim())
    .filter((line) => line !== '' && !APPEARED.test(line));
}

/** Whether an entry's text says more than its title and the publisher's name. */
export function saysMore(title: string, text: string): boolean {
  const letters = (written: string) => written.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const rest = letters(text).replace(letters(title), '');
  return title === '' ? rest.length >= 2 : rest.length >= 40 && letters(text).length > letters(title).length + 30;
}

/** What the feed's own text of an entry is. */
export function entryKind(entry: {
  title: string;
  author: string;
  recording: boolean;
  link: string | null;
}): ArticleKind {
  if (entry.title === '' || /^\/?u\/|^@/.test(entry.author)) return 'post';
  return entry.recording || /\/releases?\/|\/watch\b/.test(entry.link ?? '') ? 'notes' : 'teaser';
}
