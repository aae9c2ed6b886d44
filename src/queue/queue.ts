import { createPostgresBackend, Queue, Worker, withBackend } from 'bullmq';
import { withinTime } from '../within-time.ts';
import { connectRedis, parseRedis } from './redis-place.ts';

/** What a job carries: ids only, so that it may run twice and late. */
export interface Jobs {
  /** Finds what is due. */
  tick: Record<string, never>;
  'post-digest': { digest: string; slot: string };
  summarise: { revision: number };
  'summarise-story': { story: string };
  embed: { revision: number };
  'poll-feed': { feed: string };
  'read-article': { feed: string; entry: string };
  backup: Record<string, never>;
  /** Removes what is older than it may be. */
  tidy: Record<string, never>;
  /** Looks at pages again whose time has come. */
  'look-again': Record<string, never>;
}

export type JobName = keyof Jobs;
export type Handlers = { [N in JobName]: (data: Jobs[N], signal: AbortSignal) => Promise<void> };

/** Delivery never waits behind reading: each lane has a queue and a worker of its own. */
const LANES = {
  deliver: ['tick', 'post-digest'],
  read: ['summarise', 'summarise-story', 'embed', 'poll-feed', 'read-article', 'backup', 'tidy', 'look-again'],
} as const satisfies Record<string, readonly JobName[]>;

type Lane = keyof typeof LANES;
const LANE_NAMES = Object.keys(LANES) as Lane[];

export interface JobQueue {
  /**
   * Adds a job; one with the same id that is still waiting or running is the same job, and so is one that failed for good less than ten
   * minutes ago: what can't work isn't tried at every tick. Ids contain no colon and are not numbers.
   */
  add<N extends JobName>(name: N, data: Jobs[N], options?: { id?: string; delayMs?: number }): Promise<void>;
  /** Makes a job run at an interval, whoever works. Idempotent: what is scheduled already keeps its rhythm, unless a clock led it astray. */
  every(name: JobName, id: string, milliseconds: number): Promise<void>;
  /** When a job that runs at an interval runs next; in the past when nobody works, null when it isn't scheduled. Like the two below it fails when the server says nothing for three seconds. */
  nextRun(name: JobName, id: string): Promise<Date | null>;
  /** Starts to work; the returned stop hands back or finishes what is in hand. */
  work(handlers: Handlers, options: WorkOptions): Promise<{ stop(): Promise<void> }>;
  counts(): Promise<Record<string, number>>;
  /** Jobs of each lane by state, and the seconds that its oldest waiting job has waited. */
  depth(): Promise<{ lane: string; jobs: Record<string, number>; oldest: number }[]>;
  close(): Promise<void>;
}

export interface WorkOptions {
  concurrency: number;
  stopSeconds: number;
  onFailed: (error: Error, job: string) => void;
  /** The server of the queue can't be reached; the connection heals by itself. */
  onAway: (error: Error) => void;
  /** After how long jobs that failed for good are forgotten, so that the same work can be added again; ten minutes unless given. */
  forgetFailedMs?: number;
}

// Measured (docs/decisions.md): a job of a killed worker runs again after 10 s, and any number of kills does not fail it.
const LOCK_MS = 10_000;
const STALLED_MS = 5_000;
const MAX_STALLED = 1_000;
const ADD_TIMEOUT_MS = 5_000;
const LOOK_TIMEOUT_MS = 3_000;
const CLOSE_TIMEOUT_MS = 2_000;
const FORGET_FAILED_MS = 10 * 60_000;
/** More failed jobs than a lane keeps. */
const MOST_FAILED = 1_000;
const JOB_OPTIONS = {
  removeOnComplete: true,
  removeOnFail: { count: 100 },
  attempts: 3,
  backoff: { type: 'exponential', delay: 2_000 },
} as const;

