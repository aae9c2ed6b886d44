import { type RawBuilder, sql } from 'kysely';
import { visibleArticles } from './articles.ts';
import type { Queries } from './database.ts';
import { weekKey, weekOf } from './quote-keys.ts';
import type { WorkspaceId } from './schema.ts';

/** For each entry one of its keys must be there. */
export type Wanted = readonly (readonly number[])[];

/** Quotations that are looked at in turn, newest first: a common word is found among the newest, a rare one among all. */
const STEPS = [2_000, 25_000, 250_000];
/** So few are all looked at at once. */
const SMALL = 20_000;
const MOST_WEEKS = 1_200;

/**
 * The newest quotations that a workspace may see and that hold what is wanted (any of the alternatives), at most `limit`, and whether
 * there may be more. The cost is bounded by the weeks that are looked at, not by how often a word was said.
 */
export async function newestHits(
  db: Queries,
  workspace: WorkspaceId,
  alternatives: readonly Wanted[],
  filter: { since: Date | null; limit: number },
): Promise<{ ids: number[]; more: boolean }> {
  const possible = alternatives.filter((wanted) => wanted.every((keys) => keys.length > 0));
  if (possible.length === 0) return { ids: [], more: false };
  let ids: number[] = [];
  for (const weeks of await steps(db, filter.since)) {
    ids = await hits(db, workspace, possible, weeks, filter);
    if (ids.length > filter.limit) break;
    if (weeks !== null && !weeks.last && ids.length >= filter.limit / 2) return { ids, more: true };
  }
  return { ids: ids.slice(0, filter.limit), more: ids.length > filter.limit };
}

/** The oldest quotations of all time that hold one of the alternatives, at most `limit`. Each must be rare. */
export async function allHits(
  db: Queries,
  workspace: WorkspaceId,
  alternatives: readonly Wanted[],
  limit: number,
): Promise<number[]> {
  if (alternatives.length === 0) return [];
  const rows = await db
    .selectFrom('quote_keys')
    .select('quote_id')
    .where((e) => e.or(alternatives.map(holds)))
    .where('article_id', 'in', visibleArticles(db, workspace))
    .orderBy('at')
    .orderBy('quote_id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.quote_id);
}

interface Weeks {
  keys: number[];
  /** No older ones are wanted. */
  last: boolean;
}

/** The weeks to look at in turn; null: all of time. */
async function steps(db: Queries, since: Date | null): Promise<(Weeks | null)[]> {
  const { rows } = await sql<{ week: number; quotes: number }>`
    select week, quotes from quote_weeks ${since ? sql`where week >= ${weekOf(since)}` : sql``}
    order by week desc limit ${MOST_WEEKS}`.execute(db);
  const all = since && rows.length < MOST_WEEKS ? { keys: rows.map((row) => weekKey(row.week)), last: true } : null;
  if (rows.reduce((sum, row) => sum + row.quotes, 0) < SMALL) return [all];
  const found: (Weeks | null)[] = [];
  let sum = 0;
  const keys: number[] = [];
  for (const { week, quotes } of rows) {
    keys.push(weekKey(week));
    sum += quotes;
    if (sum >= (STEPS[found.length] ?? Number.POSITIVE_INFINITY)) found.push({ keys: [...keys], last: false });
  }
  return [...found, all];
}

async function hits(
  db: Queries,
  workspace: WorkspaceId,
  alternatives: readonly Wanted[],
  weeks: Weeks | null,
  filter: { since: Date | null; limit: number },
): Promise<number[]> {
  const rows = await db
    .selectFrom('quote_keys')
    .select('quote_id')
    .where((e) => e.or(alternatives.map((wanted) => holds(weeks === null ? wanted : [...wanted, weeks.keys]))))
    .where('article_id', 'in', visibleArticles(db, workspace))
    .$if(filter.since !== null, (q) => q.where('at', '>=', filter.since ?? new Date(0)))
    .orderBy('at', 'desc')
    .orderBy('quote_id', 'desc')
    .limit(filter.limit + 1)
    .execute();
  return rows.map((row) => row.quote_id);
}

function holds(wanted: Wanted): RawBuilder<boolean> {
  const single = wanted.flatMap((keys) => (keys.length === 1 ? keys : []));
  const parts = wanted.filter((keys) => keys.length > 1).map((keys) => sql`keys && ${[...keys]}::integer[]`);
  if (single.length > 0) parts.push(sql`keys @> ${single}::integer[]`);
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(parts, sql` and `)})`;
}
