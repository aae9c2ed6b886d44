import { setTimeout as wait } from 'node:timers/promises';
import { withinTime } from '../within-time.ts';
import { inTime, type LaneQueue, type LaneWorker, type Process, postgresBackend, redisBackend } from './backends.ts';

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

const ADD_TIMEOUT_MS = 5_000;
const LOOK_TIMEOUT_MS = 3_000;
const OPEN_AGAIN_MS = 1_000;
const FORGET_FAILED_MS = 10 * 60_000;
/** More failed jobs than a lane keeps. */
const MOST_FAILED = 1_000;
const JOB_OPTIONS = {
  removeOnComplete: true,
  removeOnFail: { count: 100 },
  attempts: 3,
  backoff: { type: 'exponential', delay: 2_000 },
} as const;

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
  const openLane = (lane: Lane): LaneQueue => {
    const queue = backend.queue(lane);
    // The connection heals by itself; without a listener the process would end.
    queue.on('error', () => {});
    queues.set(lane, queue);
    return queue;
  };
  let closed = false;
  /** A queue of BullMQ whose server went away while it was being opened refuses everything from then on: another takes its place. */
  const readyLane = async (lane: Lane): Promise<LaneQueue> => {
    await backend.prepare();
    const queue = queues.get(lane) ?? openLane(lane);
    try {
      await queue.waitUntilReady();
      return queue;
    } catch (error) {
      if (queues.get(lane) === queue) queues.delete(lane);
      void inTime(queue.close());
      throw error;
    }
  };
  const queueOf = (name: JobName): Promise<LaneQueue> => {
    const lane = LANE_NAMES.find((candidate) => (LANES[candidate] as readonly JobName[]).includes(name));
    if (!lane) throw new Error(`no lane for ${name}`);
    return readyLane(lane);
  };
  /** A worker whose server went away while it was being opened would ask again and again without a pause, and stop the whole process. */
  const readyWorker = async (lane: Lane, process: Process, options: WorkOptions): Promise<LaneWorker> => {
    for (;;) {
      let worker: LaneWorker | null = null;
      try {
        await backend.prepare();
        worker = backend.worker(lane, process, options.concurrency);
        worker.on('error', options.onAway);
        worker.on('failed', (job, error) => options.onFailed(error, job?.name ?? 'unknown'));
        await worker.waitUntilReady();
        void worker.run().catch(options.onAway);
        return worker;
      } catch (error) {
        if (worker) await inTime(worker.close(true));
        if (closed) throw error;
        options.onAway(error instanceof Error ? error : new Error(String(error)));
        await wait(OPEN_AGAIN_MS);
      }
    }
  };
  return {
    async add(name, data, options = {}) {
      const adding = queueOf(name).then((queue) =>
        queue.add(name, data, {
          ...JOB_OPTIONS,
          ...(options.id ? { jobId: options.id } : {}),
          ...(options.delayMs ? { delay: options.delayMs } : {}),
        }),
      );
      await withinTime(adding, ADD_TIMEOUT_MS, `the job queue accepted no job for ${ADD_TIMEOUT_MS / 1000} s`);
    },
    async every(name, id, milliseconds) {
      const queue = await queueOf(name);
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
      const [scheduled] = await looked([queueOf(name).then((queue) => queue.getJobScheduler(id))]);
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
      const workers = await Promise.all(LANE_NAMES.map((lane) => readyWorker(lane, process, options)));
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
      for (const counts of await looked(LANE_NAMES.map(async (lane) => (await readyLane(lane)).getJobCounts()))) {
        for (const [state, n] of Object.entries(counts)) totals[state] = (totals[state] ?? 0) + n;
      }
      return totals;
    },
    depth: () =>
      looked(
        LANE_NAMES.map(async (lane) => {
          const queue = await readyLane(lane);
          const [jobs, [first]] = await Promise.all([queue.getJobCounts(), queue.getWaiting(0, 0)]);
          return { lane, jobs, oldest: waitedSeconds(first) };
        }),
      ),
    async close() {
      closed = true;
      await inTime(Promise.all([...queues.values()].map((queue) => queue.close())));
      await backend.close();
    },
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
