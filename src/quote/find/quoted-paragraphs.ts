import type { Span } from '../../text/span.ts';

const lastOfLine = /[.!?…:;"”’»›)\]]/u;
// "— Mark Orr contributed to this report." signs the article, not what somebody said.
const creditsWork = /\b(?:contributed|contributing|reported|reporting|edited|editing|files|compiled|writing)\b/iu;
const blank = /[^\S\n]/u;

/**
 * The paragraphs of a text without the white space around them. A blank line ends one; so does a single line break
 * after the end of a sentence, while one inside a sentence is a wrapped line.
 */
export function paragraphsOf(text: string): Span[] {
  const paragraphs: Span[] = [];
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    let last = at - 1;
    while (last >= start && blank.test(text.charAt(last))) last--;
    const empty = last < start;
    let next = at + 1;
    while (next < text.length && blank.test(text.charAt(next))) next++;
    const signed = /["”»]\s*[—–―]\s*\p{Lu}[^\n"“”]*$/u.test(text.slice(Math.max(start, last - 80), last + 1));
    if (empty || signed || text.charAt(next) === '\n' || next >= text.length || lastOfLine.test(text.charAt(last))) {
      push(paragraphs, text, start, at);
      start = at + 1;
    }
    at = next - 1;
  }
  push(paragraphs, text, start, text.length);
  return paragraphs;
}

function push(paragraphs: Span[], text: string, start: number, end: number): void {
  const cut = trimmed(text, start, end);
  if (cut.end <= cut.start) return;
  const before = paragraphs.at(-1);
  // "— Jane Doe" on a line of its own signs the quotation above it.
  if (
    before !== undefined &&
    cut.end - cut.start < 80 &&
    /["”»’']/u.test(text.charAt(before.end - 1)) &&
    /["“„«‘']/u.test(text.charAt(before.start))
  ) {
    const line = text.slice(cut.start, cut.end);
    if (/^[—–―-]\s?\p{Lu}[^"“”]*$/u.test(line) && !creditsWork.test(line)) {
      before.end = cut.end;
      return;
    }
  }
  paragraphs.push(cut);
}

/** The words of a paragraph set off with ">" as a quotation, or null. */
export function blockQuotation(text: string, { start, end }: Span): Span | null {
  if (text.charAt(start) !== '>' || text.slice(start, end).includes('\n')) return null;
  let from = start;
  while (from < end && /[>\s]/u.test(text.charAt(from))) from++;
  return from < end ? { start: from, end } : null;
}

/** The span without white space at its ends; empty when there is nothing else. */
export function trimmed(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && /\s/u.test(text.charAt(from))) from++;
  while (to > from && /\s/u.test(text.charAt(to - 1))) to--;
  return { start: from, end: to };
}
