import { sql } from 'kysely';
import type { ArticleId } from '../../article/article.ts';
import type { Stance } from '../../quote/quote.ts';
import type { Span } from '../../text/span.ts';
import { visibleArticles } from '../articles/articles.ts';
import type { Queries } from '../database.ts';
import type { WorkspaceId } from '../schema.ts';

/** A quotation that may be shown, with the article that prints it. */
export interface StoredQuote {
  id: number;
  article: ArticleId;
  start: number;
  end: number;
  text: string;
  kind: 'direct' | 'partial';
  /** Null: unattributed, or not said (see `stance`). */
  speaker: string | null;
  speakerKind: 'person' | 'organisation' | 'document' | 'unnamed' | null;
  role: string | null;
  stance: Stance;
  /** Who is said to have spoken, or denies it, where `stance` says that nobody did. */
  imputedTo: string | null;
  via: string[];
  /** Pieces of one utterance of an article share it. */
  utterance: number;
  confidence: number;
  title: string;
  publisher: string | null;
  published: Date | null;
  url: string | null;
  /** Since when its page is no longer there. */
  gone: Date | null;
  /** When it was published, or stored where that is not known. */
  at: Date;
}

/** What a shown quotation is made of, from `quotes` and `revisions`. */
export const PRINTED_COLUMNS = [
  'quotes.id',
  'quotes.article_id as article',
  'quotes.start',
  'quotes.end',
  'quotes.text',
  sql<'direct' | 'partial'>`quotes.kind`.as('kind'),
  'quotes.speaker',
  'quotes.speaker_kind as speakerKind',
  // An unnamed speaker is called by the role.
  sql<string | null>`nullif(quotes.role, quotes.speaker)`.as('role'),
  'quotes.stance',
  'quotes.imputed_to as imputedTo',
  'quotes.via',
  'quotes.utterance',
  'quotes.confidence',
  'revisions.title',
  'revisions.publisher',
  'revisions.published',
  'revisions.url',
  sql<Date | null>`(select articles.gone from articles where articles.id = quotes.article_id)`.as('gone'),
  sql<Date>`coalesce(revisions.published, revisions.added)`.as('at'),
] as const;

/** What may be shown as somebody's words: quotations of current revisions, within the workspace. */
function shownQuotes(db: Queries, workspace: WorkspaceId) {
  return db
    .selectFrom('quotes')
    .innerJoin('articles', (join) =>
      join.onRef('articles.id', '=', 'quotes.article_id').onRef('articles.current', '=', 'quotes.revision_id'),
    )
    .innerJoin('revisions', 'revisions.id', 'quotes.revision_id')
    .where('quotes.kind', 'in', ['direct', 'partial'])
    .where('quotes.article_id', 'in', visibleArticles(db, workspace));
}

/** A quotation by its number, or null when the workspace may not see it. */
export async function quoteById(db: Queries, workspace: WorkspaceId, id: number): Promise<StoredQuote | null> {
  if (!Number.isSafeInteger(id)) return null;
  const found = await shownQuotes(db, workspace).select(PRINTED_COLUMNS).where('quotes.id', '=', id).executeTakeFirst();
  return found ?? null;
}

export interface Surroundings {
  /** The other pieces of the same utterance, in text order. */
  pieces: string[];
  /** What stands in front of the quotation, at most 60 characters. */
  before: string;
}

/** What surrounds some quotations that the workspace may see, by their numbers. */
export async function surroundingsOf(
  db: Queries,
  workspace: WorkspaceId,
  ids: readonly number[],
): Promise<Map<number, Surroundings>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('quotes')
    .innerJoin('revisions', 'revisions.id', 'quotes.revision_id')
    .select([
      'quotes.id',
      sql<string>`substr(revisions.text, greatest(quotes.code_point - 59, 1), least(60, quotes.code_point))`.as(
        'before',
      ),
      sql<string[]>`array(select piece.text from quotes as piece
        where piece.revision_id = quotes.revision_id and piece.utterance = quotes.utterance and piece.id <> quotes.id
          and piece.kind in ('direct', 'partial') order by piece.start limit 10)`.as('pieces'),
    ])
    .where(sql<boolean>`quotes.id = any(${[...ids]}::bigint[])`)
    .where(
      visibleArticles(db, workspace).where('article_id', '=', sql.ref<never>('quotes.article_id')).limit(1),
      'is not',
      null,
    )
    .execute();
  return new Map(rows.map(({ id, ...rest }) => [id, rest]));
}

/** What is known to have been said in some articles that the workspace may see, by article; unattributed words included. */
export async function statementsOf(
  db: Queries,
  workspace: WorkspaceId,
  articles: readonly string[],
): Promise<Map<string, { text: string; speaker: string | null }[]>> {
  const statements = new Map<string, { text: string; speaker: string | null }[]>();
  if (articles.length === 0) return statements;
  const rows = await shownQuotes(db, workspace)
    .select(PRINTED_COLUMNS)
    .where('quotes.article_id', 'in', articles as ArticleId[])
    .limit(2_000)
    .execute();
  for (const { article, text, speaker } of rows) {
    statements.set(article, [...(statements.get(article) ?? []), { text, speaker }]);
  }
  return statements;
}

/** The quotations of one article that the workspace may see, in text order, at most `limit`, and how many there are. */
export async function quotesOfArticle(
  db: Queries,
  workspace: WorkspaceId,
  article: ArticleId,
  limit: number,
): Promise<{ quotes: StoredQuote[]; total: number }> {
  const shown = shownQuotes(db, workspace).where('quotes.article_id', '=', article);
  const [quotes, { total }] = await Promise.all([
    shown.select(PRINTED_COLUMNS).orderBy('quotes.start').limit(limit).execute(),
    shown.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  return { quotes, total: Number(total) };
}

/**
 * The quotations that stand in a part of an article that the workspace may see, in text order, at most `limit`; the number of the first of
 * them among all, from 1; and how many there are in all.
 */
export async function quotesWithin(
  db: Queries,
  workspace: WorkspaceId,
  article: ArticleId,
  { start, end }: Span,
  limit: number,
): Promise<{ quotes: StoredQuote[]; first: number; total: number }> {
  const shown = shownQuotes(db, workspace).where('quotes.article_id', '=', article);
  const [quotes, { total, before }] = await Promise.all([
    shown
      .select(PRINTED_COLUMNS)
      .where('quotes.end', '>', start)
      .where('quotes.start', '<', end)
      .orderBy('quotes.start')
      .limit(limit)
      .execute(),
    shown
      .select((e) => [
        e.fn.countAll<number>().as('total'),
        e.fn.countAll<number>().filterWhere('quotes.end', '<=', start).as('before'),
      ])
      .executeTakeFirstOrThrow(),
  ]);
  return { quotes, first: Number(before) + 1, total: Number(total) };
}
