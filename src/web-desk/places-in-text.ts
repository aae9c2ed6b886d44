import type { Span } from '../text/span.ts';

/** Characters of an article on one page of the desk. */
const PART = 40_000;

/** The paragraphs of a text, in UTF-16 units, half-open, without the empty lines between them. */
export function paragraphsOf(text: string): Span[] {
  return [...text.matchAll(/[^\n](?:(?!\n[^\S\n]*\n)[\s\S])*/g)].map(({ 0: paragraph, index }) => ({
    start: index,
    end: index + paragraph.trimEnd().length,
  }));
}

/** The parts that a long text is shown in: whole paragraphs, at least so many characters, never none. */
export function partsOf(paragraphs: readonly Span[]): Span[][] {
  const parts: Span[][] = [[]];
  for (const paragraph of paragraphs) {
    const last = parts.at(-1);
    const [first] = last ?? [];
    if (!last || (first && paragraph.end - first.start > PART)) parts.push([paragraph]);
    else last.push(paragraph);
  }
  return parts;
}

/** The address of a place in an article's text: of its part of the text, and the paragraph in it. */
export function placeIn(article: string, text: string, at: number): string {
  const paragraph = paragraphsOf(text).findLast(({ start }) => start <= at);
  return `/articles/${encodeURIComponent(article)}?at=${at}#p-${paragraph?.start ?? 0}`;
}

/** The address of a quotation where it stands in its article. */
export function quotePath(quote: { article: string; start: number }): string {
  return `/articles/${encodeURIComponent(quote.article)}?at=${quote.start}#q-${quote.start}`;
}
