import { sql } from 'kysely';
import type { Database, Queries } from './database.ts';

/** How long what is stored stays. 0 days: for ever. */
export interface Retention {
  articleDays: number;
  /** Publishers with a time of their own; 0 keeps theirs for ever. */
  articleDaysOf: readonly { publisher: string; days: number }[];
  /** What happened: posted digests with their messages, spent tokens, entries of feeds that nobody follows. */
  historyDays: number;
}

export interface Tidied {
  articles: number;
  digests: number;
  days: number;
  entries: number;
}

/** Short transactions: nobody who adds or asks waits for them. */
const ARTICLES_A_BATCH = 50;
const ROWS_A_BATCH = 500;

/**
 * Removes what is older than it may be, in batches, until nothing is left to remove or the signal aborts. Articles go with their quotes,
 * summaries and places in the index, counted from when they were stored; samples stay. Returns how much went.
 */
export async function tidyStore(db: Database, retention: Retention, now: Date, signal: AbortSignal): Promise<Tidied> {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const named = retention.articleDaysOf.map(({ publisher }) => publisher.toLowerCase());
  const tidied: Tidied = { articles: 0, digests: 0, days: 0, entries: 0 };
  for (const { publisher, days } of retention.articleDaysOf)
    if (days > 0)
      tidied.articles += await inBatches(signal, () => oldArticles(db, before(days), publisher.toLowerCase(), []));
  if (retention.articleDays > 0)
    tidied.articles += await inBatches(signal, () => oldArticles(db, before(retention.articleDays), null, named));
  if (retention.historyDays === 0) return tidied;
  const cutoff = before(retention.historyDays);
  tidied.digests = await inBatches(signal, () => oldSlots(db, cutoff));
  await inBatches(signal, () => oldChannelStories(db, cutoff));
  tidied.entries = await inBatches(signal, () => oldEntries(db, cutoff));
  const { numDeletedRows } = await db
    .deleteFrom('model_usage')
    .where('day', '<', cutoff.toISOString().slice(0, 10))
    .executeTakeFirst();
  tidied.days = Number(numDeletedRows);
  return tidied;
}

async function inBatches(signal: AbortSignal, batch: () => Promise<number>): Promise<number> {
  let all = 0;
  while (!signal.aborted) {
    const removed = await batch();
    all += removed;
    if (removed === 0) break;
  }
  return all;
}

/** Of one publisher, or of all but some. */
async function oldArticles(db: Queries, cutoff: Date, publisher: string | null, others: string[]): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from articles where id in (
      select a.id from articles a left join revisions r on r.id = a.current
      where a.added < ${cutoff} and a.came_in <> 'sample'
        and case when ${publisher}::text is null then coalesce(lower(r.publisher), '') <> all (${others}::text[])
          else lower(r.publisher) = ${publisher} end
      order by a.added limit ${ARTICLES_A_BATCH})`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** Finished digests with their messages. */
async function oldSlots(db: Queries, cutoff: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from slots where (digest_id, slot) in (
      select digest_id, slot from slots where due < ${cutoff} and state not in ('due', 'composed')
      order by due limit ${ROWS_A_BATCH})`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** What digests told that are removed. */
async function oldChannelStories(db: Queries, cutoff: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from channel_stories where (place, article_id, sent) in (
      select place, article_id, sent from channel_stories where sent < ${cutoff} limit ${ROWS_A_BATCH})`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** Those of followed feeds are forgotten when the feed no longer has them. */
async function oldEntries(db: Queries, cutoff: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from feed_entries where (feed_id, entry) in (
      select e.feed_id, e.entry from feed_entries e
      where e.seen < ${cutoff} and not exists (select from feed_followers f where f.feed_id = e.feed_id)
      limit ${ROWS_A_BATCH})`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
