import type { ArticleId, RevisionId } from '../../article/article.ts';
import type { Quote } from '../../quote/quote.ts';
import type { Queries } from '../database.ts';
import { indexQuotes } from './quote-index.ts';

const ROWS_PER_INSERT = 500;

/** A quote as it is kept: of its cue the words alone. */
export type KeptQuote = Omit<Quote, 'cue'> & { cue: { text: string } | null };

/** Stores the quotes of an article's newest revision and makes them findable. The database refuses any whose text is not its slice. */
export async function insertQuotes(
  tx: Queries,
  article: { id: ArticleId; revision: RevisionId; text: string },
  quotes: readonly KeptQuote[],
): Promise<void> {
  const codePoint = codePointCounter(article.text);
  const rows = [...quotes]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map((quote) => ({
      revision_id: article.revision,
      article_id: article.id,
      start: quote.start,
      end: quote.end,
      code_point: codePoint(quote.start),
      text: quote.text,
      kind: quote.kind,
      speaker: quote.speaker?.name ?? null,
      speaker_kind: quote.speaker?.kind ?? null,
      role: quote.speaker?.role ?? null,
      mention_start: quote.speaker?.mention.start ?? null,
      mention_end: quote.speaker?.mention.end ?? null,
      mention: quote.speaker?.mention.text ?? null,
      cue: quote.cue?.text ?? null,
      via: quote.via,
      utterance: quote.utterance,
      confidence: quote.confidence,
    }));
  for (let i = 0; i < rows.length; i += ROWS_PER_INSERT) {
    await tx
      .insertInto('quotes')
      .values(rows.slice(i, i + ROWS_PER_INSERT))
      .onConflict((c) => c.doNothing())
      .execute();
  }
  await indexQuotes(tx, article);
}

/** Code points before a UTF-16 offset; offsets must be asked for in rising order. */
function codePointCounter(text: string): (offset: number) => number {
  let at = 0;
  let count = 0;
  return (offset) => {
    for (; at < offset; at++) {
      const code = text.charCodeAt(at);
      if (code < 0xdc00 || code > 0xdfff) count++;
    }
    return count;
  };
}
