import type { Cut, Stance } from '../quote/quote.ts';
import { quotesOf } from '../quote/quotes.ts';

/** One line of `copydesk quotes --jsonl`: the quotations that the product shows, with the speakers that it names. */
export interface QuotesLine {
  id: string;
  quotes: (Cut & {
    kind: 'direct' | 'partial';
    /** Null where the product shows the quotation as unattributed, or as not said. */
    speaker: { name: string; mention: Cut } | null;
    stance: Stance;
    imputedTo: string | null;
    confidence: number;
  })[];
}

/** The quotes of one article as a line for machines: those that are shown, as they are shown. A term or a paraphrase is nobody's words. */
export function quotesLine({ id, text, title }: { id: string; text: string; title?: string }): QuotesLine {
  const quotes = quotesOf(text, title === undefined ? {} : { title }).flatMap(
    ({ kind, start, end, text: words, speaker, stance, imputedTo, confidence }) =>
      kind === 'direct' || kind === 'partial'
        ? [
            {
              start,
              end,
              text: words,
              kind,
              speaker: speaker && { name: speaker.name, mention: speaker.mention },
              stance,
              imputedTo,
              confidence,
            },
          ]
        : [],
  );
  return { id, quotes };
}
