import { sql } from 'kysely';
import type { ArticleId } from '../../article/article.ts';
import type { Queries } from '../database.ts';
import type { FeedId } from '../schema.ts';
import { FURTHEST_HOURS } from './feeds.ts';

export interface NewEntry {
  /** What it is known by within its feed. */
  entry: string;
  url: string | null;
  /** The article as far as the feed itself gives it. */
  draft: unknown;
  dated: Date | null;
  /** A hash of what the feed says of it. */
  version: string;
}

const DAY_MS = 86_400_000;
/** How long a changed entry is read again. */
const CHANGING_DAYS = 14;
/** An entry that left its feed is forgotten after so long, so that nothing grows for ever. */
const REMEMBERED_DAYS = 400;

/**
 * Marks entries as seen, newest first. Those that were not seen before wait to be read, at most `most`: at a feed's first reading the others are skipped, and
 * later they stay unseen until the next reading. Entries that say something else than before wait again. Returns how many wait now that did not.
 */
export async function seeEntries(
  db: Queries,
  id: FeedId,
  entries: readonly NewEntry[],
  { first, most, now }: { first: boolean; most: number; now: Date },
): Promise<number> {
  if (entries.length === 0) return 0;
  const seen = await seenAlready(db, id, entries);
  const unseen = entries.filter(({ entry }) => !seen.has(entry));
  const taken = first ? unseen : unseen.slice(0, most);
  const isOld = first || taken.length === 0 ? () => true : await oldIn(db, id, entries);
  await insertEntries(db, id, taken, {
    isOld,
    most,
    now,
  });
  let changed = 0;
  for (const entry of entries) {
    const before = seen.get(entry.entry);
    if (before === undefined || (before.version === entry.version && isSamePath(before.url, entry.url))) continue;
    if (await changeEntry(db, id, entry, before, now)) changed++;
  }
  return Math.min(taken.length, most) + changed;
}

/** How long before the first reading of its feed an entry must be dated to have been there, though a reading that was cut off did not show it. */
const THERE_BEFORE_MS = DAY_MS;

/** Tells which unseen entries were there when the feed was followed: by their date, or because one that had their link is gone, as when a site gives all its entries other ids. */
async function oldIn(db: Queries, id: FeedId, present: readonly NewEntry[]): Promise<(entry: NewEntry) => boolean> {
  const { since } = await db
    .selectFrom('feeds')
    .leftJoin('feed_entries', (join) =>
      join.onRef('feed_entries.feed_id', '=', 'feeds.id').on('feed_entries.old', '=', true),
    )
    .select((e) => e.fn.coalesce(e.fn.min('feed_entries.seen'), e.fn.min('feeds.added')).as('since'))
    .where('feeds.id', '=', id)
    .executeTakeFirstOrThrow();
  const gone = await db
    .selectFrom('feed_entries')
    .select('url')
    .where('feed_id', '=', id)
    .where('old', '=', true)
    .where('url', 'is not', null)
    .where(sql<boolean>`entry <> all(${present.map(({ entry }) => entry)})`)
    .execute();
  const left = new Map<string, number>();
  for (const { url } of gone) if (url) left.set(bare(url), (left.get(bare(url)) ?? 0) + 1);
  const until = since === null ? 0 : since.getTime() - THERE_BEFORE_MS;
  return ({ dated, url }) => (dated !== null && dated.getTime() < until) || (url !== null && left.get(bare(url)) === 1);
}

/** An address without what a site changes when it moves to https. */
const bare = (url: string): string => url.replace(/^https?:\/\/(?:www\.)?/, '');

interface Seen {
  version: string | null;
  state: string;
  seen: Date;
  url: string | null;
}

async function seenAlready(db: Queries, id: FeedId, entries: readonly NewEntry[]): Promise<Map<string, Seen>> {
  const rows = await db
    .selectFrom('feed_entries')
    .select(['entry', 'version', 'state', 'seen', 'url'])
    .where('feed_id', '=', id)
    .where(sql<boolean>`entry = any(${entries.map(({ entry }) => entry)})`)
    .execute();
  return new Map(rows.map((row) => [row.entry, row]));
}

