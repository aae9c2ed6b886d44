import { createHash } from 'node:crypto';
import { sql } from 'kysely';
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
  /** Since when its server says that it is gone for good. */
  ended: Date | null;
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
  'feeds.ended',
] as const;

/** How long an entry that could not be read counts against its feed. */
const ENTRY_DAYS = 3;

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
  const moved = await tx.selectFrom('feeds').select('id').where('url', '=', feed.url).executeTakeFirst();
  const id = moved?.id ?? feedIdOf(feed.url);
  await tx
    .insertInto('feeds')
    .values({
      id,
      url: feed.url,
      title: feed.title,
      page_url: feed.pageUrl,
      every_minutes: feed.everyMinutes,
      next_poll: now,
      added: now,
    })
    .onConflict((c) => c.doNothing())
    .execute();
  const rows = await tx
    .insertInto('feed_followers')
    .values({ workspace_id: workspace, feed_id: id, name: feed.name, place: feed.place ?? null })
    .onConflict((c) => c.doNothing())
    .returning('feed_id')
    .execute();
  if (rows.length === 0) return false;
  await showNewest(tx, workspace, id, now);
  return true;
}

/** What was there before a feed was followed is not news: it counts as seen so long ago. */
export const OLD_MS = 30 * 86_400_000;
/** Of what is in a feed when it is followed, so many are stored and shown, the newest. */
export const FIRST_ENTRIES = 30;

/** Shows a workspace what others have read from the feed, the newest of it, as its first reading would have shown it. */
async function showNewest(tx: Queries, workspace: WorkspaceId, id: FeedId, now: Date): Promise<void> {
  await sql`
    insert into article_visibility (workspace_id, article_id, added)
    select ${workspace}, e.article_id, ${new Date(now.getTime() - OLD_MS)}
    from feed_entries e join articles a on a.id = e.article_id join revisions r on r.id = a.current
    where e.feed_id = ${id}
    group by e.article_id order by max(coalesce(r.published, e.seen)) desc limit ${FIRST_ENTRIES}
    on conflict do nothing`.execute(tx);
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
  // Who resumes a feed that had ended wants it tried.
  if (row?.active)
    await tx
      .updateTable('feeds')
      .set({ ended: null, next_poll: new Date() })
      .where('id', '=', id)
      .where('ended', 'is not', null)
      .execute();
  return row?.active ?? null;
}

export interface FollowedFeed extends Feed {
  name: string | null;
  active: boolean;
  /** Of the entries of the last days, how many could not be read, or not in full, so far, how many were, and why the last of them could not. */
  unread: number;
  read: number;
  entryProblem: string | null;
}

/** The feeds that a workspace follows, by title. */
export async function listFeeds(db: Queries, workspace: WorkspaceId): Promise<FollowedFeed[]> {
  return db
    .selectFrom('feeds')
    .innerJoin('feed_followers', 'feed_followers.feed_id', 'feeds.id')
    .leftJoinLateral(
      (e) =>
        e
          .selectFrom('feed_entries as entry')
          .select((c) => [
            c.fn.countAll<number>().filterWhere('entry.problem', 'is not', null).as('unread'),
            c.fn
              .countAll<number>()
              .filterWhere('entry.state', '=', 'read')
              .filterWhere('entry.problem', 'is', null)
              .as('read'),
            sql<
              string | null
            >`(array_agg(entry.problem order by entry.seen desc) filter (where entry.problem is not null))[1]`.as(
              'entryProblem',
            ),
          ])
          .whereRef('entry.feed_id', '=', 'feeds.id')
          .where('entry.state', '!=', 'skipped')
          .where(sql<boolean>`entry.seen > feeds.polled - ${ENTRY_DAYS} * interval '1 day'`)
          .as('lately'),
      (join) => join.onTrue(),
    )
    .select(COLUMNS)
    .select(['feed_followers.name', 'feed_followers.active'])
    .select((e) => [
      e.fn.coalesce('lately.unread', e.lit(0)).as('unread'),
      e.fn.coalesce('lately.read', e.lit(0)).as('read'),
      'lately.entryProblem',
    ])
    .where('feed_followers.workspace_id', '=', workspace)
    .orderBy('feeds.title')
    .limit(1_000)
    .execute();
}

export async function findFeed(db: Queries, id: FeedId): Promise<Feed | null> {
  return (await db.selectFrom('feeds').select(COLUMNS).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** No reading of a feed or an entry is put off longer than this: what is, comes from a clock that was wrong. */
export const FURTHEST_HOURS = 49;

/** Takes feeds whose time has come and that somebody follows; each is planned again at once, so that no second worker takes it. */
export async function takeDueFeeds(db: Queries, now: Date, limit: number): Promise<FeedId[]> {
  const { rows } = await sql<{ id: FeedId }>`
    update feeds set next_poll = ${now}::timestamptz + every_minutes * interval '1 minute'
    where id in (
      select f.id from feeds f
      where (f.next_poll <= ${now} or f.next_poll > ${now}::timestamptz + make_interval(hours => ${FURTHEST_HOURS}))
        and f.ended is null and exists (select 1 from feed_followers w where w.feed_id = f.id and w.active)
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

/** Puts off the next reading, without a failure. */
export async function postponePoll(db: Queries, id: FeedId, nextPoll: Date): Promise<void> {
  await db.updateTable('feeds').set({ next_poll: nextPoll }).where('id', '=', id).execute();
}

/** Stops reading a feed whose server says that it is gone for good. */
export async function endFeed(db: Queries, id: FeedId, problem: string, now: Date): Promise<void> {
  await db
    .updateTable('feeds')
    .set((e) => ({ ended: now, problem, polled: now, failures: e('failures', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Gives a feed the address that it has moved to; where that is followed already, its followers go over to it. */
export async function moveFeed(db: Queries, id: FeedId, url: string): Promise<void> {
  const other = await db
    .selectFrom('feeds')
    .select('id')
    .where('url', '=', url)
    .where('id', '!=', id)
    .executeTakeFirst();
  if (!other) {
    await db.updateTable('feeds').set({ url, etag: null, last_modified: null }).where('id', '=', id).execute();
    return;
  }
  await sql`
    insert into feed_followers (workspace_id, feed_id, name, active, place, told, added)
    select workspace_id, ${other.id}, name, active, place, told, added from feed_followers where feed_id = ${id}
    on conflict do nothing`.execute(db);
  await db.deleteFrom('feeds').where('id', '=', id).execute();
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