/** The part of BullMQ's queue and worker that both backends share; their own generic types do not fit each other. */
interface LaneQueue {
  add(name: string, data: object, options: object): Promise<unknown>;
  getJobScheduler(id: string): Promise<{ next?: number } | undefined>;
  removeJobScheduler(id: string): Promise<boolean>;
  upsertJobScheduler(
    id: string,
    repeat: { every: number },
    template: { name: string; data: object; opts: object },
  ): Promise<unknown>;
  getJobCounts(): Promise<Record<string, number>>;
  getWaiting(start: number, end: number): Promise<unknown[]>;
  clean(graceMs: number, limit: number, state: 'failed'): Promise<unknown>;
  close(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

interface LaneWorker {
  close(force?: boolean): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: { name: string } | undefined, error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
}

type Process = (job: { name: string; data: unknown }) => Promise<void>;

interface Backend {
  queue(name: string): LaneQueue;
  worker(name: string, process: Process, concurrency: number): LaneWorker;
  close(): Promise<void>;
}

/** Opens the job queue on Redis when there is an address for it, else on the store's PostgreSQL in the schema `bullmq`. */
export async function openQueue(where: {
  redisUrl: string | null;
  databaseUrl: string;
  prefix?: string;
}): Promise<JobQueue> {
  const backend = where.redisUrl
    ? redisBackend(where.redisUrl, where.prefix ?? 'copydesk')
    : postgresBackend(where.databaseUrl);
  const queues = new Map<Lane, LaneQueue>();
  for (const lane of LANE_NAMES) {
    const queue = backend.queue(lane);
    // The connection heals by itself; without a listener the process would end.
    queue.on('error', () => {});
    queues.set(lane, queue);
  }
  const queueOf = (name: JobName): LaneQueue => {
    const lane = LANE_NAMES.find((candidate) => (LANES[candidate] as readonly JobName[]).includes(name));
    const queue = lane && queues.get(lane);
    if (!queue) throw new Error(`no lane for ${name}`);
    return queue;
  };
  return {
    async add(name, data, options = {}) {
      const adding = queueOf(name).add(name, data, {
        ...JOB_OPTIONS,
        ...(options.id ? { jobId: options.id } : {}),
        ...(options.delayMs ? { delay: options.delayMs } : {}),
      });
      await withinTime(adding, ADD_TIMEOUT_MS, `the job queue accepted no job for ${ADD_TIMEOUT_MS / 1000} s`);
    },
    async every(name, id, milliseconds) {
      const queue = queueOf(name);
      const scheduled = await queue.getJobScheduler(id);
      // A clock that was set back, here or on another machine, leaves a next run that is hours away.
      const astray = (scheduled?.next ?? 0) - Date.now() > 2 * milliseconds;
      if (scheduled && !astray) return;
      if (astray) await queue.removeJobScheduler(id);
      await queue.upsertJobScheduler(
        id,
        { every: milliseconds },
        { name, data: {}, opts: { removeOnComplete: true, removeOnFail: { count: 20 } } },
      );
    },
    async nextRun(name, id) {
      const [scheduled] = await looked([queueOf(name).getJobScheduler(id)]);
      const next = scheduled?.next;
      return next === undefined ? null : new Date(next);
    },
    async work(handlers, options) {
      const aborter = new AbortController();
      const process: Process = async (job) => {
        const handler = handlers[job.name as JobName] as
          | ((data: unknown, signal: AbortSignal) => Promise<void>)
          | undefined;
        if (!handler) throw new Error(`no handler for ${job.name}`);
        await handler(job.data, aborter.signal);
      };
      const workers = LANE_NAMES.map((lane) => backend.worker(lane, process, options.concurrency));
      for (const worker of workers) {
        worker.on('error', options.onAway);
        worker.on('failed', (job, error) => options.onFailed(error, job?.name ?? 'unknown'));
      }
      await Promise.all(workers.map((worker) => worker.waitUntilReady()));
      // BullMQ passes over a new job whose id a failed one still has: a feed would never be read again. Not by their age, since a clock
      // may have been wrong when they failed.
      const forgetFailed = () =>
        void Promise.all([...queues.values()].map((queue) => queue.clean(0, MOST_FAILED, 'failed'))).catch(() => {});
      forgetFailed();
      const forgetting = setInterval(forgetFailed, options.forgetFailedMs ?? FORGET_FAILED_MS);
      return {
        async stop() {
          clearInterval(forgetting);
          const gently = Promise.all(workers.map((worker) => worker.close()));
          await withinTime(gently, options.stopSeconds * 1000, 'stop').catch(async () => {
            // What is still running is handed back: another worker takes it when its lock runs out.
            aborter.abort();
            await inTime(Promise.all(workers.map((worker) => worker.close(true))));
          });
        },
      };
    },
    async counts() {
      const totals: Record<string, number> = {};
      for (const counts of await looked([...queues.values()].map((queue) => queue.getJobCounts()))) {
        for (const [state, n] of Object.entries(counts)) totals[state] = (totals[state] ?? 0) + n;
      }
      return totals;
    },
    depth: () =>
      looked(
        [...queues].map(async ([lane, queue]) => {
          const [jobs, [first]] = await Promise.all([queue.getJobCounts(), queue.getWaiting(0, 0)]);
          return { lane, jobs, oldest: waitedSeconds(first) };
        }),
      ),
    async close() {
      await inTime(Promise.all([...queues.values()].map((queue) => queue.close())));
      await backend.close();
    },
  };
}

function redisBackend(address: string, name: string): Backend {
  const place = parseRedis(address);
  if (!place) throw new Error('not an address of Redis');
  // In a cluster all keys of a queue must lie on one node: braces say what decides.
  const prefix = place.kind === 'cluster' ? `{${name}}` : name;
  const connections: ReturnType<typeof connectRedis>[] = [];
  const connect = () => {
    const redis = connectRedis(place);
    connections.push(redis);
    return redis;
  };
  return {
    queue: (name) => new Queue(name, { connection: connect(), prefix }),
    worker: (name, process, concurrency) =>
      new Worker(name, process, {
        connection: connect(),
        prefix,
        concurrency,
        lockDuration: LOCK_MS,
        stalledInterval: STALLED_MS,
        maxStalledCount: MAX_STALLED,
      }),
    async close() {
      for (const redis of connections) redis.disconnect();
    },
  };
}

function postgresBackend(connectionString: string): Backend {
  const classes = withBackend(createPostgresBackend);
  const connection = { connectionString, schema: 'bullmq', migrate: true, max: 4, keepAlive: true };
  return {
    queue: (name) => new classes.Queue(name, { connection }),
    worker: (name, process, concurrency) =>
      new classes.Worker(name, process, {
        connection,
        concurrency,
        lockDuration: LOCK_MS,
        stalledInterval: STALLED_MS,
        maxStalledCount: MAX_STALLED,
      }),
    async close() {},
  };
}

/** A look at a queue is for somebody who waits for it: a server that is away never answers. */
function looked<T>(looks: Promise<T>[]): Promise<T[]> {
  return withinTime(Promise.all(looks), LOOK_TIMEOUT_MS, "the job queue can't be reached");
}

function waitedSeconds(job: unknown): number {
  const added = (job as { timestamp?: unknown } | undefined)?.timestamp;
  return typeof added === 'number' ? Math.max(0, Date.now() - added) / 1000 : 0;
}

/** Closing waits for the server's word, which never comes when it is away. */
async function inTime(closing: Promise<unknown>): Promise<void> {
  await withinTime(closing, CLOSE_TIMEOUT_MS, 'close').catch(() => {});
}
