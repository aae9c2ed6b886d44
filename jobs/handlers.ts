import type { App } from '../src/app.ts';
import type { RevisionId } from '../src/article/article.ts';
import type { Delivery } from '../src/digest/lanes.ts';
import { openArticlePosts } from '../src/digest/wire.ts';
import { lookAgain } from '../src/intake/look-again.ts';
import { pollFeed } from '../src/intake/poll-feed.ts';
import { readEntry } from '../src/intake/read-entry.ts';
import type { Handlers } from '../src/queue/queue.ts';
import { storiesWithoutModel } from '../src/store/articles/story-summaries.ts';
import { revisionsWithoutModel } from '../src/store/articles/summaries.ts';
import { backupOfDay } from '../src/store/backup/backup-file.ts';
import { pruneConversations } from '../src/store/conversations.ts';
import { pruneSlots } from '../src/store/digests/prune-slots.ts';
import { waitingEntries } from '../src/store/feeds/entries.ts';
import { pruneOffers } from '../src/store/feeds/feed-offers.ts';
import { takeDueFeeds } from '../src/store/feeds/feeds.ts';
import { beatBackup, beatWorker, timeToRemoveBy } from '../src/store/heartbeats.ts';
import { revisionsWithoutVectors } from '../src/store/passages/passage-vectors.ts';
import { pruneQuoteSearches } from '../src/store/quotes/quote-searches.ts';
import { forgetReceipts } from '../src/store/receipts.ts';
import { tidyStore } from '../src/store/retention.ts';
import type { FeedId } from '../src/store/schema.ts';
import { embedRevision, queueEmbeddings } from './embed.ts';
import { queueSummaries, summariseRevision, summaryMaker } from './summarise.ts';
import { queueStorySummaries, summariseStory } from './summarise-story.ts';
import { tellOfFeed } from './tell-of-feed.ts';

const FEEDS_A_TICK = 50;
const ENTRIES_A_TICK = 200;
const LOOKS_A_TICK = 20;
const SUMMARIES_A_TICK = 20;
const STORIES_A_TICK = 5;
const EMBEDDINGS_A_TICK = 100;
const HOUR_MS = 60 * 60_000;

/** One processor a job name; each is thin and may run twice. */
export function jobHandlers(app: App, delivery: Pick<Delivery, 'wake'>): Handlers {
  const hourly = everySoOften(HOUR_MS);
  return {
    async tick() {
      const now = new Date();
      await openArticlePosts(app.db, now, app.deliver.log);
      delivery.wake();
      await beatWorker(app.db);
      const queue = await app.queue();
      const { model, meaning } = app;
      if (model) {
        const waiting = await revisionsWithoutModel(app.db, summaryMaker(model.name), now, SUMMARIES_A_TICK);
        await queueSummaries(queue, waiting);
        const stories = await storiesWithoutModel(app.db, summaryMaker(model.name), now, STORIES_A_TICK);
        await queueStorySummaries(queue, stories);
      }
      if (meaning)
        await queueEmbeddings(queue, await revisionsWithoutVectors(app.db, meaning.embeddings.name, EMBEDDINGS_A_TICK));
      for (const feed of await takeDueFeeds(app.db, now, FEEDS_A_TICK))
        await queue.add('poll-feed', { feed }, { id: `feed/${feed}` });
      for (const { feed, entry } of await waitingEntries(app.db, now, ENTRIES_A_TICK)) {
        await queue.add('read-article', { feed, entry }, { id: `entry/${feed}/${entry}` });
      }
      if (app.config.PAGES_AGAIN) await queue.add('look-again', {}, { id: 'look-again' });
      const anHour = hourly();
      if (anHour && app.config.BACKUP_FOLDER) await queue.add('backup', {}, { id: 'backup' });
      if (anHour) await queue.add('tidy', {}, { id: 'tidy' });
      const removeBy = await timeToRemoveBy(app.db);
      if (!removeBy) return;
      await pruneConversations(app.db, new Date(removeBy.getTime() - app.config.CONVERSATION_DAYS * 86_400_000));
      await pruneQuoteSearches(app.db, removeBy);
      await pruneOffers(app.db, removeBy);
      if (anHour) await pruneSlots(app.db, removeBy);
    },
    async 'poll-feed'({ feed }) {
      const outcome = await pollFeed(app.feeds, feed as FeedId);
      app.watch.onFeed(outcome.url ?? feed, outcome);
      await tellOfFeed(app, feed as FeedId);
      const queue = await app.queue();
      for (const waiting of await waitingEntries(app.db, new Date(), ENTRIES_A_TICK)) {
        await queue.add('read-article', waiting, { id: `entry/${waiting.feed}/${waiting.entry}` });
      }
    },
    async tidy(_, signal) {
      const removeBy = await timeToRemoveBy(app.db);
      if (!removeBy) return;
      await forgetReceipts(app.db, removeBy);
      const { ARTICLE_DAYS: articleDays, ARTICLE_DAYS_OF: articleDaysOf, HISTORY_DAYS: historyDays } = app.config;
      const tidied = await tidyStore(app.db, { articleDays, articleDaysOf, historyDays }, removeBy, signal);
      if (Object.values(tidied).some((n) => n > 0))
        app.log.info(tidied, 'removed what is older than the settings keep');
    },
    async backup() {
      const { BACKUP_FOLDER: folder, BACKUP_KEEP: keep } = app.config;
      if (!folder) return;
      try {
        const backup = await backupOfDay(app.db, folder, keep, new Date());
        if (!backup) return;
        await beatBackup(app.db, backup.made);
        if (backup.written) app.log.info({ path: backup.path }, 'backup written');
        app.watch.onBackup(null);
      } catch (error) {
        app.watch.onBackup(error instanceof Error ? error.message : String(error));
        throw error;
      }
    },
    async 'read-article'({ feed, entry }) {
      app.watch.onEntry(await readEntry(app.feeds, feed as FeedId, entry));
    },
    async 'look-again'(_, signal) {
      await lookAgain(app.feeds, LOOKS_A_TICK, signal);
    },
    summarise: ({ revision }, signal) => summariseRevision(app, revision as RevisionId, signal),
    'summarise-story': ({ story }, signal) => summariseStory(app, story, signal),
    embed: ({ revision }, signal) => embedRevision(app, revision as RevisionId, signal),
    // The queue only wakes up: what is due stands in the store, and the delivery finds it there.
    async 'post-digest'() {
      delivery.wake();
    },
  };
}

/** Says yes at the first call, and then once in so many milliseconds, whatever becomes of the clock. */
function everySoOften(milliseconds: number): () => boolean {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    if (performance.now() - last < milliseconds) return false;
    last = performance.now();
    return true;
  };
}
