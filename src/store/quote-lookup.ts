import { sql } from 'kysely';
import type { ArticleId } from '../article/article.ts';
import { attributionThreshold } from '../quote/confidence.ts';
import { visibleArticles } from './articles.ts';
import type { Queries } from './database.ts';
import type { WorkspaceId } from './schema.ts';

export interface QuoteQuery {
  /** Words (stemmed) and phrases in quotation marks (exact). */
  text?: string | undefined;
  /** Part of the speaker's name or role. */
  speaker?: string | undefined;
  /** Part of the publisher's name. */
  source?: string | undefined;
  since?: Date | undefined;
}

export interface FoundQuote {
  id: number;
  article: ArticleId;
  start: number;
  end: number;
  text: string;
  kind: 'direct' | 'partial';
  speaker: string | null;
  role: string | null;
  via: string[];
  confidence: number;
  title: string;
  publisher: string | null;
  published: Date | null;
  url: string | null;
}

const QUOTE_COLUMNS = [
  'quotes.id',
  'quotes.article_id as article',
  'quotes.start',
  'quotes.end',
  'quotes.text',
  sql<'direct' | 'partial'>`quotes.kind`.as('kind'),
  sql<string | null>`case when quotes.confidence >= ${sql.lit(attributionThreshold)} then quotes.speaker end`.as(
    'speaker',
  ),
  sql<string | null>`case when quotes.confidence >= ${sql.lit(attributionThreshold)} then quotes.role end`.as('role'),
  'quotes.via',
  'quotes.confidence',
  'revisions.title',
  'revisions.publisher',
  'revisions.published',
  'revisions.url',
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

/** Quotations that a workspace may see and that fit the query, best first; terms and indirect speech are never among them. */
export async function findQuotes(
  db: Queries,
  workspace: WorkspaceId,
  query: QuoteQuery,
  page: { limit: number; offset: number },
): Promise<{ quotes: FoundQuote[]; total: number }> {
  const words = query.text?.trim() ? sql`websearch_to_tsquery('english', fold(${query.text}))` : null;
  let found = shownQuotes(db, workspace);
  if (words) found = found.where(sql<boolean>`quotes.words @@ ${words}`);
  if (query.speaker) {
    found = found
      .where(sql<boolean>`quotes.said_by like ${pattern(query.speaker)}`)
      .where('quotes.confidence', '>=', attributionThreshold);
  }
  if (query.source) found = found.where(sql<boolean>`fold(revisions.publisher) like ${pattern(query.source)}`);
  if (query.since) found = found.where('revisions.published', '>=', query.since);
  const quotes = await found
    .select(QUOTE_COLUMNS)
    .$if(words !== null, (q) => q.orderBy(sql`ts_rank_cd(quotes.words, ${words}, 1)`, 'desc'))
    .orderBy(sql`(quotes.kind = 'direct')`, 'desc')
    .orderBy('revisions.published', (o) => o.desc().nullsLast())
    .orderBy('quotes.article_id')
    .orderBy('quotes.start')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const { total } = await found.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return { quotes, total };
}

function pattern(text: string) {
  return sql`'%' || replace(replace(replace(fold(${text.trim()}), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'`;
}

/** Speakers whose name or role holds what was typed, most quoted first. */
export async function suggestSpeakers(
  db: Queries,
  workspace: WorkspaceId,
  typed: string,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('quotes')
    .select(['speaker'])
    .where('kind', 'in', ['direct', 'partial'])
    .where('speaker', 'is not', null)
    .where('confidence', '>=', attributionThreshold)
    .where('speaker_kind', '!=', 'unnamed')
    .where('article_id', 'in', visibleArticles(db, workspace))
    .where(sql<boolean>`said_by like ${pattern(typed)}`)
    .groupBy('speaker')
    .orderBy((e) => e.fn.countAll(), 'desc')
    .limit(limit)
    .execute();
  return rows.flatMap((row) => row.speaker ?? []);
}

/** The quotations inside some passages that the workspace may see, in the order of the passages; at most ten. */
export async function quotesInSpans(
  db: Queries,
  workspace: WorkspaceId,
  spans: readonly { article: string; start: number; end: number }[],
): Promise<FoundQuote[]> {
  if (spans.length === 0) return [];
  const rows = await shownQuotes(db, workspace)
    .select(QUOTE_COLUMNS)
    .where((e) =>
      e.or(
        spans.map((span) =>
          e.and([
            e('quotes.article_id', '=', span.article as ArticleId),
            e('quotes.start', '>=', span.start),
            e('quotes.end', '<=', span.end),
          ]),
        ),
      ),
    )
    .orderBy('quotes.article_id')
    .orderBy('quotes.start')
    .limit(10)
    .execute();
  return rows;
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
    .select(QUOTE_COLUMNS)
    .where('quotes.article_id', 'in', articles as ArticleId[])
    .limit(2_000)
    .execute();
  for (const { article, text, speaker } of rows) {
    statements.set(article, [...(statements.get(article) ?? []), { text, speaker }]);
  }
  return statements;
}
