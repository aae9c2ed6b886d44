import type { ArticleId } from '../../article/article.ts';
import type { Queries } from '../database.ts';
import { feedIdOf } from '../feeds/feeds.ts';
import type { FeedId, WorkspaceId } from '../schema.ts';
import type { EntryLine, FeedLine } from './format.ts';
import { dateOf } from './instants.ts';
import { isPlaceOf, type Restored } from './restored.ts';

/** Follows a feed again as it was followed. */
export async function restoreFeed(tx: Queries, workspace: WorkspaceId, line: FeedLine): Promise<Restored> {
  if (!/^https?:$/.test(URL.parse(line.url)?.protocol ?? '')) return { refused: 'its address is not on the web' };
  if (line.follower.place !== null && !isPlaceOf(workspace, line.follower.place))
    return { refused: `its channel ${line.follower.place} is not in ${workspace}` };
  const id = feedIdOf(line.url);
  await tx
    .insertInto('feeds')
    .values({
      id,
      url: line.url,
      title: line.title,
      page_url: line.pageUrl,
      etag: line.etag,
      last_modified: line.lastModified,
      every_minutes: line.everyMinutes,
      next_poll: line.nextPoll,
      polled: line.polled,
      succeeded: line.succeeded,
      failures: line.failures,
      problem: line.problem,
      ended: dateOf(line.ended),
      added: line.added,
    })
    .onConflict((c) => c.doNothing())
    .execute();
  const rows = await tx
    .insertInto('feed_followers')
    .values({ workspace_id: workspace, feed_id: id, ...line.follower })
    .onConflict((c) => c.doNothing())
    .returning('feed_id')
    .execute();
  return rows.length > 0 ? 'stored' : 'known';
}

/** Brings an entry of a feed back, so that it does not count as new. */
export async function restoreEntry(tx: Queries, workspace: WorkspaceId, line: EntryLine): Promise<Restored> {
  const id: FeedId = feedIdOf(line.feed);
  const follows = await tx
    .selectFrom('feed_followers')
    .select('feed_id')
    .where('feed_id', '=', id)
    .where('workspace_id', '=', workspace)
    .executeTakeFirst();
  if (!follows) return { refused: "its feed isn't followed: the feed's line must come first" };
  const article = line.article as ArticleId | null;
  const stored = article
    ? await tx.selectFrom('articles').select('id').where('id', '=', article).executeTakeFirst()
    : undefined;
  const rows = await tx
    .insertInto('feed_entries')
    .values({
      feed_id: id,
      entry: line.entry,
      url: line.url,
      state: line.state,
      old: line.old,
      tries: line.tries,
      retry_at: line.retryAt,
      draft: line.draft === null ? null : JSON.stringify(line.draft),
      problem: line.problem,
      article_id: stored ? article : null,
      seen: line.seen,
      version: line.version,
      own_text: line.ownText,
    })
    .onConflict((c) => c.doNothing())
    .returning('entry')
    .execute();
  return rows.length > 0 ? 'stored' : 'known';
}
