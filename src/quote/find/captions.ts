import type { Span } from '../../text/span.ts';

const photographed =
  /(?:\([^()\n]{0,60}(?:\/|Photo|PHOTO|Getty|GETTY|Reuters|REUTERS|AFP|PRESS|Images)[^()\n]{0,60}\)|\p{L}\s?\/\s?(?:THE CANADIAN PRESS|The Canadian Press|AP|AFP|Getty Images|Reuters|REUTERS|PA|EPA)|(?:AP|AFP|File|Courtesy|Supplied) [Pp]hoto|Getty Images|PA Media|PA Wire)[^\n]{0,40}$/u;
// What every credit has one of: quickly seen to be missing.
const creditWords = /[(/]|[Pp]hoto|Images|PA /;

// Paragraphs at the beginning that may be a byline.
const bylines = 3;
const ofByline = /^(?:\p{Lu}[\p{L}.'’-]*,?|[Bb]y|and|of|for|the|[&|/—–-])$/u;

/**
 * "Jane Doe and John Roe, DAILY POST" at the beginning, "— Jane Doe" anywhere: who wrote the article or the entry is not who is spoken of.
 * `index` is that of the paragraph.
 */
export function isByline(text: string, { start, end }: Span, index: number): boolean {
  if (index >= bylines && !/[—–―-]/u.test(text.charAt(start))) return false;
  if (end - start >= 160 || /[.!?:]$/u.test(text.slice(start, end))) return false;
  const words = text.slice(start, end).split(/\s+/u);
  return words.length > 1 && words.every((word) => ofByline.test(word));
}

/** The words below a picture, by the credit that they end in. */
export function isCaption(text: string, { start, end }: Span): boolean {
  if (end - start >= 600) return false;
  const closing = text.slice(Math.max(start, end - 200), end);
  return creditWords.test(closing) && photographed.test(closing);
}

/** "Layoffs:Harbour & Co. to cut jobs": the headline of another story, glued to its label. */
export function isLink(text: string, { start, end }: Span): boolean {
  return end - start < 240 && /^[\p{L}\p{N}’' -]{2,40}:["“‘'\p{Lu}][^\n]*[^.!”"\s]$/u.test(text.slice(start, end));
}
