import { createHash } from 'node:crypto';
import type { Queries } from '../database.ts';
import type { WorkspaceId } from '../schema.ts';

/** A feed that was shown to an admin, who may take it with a button. */
export interface FeedOffer {
  url: string;
  title: string;
  pageUrl: string | null;
  name: string | null;
}

const DAYS_KEPT = 2;

/** Keeps an offer; the same one again is the same. Returns its id. */
export async function saveOffer(db: Queries, workspace: WorkspaceId, offer: FeedOffer): Promise<string> {
  const id = createHash('sha256')
    .update(`${workspace}\n${offer.url}\n${offer.name ?? ''}`)
    .digest('hex')
    .slice(0, 16);
  const { pageUrl, ...rest } = offer;
  await db
    .insertInto('feed_offers')
    .values({ id, workspace_id: workspace, page_url: pageUrl, ...rest })
    .onConflict((c) => c.column('id').doUpdateSet({ title: offer.title, page_url: pageUrl, added: new Date() }))
    .execute();
  return id;
}

export async function findOffer(db: Queries, workspace: WorkspaceId, id: string): Promise<FeedOffer | null> {
  const row = await db
    .selectFrom('feed_offers')
    .select(['url', 'title', 'page_url as pageUrl', 'name'])
    .where('id', '=', id)
    .where('workspace_id', '=', workspace)
    .executeTakeFirst();
  return row ?? null;
}

/** Forgets what nobody took. */
export async function pruneOffers(db: Queries, now: Date): Promise<void> {
  await db
    .deleteFrom('feed_offers')
    .where('added', '<', new Date(now.getTime() - DAYS_KEPT * 86_400_000))
    .execute();
}
