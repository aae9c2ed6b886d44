import type { Cut } from '../quote/quote.ts';
import { quotesOf } from '../quote/quotes.ts';

/** One line of `copydesk quotes --jsonl`: what was said in quotation marks, and by whom. */
export interface QuotesLine {
  id: string;
  quotes: (Cut & { speaker: { name: string | null; mention: Cut | null } | null })[];
}

// The label of a transcript may stand between the mark and the words. Two typewriter apostrophes do not count here:
// the reference annotation that these lines are compared with does not read them as a quotation mark.
const marked = /(?:["“”„«‹»「『‘‚]|‘‘|â€œ|â€˜|(?<!')')\s*(?:\p{Lu}[\p{L}.'’\- ]{0,40}(?:\([^)\n]{1,40}\))?:\s+)?$/u;

/** The quotes of one article as a line for machines. Only words in quotation marks: a term or a paraphrase is nobody's words. */
export function quotesLine({ id, text }: { id: string; text: string }): QuotesLine {
  const quotes = quotesOf(text)
    .filter(
      ({ kind, start }) =>
        (kind === 'direct' || kind === 'partial') && marked.test(text.slice(Math.max(0, start - 90), start)),
    )
    .map(({ start, end, text: words, speaker }) => ({ start, end, text: words, speaker: speaker && named(speaker) }));
  return { id, quotes };
}

/** A pronoun that stands for nobody known names nobody. */
function named({ name, kind, mention }: { name: string; kind: string; mention: Cut }): {
  name: string | null;
  mention: Cut;
} {
  return { name: kind === 'unnamed' && name === mention.text && !name.includes(' ') ? null : name, mention };
}
