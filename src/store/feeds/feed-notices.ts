import { sql } from 'kysely';
import type { Queries } from '../database.ts';
import type { FeedId } from '../schema.ts';

/** Somebody who is to be told that a feed fails, or is read again. */
export interface FeedNotice {
  place: string;
  title: string;
  url: string;
  failures: number;
  problem: string | null;
  succeeded: Date | null;
}

/**
 * Takes the notices that are due for a feed, each once: its followers are told when it has failed `after` times in a row, and when
 * it is read again. Taken is taken: a notice that can't be posted is not repeated, for `feed list` shows the same.
 */
export async function takeFeedNotices(db: Queries, feed: FeedId, after: number, now: Date): Promise<FeedNotice[]> {
  const { rows } = await sql<FeedNotice>`
    update feed_followers w
    set told = case when f.failures > 0 then ${now}::timestamptz end
    from feeds f
    where f.id = ${feed} and w.feed_id = f.id and w.active and w.place is not null
      and ((f.failures >= ${after} and w.told is null) or (f.failures = 0 and w.told is not null))
    returning w.place, coalesce(w.name, f.title) as title, f.url, f.failures, f.problem, f.succeeded`.execute(db);
  return rows;
}
