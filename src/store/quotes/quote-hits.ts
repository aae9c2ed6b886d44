import { type RawBuilder, sql } from 'kysely';
import { SPAN_WEEKS, spanKey, spanOf, startOfWeek, weekKey, weekOf } from '../../index/quotes/quote-keys.ts';
import { visibleArticles } from '../articles/articles.ts';
import type { Queries } from '../database.ts';
import type { WorkspaceId } from '../schema.ts';
import { PRINTED_COLUMNS, type StoredQuote } from './stored-quotes.ts';

/** For each entry one of its keys must be there. */
export type RequiredKeys = readonly (readonly number[])[];

/** Where to look, newest first: each part only when the ones before held too few. */
export interface Timeline {
  parts: TimePart[];
  since: Date | null;
  /** Exclusive. */
  until: Date | null;
  /** The workspace sees so few articles that they are a better start than the index of keys. */
  fewSeen: boolean;
}

interface TimePart {
  /** Keys of its weeks, or of its spans of weeks; null: all of time. */
  keys: number[] | null;
  /** Only what is older. */
  before: Date | null;
}

/** A common word is found among so many of the newest quotations, a less common one among so many; a rare one costs little among all. */
const NEWEST = 8_000;
const LESS_NEW = [30_000, 120_000, 400_000];
const MOST_WEEKS = 400;
const FEW_ARTICLES = 1_000;

/** How the quotations that may be looked at spread over time. */
export async function timeline(
  db: Queries,
  workspace: WorkspaceId,
  since: Date | null,
  until: Date | null = null,
): Promise<Timeline> {
  const seen = visibleArticles(db, workspace).limit(FEW_ARTICLES);
  const { rows } = await sql<{ week: number; quotes: number; seen: number }>`
    select week, quotes, (select count(*) from (${seen}) as seen) as seen from quote_weeks
    where ${since ? sql`week >= ${weekOf(since)}` : sql`true`} and ${until ? sql`week <= ${weekOf(until)}` : sql`true`}
    order by week desc limit ${MOST_WEEKS}`.execute(db);
  const fewSeen = (rows[0]?.seen ?? 0) < FEW_ARTICLES;
  if (rows.length === 0) return { parts: [], since, until, fewSeen };
  if (fewSeen) return { parts: [{ keys: null, before: null }], since, until, fewSeen };
  const newest = untilSum(rows, NEWEST) || rows.length;
  const parts: TimePart[] = [{ keys: rows.slice(0, newest).map(({ week }) => weekKey(week)), before: null }];
  let [done, before] = [newest, startOfWeek(rows[newest - 1]?.week ?? 0)];
  for (const sum of LESS_NEW) {
    const until = untilSum(rows, sum) || rows.length;
    const spans = [...new Set(rows.slice(done, until).map(({ week }) => spanOf(week)))];
    if (spans.length === 0) continue;
    parts.push({ keys: spans.map(spanKey), before });
    const oldest = Math.min(...spans) * SPAN_WEEKS;
    before = startOfWeek(oldest);
    while (done < rows.length && (rows[done]?.week ?? oldest) >= oldest) done++;
  }
  // With all weeks since then looked at, nothing older is needed.
  const reached = since !== null && done === rows.length && rows.length < MOST_WEEKS;
  if (!reached) parts.push({ keys: null, before });
  return { parts, since, until, fewSeen };
}

/** How many rows it takes to reach a sum of quotations; 0 when all of them do not. */
function untilSum(rows: readonly { quotes: number }[], required: number): number {
  let sum = 0;
  for (const [i, { quotes }] of rows.entries()) {
    sum += quotes;
    if (sum >= required) return i + 1;
  }
  return 0;
}

/**
 * The newest quotations that a workspace may see and that hold what one of the alternatives wants, newest first, then, when they are
 * fewer than `limit`, those that hold what `otherwise` wants; some of these may be among the first ones. At most `limit`.
 */
