import { sql } from 'kysely';
import type { Queries } from '../database.ts';
import type { FeedId } from '../schema.ts';

/** Somebody who is to be told that a feed fails, or is read again. */
export interface FeedNotice {
  place: string;
  title: string;
  url: string;
  failures: number;
  /** False: it is read again. */
  failing: boolean;
  /** Whether its server says that it is gone for good. */
  ended: boolean;
  /** Entries of the last days that could not be read. */
  unread: number;
  problem: string | null;
  succeeded: Date | null;
}

/**
 * Takes the notices that are due for a feed, each once: its followers are told when it has failed `after` times in a row, when so many of its entries
 * could not be read and none could, when it is gone for good, and when all is well again. Taken is taken: a notice that can't be posted is not repeated,
 * for `feed list` shows the same.
 */
export async function takeFeedNotices(db: Queries, feed: FeedId, after: number, now: Date): Promise<FeedNotice[]> {
  const { rows } = await sql<FeedNotice>`
    with entries as (
      select count(*) filter (where problem is not null) as unread, count(*) filter (where state = 'read') as read,
        (array_agg(problem order by seen desc) filter (where problem is not null))[1] as problem
      from feed_entries where feed_id = ${feed} and state <> 'skipped' and seen > ${now}::timestamptz - interval '3 days'
    ), health as (
      select f.*, e.unread, e.problem as entry_problem,
        f.failures >= ${after} or f.ended is not null or (f.failures = 0 and e.unread >= ${after} and e.read = 0) as failing,
        f.failures = 0 and f.ended is null and (e.unread < ${after} or e.read > 0) as fine
      from feeds f, entries e where f.id = ${feed}
    )
    update feed_followers w
    set told = case when h.failing then ${now}::timestamptz end
    from health h
    where w.feed_id = h.id and w.active and w.place is not null
      and ((h.failing and w.told is null) or (h.fine and w.told is not null))
    returning w.place, coalesce(w.name, h.title) as title, h.url, h.failures, coalesce(h.problem, h.entry_problem) as problem, h.succeeded,
      h.failing, h.ended is not null as ended, h.unread`.execute(db);
  return rows;
}
