import type { App } from '../src/app.ts';
import { startDelivery } from '../src/digest/lanes.ts';
import { readQuotesAgain } from '../src/intake/read-again.ts';
import { sparing } from '../src/observe/sparing.ts';
import { indexAllPassages } from '../src/store/passages/passage-index.ts';
import { indexMissingQuotes } from '../src/store/quotes/quote-index.ts';
import { jobHandlers } from './handlers.ts';

const TICK_MS = 15_000;
const WATCH_MS = 30_000;
const AWAY_EVERY_MS = 60_000;

/** What an earlier version stored, or indexed by other rules, becomes findable by today's. */
async function indexStored(app: App, signal: AbortSignal): Promise<void> {
  await indexAllPassages(app.db, signal);
  await indexMissingQuotes(app.db, signal);
  await readQuotesAgain(app.db, signal);
}

/** Starts to work off jobs in this process. Stopping finishes or hands back what is in hand, within the time from the settings. */
export async function startWork(app: App): Promise<{ stop(): Promise<void> }> {
  const platforms = ['discord', 'slack', 'terminal'].filter((platform) => app.deliver.posterFor(`${platform}/`));
  const delivery = startDelivery(app.deliver, platforms);
  const queue = await app.queue();
  const working = await queue.work(jobHandlers(app, delivery), {
    concurrency: app.config.WORKER_CONCURRENCY,
    stopSeconds: app.config.SHUTDOWN_SECONDS,
    onFailed: app.watch.onJobFailed,
    onAway: sparing(
      (error, unsaid) => app.log.warn({ err: error, unsaid }, 'lost the job queue; trying again'),
      AWAY_EVERY_MS,
    ),
  });
  // What an earlier version indexed by other rules is found meanwhile by those.
  const stopping = new AbortController();
  const indexed = indexStored(app, stopping.signal).catch((error: unknown) =>
    app.log.warn({ err: error }, 'could not index all stored articles; the next start continues'),
  );
  const schedule = () => queue.every('tick', 'tick', TICK_MS);
  await schedule();
  // A queue that lost everything loses the tick without an error: it is put back.
  const watch = setInterval(
    () =>
      void schedule().catch((error: unknown) =>
        app.log.warn({ err: error }, 'could not schedule the tick; trying again'),
      ),
    WATCH_MS,
  );
  return {
    async stop() {
      clearInterval(watch);
      stopping.abort();
      await Promise.all([working.stop(), delivery.stop(), indexed]);
    },
  };
}
