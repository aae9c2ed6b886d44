import { sql } from 'kysely';
import type { ArticleId, RevisionId } from '../../article/article.ts';
import type { Quote } from '../../quote/quote.ts';
import type { Queries } from '../database.ts';
import { applyCorrections } from './corrections.ts';
import { indexQuotes } from './quote-index.ts';

/** The version of the quote reader: one that reads otherwise than the one before has the next number, and the worker reads all again. */
export const QUOTE_READER = 12;

/** Quotes of one article that are stored, from its beginning. */
export const MOST_QUOTES = 30_000;

const COLUMNS = [
  'revision_id',
  'article_id',
  'start',
  'end',
  'code_point',
  'text',
  'kind',
  'speaker',
  'speaker_kind',
  'role',
  'mention_start',
  'mention_end',
  'mention',
  'cue',
  'via',
  'utterance',
  'confidence',
  'stance',
  'imputed_to',
] as const;

/** What is stored of a quote: of its cue the words alone. */
export type QuoteToStore = Omit<Quote, 'cue'> & { cue: { text: string } | null };

/** Stores the quotes of an article's newest revision and makes them findable. The database refuses any whose text is not its slice. */
export async function insertQuotes(
  tx: Queries,
  article: { id: ArticleId; revision: RevisionId; text: string },
  quotes: readonly QuoteToStore[],
): Promise<void> {
  const codePoint = codePointCounter(article.text);
  const rows = [...quotes]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .slice(0, MOST_QUOTES)
    .map(
      (quote): Record<(typeof COLUMNS)[number], unknown> => ({
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
        stance: quote.stance,
        imputed_to: quote.imputedTo,
      }),
    );
  // One statement, because each checks its quotes against the whole text.
  if (rows.length > 0)
    await sql`insert into quotes (${sql.join(COLUMNS.map((column) => sql.ref(column)))})
      select ${sql.join(COLUMNS.map((column) => sql.ref(column)))} from jsonb_populate_recordset(null::quotes, ${JSON.stringify(rows)}::jsonb)
      on conflict do nothing`.execute(tx);
  await applyCorrections(tx, article);
  await indexQuotes(tx, article);
}

/** Notes that today's reader has read the newest revision of an article. */
export async function noteReader(tx: Queries, article: ArticleId): Promise<void> {
  await tx.updateTable('articles').set({ quote_reader: QUOTE_READER }).where('id', '=', article).execute();
}

/** Articles whose quotes an earlier reader has read, the newest first, held for this transaction. */
export async function articlesReadEarlier(
  tx: Queries,
  limit: number,
): Promise<{ id: ArticleId; revision: RevisionId; title: string; text: string }[]> {
  return tx
    .selectFrom('articles')
    .innerJoin('revisions', 'revisions.id', 'articles.current')
    .select(['articles.id', 'revisions.id as revision', 'revisions.title', 'revisions.text'])
    .where('articles.quote_reader', '<', QUOTE_READER)
    .orderBy('articles.quote_reader')
    .orderBy('articles.added', 'desc')
    .limit(limit)
    .forUpdate('articles')
    .skipLocked()
    .execute();
}

/** Removes the quotes of a revision, to read them again. */
export async function removeQuotes(tx: Queries, revision: RevisionId): Promise<void> {
  await tx.deleteFrom('quotes').where('revision_id', '=', revision).execute();
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
