import type { App } from '../src/app.ts';
import { feedNotice } from '../src/chat/handlers/feed-handlers.ts';
import { takeFeedNotices } from '../src/store/feeds/feed-notices.ts';
import type { FeedId } from '../src/store/schema.ts';

/** Failures in a row after which a workspace is told; with back-off these span hours. */
const TOLD_AFTER = 5;

/** Tells the channels where a feed was added that it fails, or that it is read again. */
export async function tellOfFeed(app: Pick<App, 'db' | 'deliver' | 'log'>, feed: FeedId): Promise<void> {
  const now = new Date();
  for (const due of await takeFeedNotices(app.db, feed, TOLD_AFTER, now)) {
    const poster = app.deliver.posterFor(due.place);
    const marker = `feed-${feed}-${now.getTime().toString(36)}`;
    for (const [i, { message }] of (poster?.messages(feedNotice(due), marker) ?? []).entries()) {
      const posted = await poster?.post(due.place, message, `${marker}-${i}`.slice(-25), null);
      if (posted?.kind !== 'posted') app.log.warn({ feed, place: due.place, posted }, 'could not post a feed notice');
    }
  }
}
