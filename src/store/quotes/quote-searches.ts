import type { Queries } from '../database.ts';
import type { WorkspaceId } from '../schema.ts';
import type { QuoteQuery } from './quote-lookup.ts';

const KEPT_DAYS = 30;

/** Keeps what a page of quotations was looked up with, so that its buttons work after a restart. */
export async function saveQuoteSearch(
  db: Queries,
  workspace: WorkspaceId,
  id: string,
  query: QuoteQuery,
): Promise<void> {
  await db
    .insertInto('quote_searches')
    .values({ id, workspace_id: workspace, query: JSON.stringify(query) })
    .execute();
}

/** The query of a page that this workspace looked up, or null. */
export async function findQuoteSearch(db: Queries, workspace: WorkspaceId, id: string): Promise<QuoteQuery | null> {
  const row = await db
    .selectFrom('quote_searches')
    .select('query')
    .where('id', '=', id)
    .where('workspace_id', '=', workspace)
    .executeTakeFirst();
  if (!row) return null;
  const { since, until, ...rest } = row.query as Omit<QuoteQuery, 'since' | 'until'> & {
    since?: string;
    until?: string;
  };
  return {
    ...rest,
    ...(since ? { since: new Date(since) } : {}),
    ...(until ? { until: new Date(until) } : {}),
  };
}

/** Forgets pages that nobody will turn any more. */
export async function pruneQuoteSearches(db: Queries, now: Date): Promise<void> {
  await db
    .deleteFrom('quote_searches')
    .where('added', '<', new Date(now.getTime() - KEPT_DAYS * 86_400_000))
    .execute();
}
