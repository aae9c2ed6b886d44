import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { ArticleId } from '../../article/article.ts';
import type { Queries } from '../database.ts';
import type { FeedId, WorkspaceId } from '../schema.ts';

export interface Feed {
  id: FeedId;
  url: string;
  title: string;
  etag: string | null;
  lastModified: string | null;
  everyMinutes: number;
  nextPoll: Date;
  polled: Date | null;
  succeeded: Date | null;
  failures: number;
  problem: string | null;
}

const COLUMNS = [
  'feeds.id',
  'feeds.url',
  'feeds.title',
  'feeds.etag',
  'feeds.last_modified as lastModified',
  'feeds.every_minutes as everyMinutes',
  'feeds.next_poll as nextPoll',
  'feeds.polled',
  'feeds.succeeded',
  'feeds.failures',
  'feeds.problem',
] as const;

export function feedIdOf(url: string): FeedId {
  return createHash('sha256').update(url).digest('hex').slice(0, 12) as FeedId;
}

/** Has a workspace follow a feed; the feed itself is stored once, however many follow it. True when the workspace is new to it. */
export async function followFeed(
  tx: Queries,
  workspace: WorkspaceId,
  feed: {
    url: string;
    title: string;
    pageUrl: string | null;
    name: string | null;
    everyMinutes: number;
    /** Where its admins are told when it fails. */
    place?: string | null;
  },
  now: Date,
): Promise<boolean> {
  const id = feedIdOf(feed.url);
  await tx
    .insertInto('feeds')
    .values({
      id,
      url: feed.url,
      title: feed.title,
      page_url: feed.pageUrl,
      every_minutes: feed.everyMinutes,
      next_poll: now,
    })
    .onConflict((c) => c.doNothing())
    .execute();
  const rows = await tx
    .insertInto('feed_followers')
    .values({ workspace_id: workspace, feed_id: id, name: feed.name, place: feed.place ?? null })
    .onConflict((c) => c.doNothing())
    .returning('feed_id')
    .execute();
  return rows.length > 0;
}

/** Stops following; a feed that nobody follows is forgotten. Its articles stay. False when the workspace did not follow it. */
export async function unfollowFeed(tx: Queries, workspace: WorkspaceId, id: FeedId): Promise<boolean> {
  const gone = await tx
    .deleteFrom('feed_followers')
    .where('workspace_id', '=', workspace)
    .where('feed_id', '=', id)
    .returning('feed_id')
    .execute();
  await tx
    .deleteFrom('feeds')
    .where('id', '=', id)
    .where((e) => e.not(e.exists(e.selectFrom('feed_followers').select('feed_id').where('feed_id', '=', id))))
    .execute();
  return gone.length > 0;
}

/** Stops or resumes reading for one workspace. Returns whether it is read now, or null when it is not followed. */
export async function toggleFeed(tx: Queries, workspace: WorkspaceId, id: FeedId): Promise<boolean | null> {
  const row = await tx
    .updateTable('feed_followers')
    .set((e) => ({ active: e.not('active') }))
    .where('workspace_id', '=', workspace)
    .where('feed_id', '=', id)
    .returning('active')
    .executeTakeFirst();
  return row?.active ?? null;
}

/** The feeds that a workspace follows, by title. */
export async function listFeeds(
  db: Queries,
  workspace: WorkspaceId,
): Promise<(Feed & { name: string | null; active: boolean })[]> {
  return db
    .selectFrom('feeds')
    .innerJoin('feed_followers', 'feed_followers.feed_id', 'feeds.id')
    .select(COLUMNS)
    .select(['feed_followers.name', 'feed_followers.active'])
    .where('feed_followers.workspace_id', '=', workspace)
    .orderBy('feeds.title')
    .limit(1_000)
    .execute();
}

