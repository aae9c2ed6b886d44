import type { Database } from '../database.ts';
import type { WorkspaceId } from '../schema.ts';
import type { ExportLine } from './format.ts';
import { iso, maybeIso } from './instants.ts';

const ROWS_A_READ = 1_000;

/** The feeds that a workspace follows, with their entries. */
export async function* feedLines(db: Database, workspace: WorkspaceId): AsyncGenerator<ExportLine> {
  const feeds = await db
    .selectFrom('feeds')
    .innerJoin('feed_followers as follower', 'follower.feed_id', 'feeds.id')
    .selectAll('feeds')
    .select(['follower.name', 'follower.active', 'follower.place', 'follower.told', 'follower.added as followed'])
    .where('follower.workspace_id', '=', workspace)
    .orderBy('feeds.id')
    .execute();
  for (const feed of feeds) {
    yield {
      type: 'feed',
      url: feed.url,
      title: feed.title,
      pageUrl: feed.page_url,
      etag: feed.etag,
      lastModified: feed.last_modified,
      everyMinutes: feed.every_minutes,
      nextPoll: iso(feed.next_poll),
      polled: maybeIso(feed.polled),
      succeeded: maybeIso(feed.succeeded),
      failures: feed.failures,
      problem: feed.problem,
      ended: maybeIso(feed.ended),
      added: iso(feed.added),
      follower: {
        name: feed.name,
        active: feed.active,
        place: feed.place,
        told: maybeIso(feed.told),
        added: iso(feed.followed),
      },
    };
    for (let after = ''; ; ) {
      const rows = await db
        .selectFrom('feed_entries')
        .selectAll()
        .where('feed_id', '=', feed.id)
        .where('entry', '>', after)
        .orderBy('entry')
        .limit(ROWS_A_READ)
        .execute();
      for (const row of rows)
        yield {
          type: 'entry',
          feed: feed.url,
          entry: row.entry,
          url: row.url,
          state: row.state,
          old: row.old,
          tries: row.tries,
          retryAt: iso(row.retry_at),
          draft: row.draft,
          problem: row.problem,
          article: row.article_id,
          seen: iso(row.seen),
          version: row.version,
          ownText: row.own_text,
        };
      const last = rows.at(-1);
      if (!last || rows.length < ROWS_A_READ) break;
      after = last.entry;
    }
  }
}
