import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { withinTime } from '../within-time.ts';

/** Seconds: an answer without a model takes tenths, one with a model up to a minute. */
const ANSWER_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
/** What is read from the store and the queue for a scrape is good for so long; then the next scrape has it read again. */
const FRESH_MS = 10_000;
/** What is not older than this is given at once, while it is read again. */
const STALE_MS = 60_000;
/** Otherwise a scrape waits no longer for them: what is away must not take the rest with it. */
const SAMPLE_MS = 2_000;
/** What says nothing for so long is away: old figures would look like good ones. */
const AWAY_MS = 5_000;

export type Metrics = ReturnType<typeof createMetrics>;

/** What the whole installation looks like, whichever process is asked. */
export interface Vitals {
  /** Seconds since a worker last looked for what is due; null when none ever did. */
  tickAge: number | null;
  /** Seconds since the last backup was written; null when none ever was. */
  backupAge: number | null;
  digestsDue: number;
  digestsLate: number;
  /** Seconds since the oldest open digest was due; 0 when none is open. */
  oldestDigest: number;
  feeds: Record<'ok' | 'failing' | 'ended', number>;
  entriesWaiting: number;
  articles: number;
  storeBytes: number;
  /** The largest share of its daily tokens that a workspace has spent today, 0 to 1. */
  budgetUsed: number;
}

export interface QueueDepth {
  lane: string;
  jobs: Record<string, number>;
  /** Seconds that the oldest waiting job has waited; 0 when none waits. */
  oldest: number;
}

export interface ChatLink {
  up: boolean;
  connects: number;
}

export interface PoolUse {
  total: number;
  idle: number;
  waiting: number;
}

/** Where the gauges get their values; a source that fails leaves its gauges out of the scrape. */
export interface Sources {
  /** Which parts work. */
  ready?: () => Promise<Record<string, boolean>>;
  vitals?: () => Promise<Vitals>;
  queue?: () => Promise<QueueDepth[]>;
  chats?: () => Record<string, ChatLink>;
  pool?: () => PoolUse;
}

/** Counters and gauges of this process in Prometheus' format, and gauges of the installation, which every process reports alike. */
export function createMetrics(version = '') {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Counter({ name: `copydesk_${name}`, help, labelNames, registers });
  const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Gauge({ name: `copydesk_${name}`, help, labelNames, registers });
  const sources: Sources = {};
  gauge('build_info', 'Always 1; the labels tell the version', ['version', 'node']).set(
    { version, node: process.version },
    1,
  );
  const refresh = gauges(gauge, counter, sources);
  return {
    registry,
    sources,
    requests: counter('requests_total', 'Questions, commands and buttons', ['kind']),
    answers: new Histogram({
      name: 'copydesk_answer_seconds',
      help: 'Time to answer a question, by outcome and by what wrote the answer',
      labelNames: ['outcome', 'by'],
      buckets: ANSWER_SECONDS,
      registers,
    }),
    deliveries: counter('deliveries_total', 'Digest messages by outcome', ['state']),
    digests: counter('digests_total', 'Digests by outcome (posted, empty, failed)', ['outcome']),
    claims: counter('model_claims_total', 'Model claims by outcome (shown, replaced, dropped) and reason', [
      'verdict',
      'reason',
    ]),
    modelCalls: counter('model_calls_total', 'Calls to the model by outcome (ok, or why there was no answer)', [
      'model',
      'outcome',
    ]),
    modelFallbacks: counter('model_fallbacks_total', 'Calls that went to another model than the first', ['model']),
    modelTokens: counter(
      'model_tokens_total',
      'Tokens used, in and out, for answers, second readings (check), summaries and embeddings',
      ['direction', 'purpose'],
    ),
    modelCost: counter('model_cost_total', 'What these tokens cost at MODEL_PRICE, in its currency', ['purpose']),
    feedPolls: counter('feed_polls_total', 'Readings of feeds by outcome', ['outcome']),
    entries: counter('feed_entries_total', 'Entries of feeds that were read, or given up', ['outcome']),
    jobFailures: counter('job_failures_total', 'Jobs that failed, before any retry', ['job']),
    rateWaits: counter('rate_limit_waits_total', 'Sends that waited for their turn', ['platform']),
    rateWaitSeconds: counter('rate_limit_wait_seconds_total', 'Time that sends waited for their turn', ['platform']),
    rateLimits: counter('rate_limits_total', 'Times that a platform asked to be left alone', ['platform']),
    /** The whole page. Never waits long, and never throws for a source that is away. */
    async page(): Promise<string> {
      await refresh();
      return registry.metrics();
    },
  };
}