/** Whether two links differ at most in their queries, which some feeds write differently at each reading. */
function isSamePath(before: string | null, now: string | null): boolean {
  const path = (url: string | null) => url && bare(url).replace(/[?#].*$/, '');
  return path(before) === path(now);
}

const ROWS_A_STATEMENT = 500;

async function insertEntries(
  db: Queries,
  id: FeedId,
  entries: readonly NewEntry[],
  { isOld, most, now }: { isOld: (entry: NewEntry) => boolean; most: number; now: Date },
): Promise<void> {
  for (let from = 0; from < entries.length; from += ROWS_A_STATEMENT)
    await db
      .insertInto('feed_entries')
      .values(
        entries.slice(from, from + ROWS_A_STATEMENT).map((entry, at) => {
          const waits = from + at < most;
          return {
            feed_id: id,
            entry: entry.entry,
            url: entry.url,
            draft: waits ? JSON.stringify(entry.draft) : null,
            state: waits ? ('waiting' as const) : ('skipped' as const),
            old: isOld(entry),
            retry_at: now,
            seen: now,
            version: entry.version,
          };
        }),
      )
      .onConflict((c) => c.doNothing())
      .execute();
}

/** Notes what an entry says now; true when it is to be read again. */
async function changeEntry(db: Queries, id: FeedId, entry: NewEntry, before: Seen, now: Date): Promise<boolean> {
  const fresh = now.getTime() - before.seen.getTime() < CHANGING_DAYS * DAY_MS;
  // Of an entry from before versions were noted, what it said then is not known.
  const again = before.version !== null && before.state !== 'skipped' && fresh;
  const values = again
    ? {
        version: entry.version,
        state: 'waiting' as const,
        draft: JSON.stringify(entry.draft),
        url: entry.url,
        tries: 0,
        retry_at: now,
      }
    : { version: entry.version, url: entry.url };
  await db.updateTable('feed_entries').set(values).where('feed_id', '=', id).where('entry', '=', entry.entry).execute();
  return again;
}

/** Forgets entries that were seen long ago and are not in the feed any more. */
export async function forgetEntries(db: Queries, id: FeedId, present: readonly NewEntry[], now: Date): Promise<void> {
  await db
    .deleteFrom('feed_entries')
    .where('feed_id', '=', id)
    .where('seen', '<', new Date(now.getTime() - REMEMBERED_DAYS * DAY_MS))
    .where(sql<boolean>`entry <> all(${present.map(({ entry }) => entry)})`)
    .execute();
}

export interface WaitingEntry {
  feed: FeedId;
  entry: string;
  url: string | null;
  draft: unknown;
  old: boolean;
  tries: number;
  /** What was read from it before. */
  article: ArticleId | null;
  ownText: boolean;
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
    .where((e) =>
      e.or([e('retry_at', '<=', now), e('retry_at', '>', new Date(now.getTime() + FURTHEST_HOURS * 3_600_000))]),
    )
    .orderBy('seen')
    .limit(limit)
    .execute();
}

export async function waitingEntry(db: Queries, feed: FeedId, entry: string): Promise<WaitingEntry | null> {
  const row = await db
    .selectFrom('feed_entries')
    .select([
      'feed_id as feed',
      'entry',
      'url',
      'draft',
      'old',
      'tries',
      'article_id as article',
      'own_text as ownText',
    ])
    .where('feed_id', '=', feed)
    .where('entry', '=', entry)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return row ?? null;
}

/** Notes that an entry was read; `ownText`: that the article is the feed's own text; `problem`: why only the article's beginning was read. */
export async function entryRead(
  db: Queries,
  entry: WaitingEntry,
  { article, ownText, problem }: { article: ArticleId; ownText: boolean; problem: string | null },
): Promise<void> {
  await db
    .updateTable('feed_entries')
    .set({ state: 'read', article_id: article, own_text: ownText, draft: null, problem })
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