export async function findFeed(db: Queries, id: FeedId): Promise<Feed | null> {
  return (await db.selectFrom('feeds').select(COLUMNS).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** Takes feeds whose time has come and that somebody follows; each is planned again at once, so that no second worker takes it. */
export async function takeDueFeeds(db: Queries, now: Date, limit: number): Promise<FeedId[]> {
  const { rows } = await sql<{ id: FeedId }>`
    update feeds set next_poll = ${now}::timestamptz + every_minutes * interval '1 minute'
    where id in (
      select f.id from feeds f
      where f.next_poll <= ${now} and exists (select 1 from feed_followers w where w.feed_id = f.id and w.active)
      order by f.next_poll limit ${limit} for update skip locked
    )
    returning id`.execute(db);
  return rows.map((row) => row.id);
}

export interface PollResult {
  title?: string;
  etag: string | null;
  lastModified: string | null;
  everyMinutes: number;
  nextPoll: Date;
}

export async function recordPoll(db: Queries, id: FeedId, result: PollResult, now: Date): Promise<void> {
  await db
    .updateTable('feeds')
    .set({
      ...(result.title ? { title: result.title } : {}),
      etag: result.etag,
      last_modified: result.lastModified,
      every_minutes: result.everyMinutes,
      next_poll: result.nextPoll,
      polled: now,
      succeeded: now,
      failures: 0,
      problem: null,
    })
    .where('id', '=', id)
    .execute();
}

export async function recordPollFailure(
  db: Queries,
  id: FeedId,
  problem: string,
  nextPoll: Date,
  now: Date,
): Promise<void> {
  await db
    .updateTable('feeds')
    .set((e) => ({ problem, next_poll: nextPoll, polled: now, failures: e('failures', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

export interface NewEntry {
  entry: string;
  url: string | null;
  /** The article as far as the feed itself gives it. */
  draft: unknown;
}

/** Marks entries as seen; those that were not seen before wait to be read. Returns how many these are. */
export async function seeEntries(db: Queries, id: FeedId, entries: readonly NewEntry[], old: boolean): Promise<number> {
  if (entries.length === 0) return 0;
  const rows = await db
    .insertInto('feed_entries')
    .values(
      entries.map((entry) => ({
        feed_id: id,
        entry: entry.entry,
        url: entry.url,
        draft: JSON.stringify(entry.draft),
        state: 'waiting' as const,
        old,
      })),
    )
    .onConflict((c) => c.doNothing())
    .returning('entry')
    .execute();
  return rows.length;
}

export interface WaitingEntry {
  feed: FeedId;
  entry: string;
  url: string | null;
  draft: unknown;
  old: boolean;
  tries: number;
}

/** Entries that wait to be read, oldest first. */
export async function waitingEntries(
  db: Queries,
  now: Date,
  limit: number,
): Promise<{ feed: FeedId; entry: string }[]> {
  return db
    .selectFrom('feed_entries')
    .select(['feed_id as feed', 'entry'])
    .where('state', '=', 'waiting')
    .where('retry_at', '<=', now)
    .orderBy('seen')
    .limit(limit)
    .execute();
}

export async function waitingEntry(db: Queries, feed: FeedId, entry: string): Promise<WaitingEntry | null> {
  const row = await db
    .selectFrom('feed_entries')
    .select(['feed_id as feed', 'entry', 'url', 'draft', 'old', 'tries'])
    .where('feed_id', '=', feed)
    .where('entry', '=', entry)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return row ?? null;
}

export async function entryRead(db: Queries, entry: WaitingEntry, article: ArticleId): Promise<void> {
  await db
    .updateTable('feed_entries')
    .set({ state: 'read', article_id: article, draft: null, problem: null })
    .where('feed_id', '=', entry.feed)
    .where('entry', '=', entry.entry)
    .execute();
}

/** Notes why an entry could not be read; `retryAt` null gives it up. */
export async function entryFailed(
  db: Queries,
  entry: WaitingEntry,
  problem: string,
  retryAt: Date | null,
): Promise<void> {
  await db
    .updateTable('feed_entries')
    .set({
      state: retryAt ? 'waiting' : 'failed',
      problem,
      tries: entry.tries + 1,
      ...(retryAt ? { retry_at: retryAt } : { draft: null }),
    })
    .where('feed_id', '=', entry.feed)
    .where('entry', '=', entry.entry)
    .execute();
}

/** The workspaces that follow a feed now. */
export async function followersOf(db: Queries, id: FeedId): Promise<WorkspaceId[]> {
  const rows = await db
    .selectFrom('feed_followers')
    .select('workspace_id')
    .where('feed_id', '=', id)
    .where('active', '=', true)
    .execute();
  return rows.map((row) => row.workspace_id);
}