type MakeGauge = <L extends string>(name: string, help: string, labelNames?: L[]) => Gauge<L>;
type MakeCounter = <L extends string>(name: string, help: string, labelNames?: L[]) => Counter<L>;

function gauges(gauge: MakeGauge, counter: MakeCounter, sources: Sources): () => Promise<void> {
  const ready = gauge('ready', '1 when the part works', ['part']);
  const tick = gauge('tick_age_seconds', 'Since a worker last looked for what is due');
  const backup = gauge('backup_age_seconds', 'Since the last backup was written; absent when there is none');
  const due = gauge('digests_due', 'Digests that are due and not finished');
  const late = gauge('digests_late', 'Digests that are more than five minutes late');
  const oldestDigest = gauge('digest_oldest_seconds', 'Age of the oldest digest that is due and not finished');
  const feeds = gauge('feeds', 'Feeds by state (ok, failing, ended)', ['state']);
  const entries = gauge('feed_entries_waiting', 'Entries of feeds that wait to be read, up to 10,000');
  const articles = gauge('articles', 'Stored articles, estimated');
  const bytes = gauge('store_bytes', 'Size of the database');
  const budget = gauge('model_budget_used_ratio', 'Largest share of its daily tokens that a workspace has spent');
  const jobs = gauge('queue_jobs', 'Jobs by queue and state', ['queue', 'state']);
  const oldestJob = gauge('queue_oldest_seconds', 'How long the oldest waiting job has waited', ['queue']);
  const up = gauge('platform_up', '1 when the chat platform is connected', ['platform']);
  const connects = counter('platform_connects_total', 'Connections made to the chat platform', ['platform']);
  const pool = gauge('store_connections', 'Connections to the store by use', ['use']);
  const single = [tick, backup, due, late, oldestDigest, entries, articles, bytes, budget];
  const leaveOut = () => {
    // Without labels a gauge would say 0 until it is set, which here would mean that all is well.
    for (const one of single) one.remove();
    feeds.reset();
  };
  leaveOut();

  const looked = fresh(async () => {
    for (const [part, works] of Object.entries((await sources.ready?.()) ?? {})) ready.set({ part }, works ? 1 : 0);
  });
  const vitals = fresh(async () => {
    const read = await saidBy(sources.vitals);
    leaveOut();
    if (!read) return;
    tick.set(read.tickAge ?? Number.POSITIVE_INFINITY);
    if (read.backupAge !== null) backup.set(read.backupAge);
    due.set(read.digestsDue);
    late.set(read.digestsLate);
    oldestDigest.set(read.oldestDigest);
    for (const [state, n] of Object.entries(read.feeds)) feeds.set({ state }, n);
    entries.set(read.entriesWaiting);
    articles.set(read.articles);
    bytes.set(read.storeBytes);
    budget.set(read.budgetUsed);
  });
  const depth = fresh(async () => {
    const lanes = (await saidBy(sources.queue)) ?? [];
    jobs.reset();
    oldestJob.reset();
    for (const { lane, jobs: states, oldest } of lanes) {
      for (const [state, n] of Object.entries(states)) jobs.set({ queue: lane, state }, n);
      oldestJob.set({ queue: lane }, oldest);
    }
  });
  return async () => {
    const links = sources.chats?.() ?? {};
    connects.reset();
    for (const [platform, link] of Object.entries(links)) {
      up.set({ platform }, link.up ? 1 : 0);
      connects.inc({ platform }, link.connects);
    }
    const use = sources.pool?.();
    if (use) {
      pool.set({ use: 'busy' }, use.total - use.idle);
      pool.set({ use: 'idle' }, use.idle);
      pool.set({ use: 'waiting' }, use.waiting);
    }
    await Promise.all([looked(), vitals(), depth()]);
  };
}

/** What a source says; null when there is none, or it is away. */
async function saidBy<T>(source: (() => Promise<T>) | undefined): Promise<T | null> {
  return source ? withinTime(source(), AWAY_MS, 'late').catch(() => null) : null;
}

/** Reads at most once in a while, however often it is asked; a scrape waits for it only when there is nothing recent to give. */
function fresh(read: () => Promise<void>): () => Promise<void> {
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;
  return async () => {
    const age = performance.now() - readAt;
    if (age < FRESH_MS) return;
    reading ??= read()
      .then(() => {
        readAt = performance.now();
      })
      .catch(() => {})
      .finally(() => {
        reading = null;
      });
    if (age < STALE_MS) return;
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, SAMPLE_MS);
    await Promise.race([reading, late]).finally(() => clearTimeout(timer));
  };
}
