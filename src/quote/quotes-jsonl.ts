import type { Cut } from './quote.ts';
import { quotesOf } from './quotes.ts';

/** One line of `copydesk quotes --jsonl`: what was said in quotation marks, and by whom. */
export interface QuotesLine {
  id: string;
  quotes: (Cut & { speaker: { name: string | null; mention: Cut | null } | null })[];
}

/** The quotes of one article as a line for machines. Only direct and partial ones: a term or a paraphrase is nobody's words. */
export function quotesLine({ id, text }: { id: string; text: string }): QuotesLine {
  const quotes = quotesOf(text)
    .filter(({ kind, start }) => (kind === 'direct' || kind === 'partial') && text.slice(start - 2, start) !== "''")
    .map(({ start, end, text: words, speaker }) => ({
      start,
      end,
      text: words,
      speaker: speaker === null ? null : { name: speaker.name, mention: speaker.mention },
    }));
  return { id, quotes };
}
