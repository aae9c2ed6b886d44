import type { App } from '../src/app.ts';
import type { RevisionId } from '../src/article/article.ts';
import { openDueSlots, postSlot } from '../src/digest/deliver.ts';
import { pruneConversations } from '../src/store/conversations.ts';
import { unfinishedSlots } from '../src/store/digests.ts';
import { pruneQuoteSearches } from '../src/store/quote-searches.ts';
import { revisionsWithoutModel } from '../src/store/summaries.ts';
import type { Handlers } from './queue.ts';
import { queueSummaries, summariseRevision } from './summarise.ts';

const SLOTS_A_TICK = 200;
const SUMMARIES_A_TICK = 20;

/** One processor a job name; each is thin and may run twice. */
export function jobHandlers(app: App): Handlers {
  return {
    async tick() {
      const now = new Date();
      await openDueSlots(app.db, now);
      const queue = await app.queue();
      // Slots that a dead worker left are found again here: what is open stands in the store, not in the queue.
      for (const key of await unfinishedSlots(app.db, SLOTS_A_TICK)) {
        await queue.add('post-digest', key, { id: `digest/${key.digest}/${key.slot}` });
      }
      if (app.deskDeps.model) await queueSummaries(queue, await revisionsWithoutModel(app.db, now, SUMMARIES_A_TICK));
      await pruneConversations(app.db, new Date(now.getTime() - app.config.CONVERSATION_DAYS * 86_400_000));
      await pruneQuoteSearches(app.db, now);
    },
    summarise: ({ revision }, signal) => summariseRevision(app, revision as RevisionId, signal),
    async 'post-digest'(key) {
      await postSlot(app.deliver, { digest: key.digest as never, slot: key.slot });
    },
  };
}
