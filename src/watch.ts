import type { DraftTally } from './answer/with-model/draft.ts';
import type { DeskDeps } from './chat/deps.ts';
import type { Desk } from './chat/request.ts';
import type { DeliverParts } from './digest/lanes.ts';
import type { PollOutcome } from './intake/poll-feed.ts';
import type { EntryOutcome } from './intake/read-entry.ts';
import type { UnavailableReason } from './model/model.ts';
import type { Budget } from './model/token-budget.ts';
import type { ModelCall } from './model/watched.ts';
import type { Log } from './observe/log.ts';
import { createMetrics, type Metrics } from './observe/metrics.ts';
import { createTroubles } from './observe/troubles.ts';
import type { Waits } from './pacing/pacer.ts';
import type { Config } from './settings/config.ts';

/** Longer than this people have turned to something else. */
const SLOW_SECONDS = 10;
/** So many quick answers in a row mean that slowness is over. */
const QUICK_ANSWERS = 20;
/** What the model server is to blame for; the rest is the question, the budget or the asker. */
const SERVER_TROUBLE: readonly ModelCall['outcome'][] = [
  'unreachable',
  'timeout',
  'rate-limited',
  'bad-output',
  'no-model',
  'no-access',
  'no-credit',
  'no-server',
];

/** What the parts tell of themselves: counted for Prometheus, and logged in one line when it turns bad and one when it is over. */
export interface Watch {
  metrics: Metrics;
  /** The desk, with every request counted. */
  counted(desk: Desk): Desk;
  onAnswer: NonNullable<DeskDeps['onAnswer']>;
  onDraft(drafted: DraftTally): void;
  onModelFailed(reason: UnavailableReason): string | null;
  onModelCall(call: ModelCall): void;
  onSpent: NonNullable<Budget['onSpent']>;
  onFeed(feed: string, outcome: PollOutcome): void;
  onEntry(outcome: EntryOutcome): void;
  onReplica(problem: string | null): void;
  onBackup(problem: string | null): void;
  onJobFailed(error: Error, job: string): void;
  onDelivery: DeliverParts['log'];
  waits(platform: string): Waits;
}

/** The counters and the log of a process, ready for its parts to tell. */
export function createWatch(config: Config, log: Log, version: string): Watch {
  const metrics = createMetrics(version);
  const troubles = createTroubles(log);
  const [priceIn, priceOut] = config.MODEL_PRICE;
  let quick = 0;
  const slowness = (seconds: number, outcome: string) => {
    quick = seconds > SLOW_SECONDS ? 0 : quick + 1;
    if (quick === 0) troubles.begin('answers', 'slow', { seconds: Math.round(seconds), outcome });
    else if (quick >= QUICK_ANSWERS) {
      troubles.end('answers');
      troubles.end('questions');
    }
  };
  return {
    metrics,
    counted: (desk) => ({
      ...desk,
      handle: (request, progress, signal) => {
        metrics.requests.inc({ kind: request.kind === 'command' ? request.command : request.kind });
        return desk.handle(request, progress, signal);
      },
    }),
    onAnswer({ outcome, by, seconds }) {
      metrics.answers.observe({ outcome, by }, seconds);
      if (outcome === 'busy') {
        quick = 0;
        troubles.begin('questions', 'more at a time than QUESTIONS_AT_ONCE');
      } else slowness(seconds, outcome);
    },
    onDraft({ verdicts }) {
      for (const { verdict, reason } of verdicts) metrics.claims.inc({ verdict, reason });
    },
    onModelFailed(reason) {
      if (reason === 'over-budget') return troubles.begin('model budget', 'MODEL_DAILY_TOKENS are spent');
      return troubles.refOf(`model ${config.OPENAI_MODEL}`);
    },
    onModelCall({ model, outcome }) {
      metrics.modelCalls.inc({ model, outcome });
      if (model !== config.OPENAI_MODEL && config.OPENAI_FALLBACK_MODELS.includes(model))
        metrics.modelFallbacks.inc({ model });
      if (SERVER_TROUBLE.includes(outcome)) troubles.begin(`model ${model}`, outcome);
      if (outcome !== 'ok') return;
      troubles.end(`model ${model}`);
      troubles.end('model budget');
    },
    onSpent(purpose, { inputTokens, outputTokens }) {
      metrics.modelTokens.inc({ direction: 'in', purpose }, inputTokens);
      metrics.modelTokens.inc({ direction: 'out', purpose }, outputTokens);
      // Embedding has a price of its own.
      if (purpose !== 'embedding')
        metrics.modelCost.inc({ purpose }, (inputTokens * priceIn + outputTokens * priceOut) / 1e6);
    },
    onFeed(feed, { kind, problem }) {
      metrics.feedPolls.inc({ outcome: kind });
      if (kind === 'failed' || kind === 'gone') troubles.begin(`feed ${feed}`, problem ?? kind);
      if (kind === 'read' || kind === 'unchanged') troubles.end(`feed ${feed}`);
    },
    onEntry(outcome) {
      if (outcome !== 'over') metrics.entries.inc({ outcome });
    },
    onReplica(problem) {
      if (problem === null) troubles.end('replica of the store');
      else troubles.begin('replica of the store', problem);
    },
    onBackup(problem) {
      if (problem === null) troubles.end('backup');
      else troubles.begin('backup', problem);
    },
    onJobFailed(error, job) {
      metrics.jobFailures.inc({ job });
      log.warn({ err: error, job }, 'a job failed');
    },
    onDelivery(message, fields) {
      if (typeof fields.state === 'string') metrics.deliveries.inc({ state: fields.state });
      if (typeof fields.outcome === 'string') metrics.digests.inc({ outcome: fields.outcome });
      log[fields.err ? 'warn' : 'info'](fields, message);
    },
    waits: (platform) => ({
      waited(milliseconds) {
        metrics.rateWaits.inc({ platform });
        metrics.rateWaitSeconds.inc({ platform }, milliseconds / 1000);
      },
      limited() {
        metrics.rateLimits.inc({ platform });
      },
    }),
  };
}