export async function newestHits(
  db: Queries,
  workspace: WorkspaceId,
  time: Timeline,
  required: { alternatives: readonly RequiredKeys[]; otherwise?: RequiredKeys | undefined },
  limit: number,
): Promise<StoredQuote[]> {
  const possible = required.alternatives.filter(isPossible);
  const otherwise = [required.otherwise ?? [[]]].filter(isPossible);
  const part = (rank: number, alternatives: readonly RequiredKeys[], { keys, before }: TimePart) => {
    const timed = alternatives.map((one) => (keys === null ? one : [...one, keys]));
    const older = before ? sql`and at < ${before}` : sql``;
    const newer = time.since ? sql`and at >= ${time.since}` : sql``;
    const until = time.until ? sql`and at < ${time.until}` : sql``;
    // Sorted first, so that no more of them than are needed are asked for who sees them.
    return sql`(select ${sql.lit(rank)} as rank, quote_id, at from (
        select quote_id, article_id, at from (${looks(timed)}) as look
        where ${time.fewSeen ? among(db, workspace) : sql`true`} ${older} ${newer} ${until} order by at desc, quote_id desc
      ) as hit where ${mayBeSeen(db, workspace)} limit ${limit})`;
  };
  const parts = [
    ...(possible.length > 0 ? time.parts.map((one) => part(0, possible, one)) : []),
    ...(otherwise.length > 0 ? [part(1, otherwise, { keys: null, before: null })] : []),
  ];
  if (parts.length === 0) return [];
  // The parts one after the other, and none after the one that fills the limit.
  const all = sql`select * from (${sql.join(parts, sql` union all `)}) as parts limit ${limit}`;
  return printed(db, all, sql`hit.rank, hit.at desc, hit.quote_id desc`);
}

/** The oldest quotations of all time that hold what one of the alternatives wants, at most `limit`. Each must be rare. */
export async function allHits(
  db: Queries,
  workspace: WorkspaceId,
  alternatives: readonly RequiredKeys[],
  limit: number,
): Promise<StoredQuote[]> {
  const possible = alternatives.filter(isPossible);
  if (possible.length === 0) return [];
  const found = sql`select quote_id, at from (${looks(possible)}) as hit where ${mayBeSeen(db, workspace)}
    order by at, quote_id limit ${limit}`;
  return printed(db, found, sql`hit.at, hit.quote_id`);
}

const isPossible = (required: RequiredKeys) => required.every((keys) => keys.length > 0);

/** One look into the index for each alternative: for an OR of them all, the planner would rather read the table. */
function looks(alternatives: readonly RequiredKeys[]): RawBuilder<unknown> {
  const each = alternatives.map(
    (required) => sql`select quote_id, article_id, at from quote_keys where ${hasKeys(required)}`,
  );
  return sql.join(each, sql` union `);
}

/** Asked hit by hit, or the planner would rather read who sees what, whole. */
function mayBeSeen(db: Queries, workspace: WorkspaceId): RawBuilder<unknown> {
  const one = visibleArticles(db, workspace).where('article_id', '=', sql<never>`hit.article_id`).limit(1);
  return sql`(${one}) is not null`;
}

function among(db: Queries, workspace: WorkspaceId): RawBuilder<unknown> {
  return sql`look.article_id in (${visibleArticles(db, workspace)})`;
}

async function printed(db: Queries, hits: RawBuilder<unknown>, order: RawBuilder<unknown>): Promise<StoredQuote[]> {
  const found = sql<{ quote_id: number; at: Date }>`(${hits})`;
  return db
    .selectFrom(found.as('hit'))
    .innerJoin('quotes', 'quotes.id', 'hit.quote_id')
    .innerJoin('revisions', 'revisions.id', 'quotes.revision_id')
    .select(PRINTED_COLUMNS)
    .orderBy(order)
    .execute();
}

function hasKeys(required: RequiredKeys): RawBuilder<unknown> {
  const single = required.flatMap((keys) => (keys.length === 1 ? keys : []));
  // The fewest first: where the planner reads the whole table, each row is compared with long lists only if it passed the short ones.
  const parts = required
    .filter((keys) => keys.length > 1)
    .toSorted((a, b) => a.length - b.length)
    .map((keys) => sql`keys && ${[...keys]}::integer[]`);
  if (single.length > 0) parts.unshift(sql`keys @> ${single}::integer[]`);
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
}
