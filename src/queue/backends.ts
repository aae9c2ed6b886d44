import { createPostgresBackend, DEFAULT_SCHEMA, type PgPool, Queue, runMigrations, Worker, withBackend } from 'bullmq';
import pg from 'pg';
import { withinTime } from '../within-time.ts';
import { connectRedis, parseRedis } from './redis-place.ts';

// Measured (docs/decisions.md): a job of a killed worker runs again after 10 s, and any number of kills does not fail it.
const WORKER_OPTIONS = {
  autorun: false,
  lockDuration: 10_000,
  stalledInterval: 5_000,
  maxStalledCount: 1_000,
} as const;
const CLOSE_TIMEOUT_MS = 2_000;

/** The part of BullMQ's queue and worker that both backends share; their own generic types do not fit each other. */
export interface LaneQueue {
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
  waitUntilReady(): Promise<unknown>;
  clean(graceMs: number, limit: number, state: 'failed'): Promise<unknown>;
  close(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

export interface LaneWorker {
  run(): Promise<void>;
  close(force?: boolean): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: { name: string } | undefined, error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
}

export type Process = (job: { name: string; data: unknown }) => Promise<void>;

export interface Backend {
  /** Readies the server; to be awaited before a queue or worker is made. */
  prepare(): Promise<void>;
  queue(name: string): LaneQueue;
  worker(name: string, process: Process, concurrency: number): LaneWorker;
  close(): Promise<void>;
}

/** BullMQ on Redis: one server, a cluster or sentinels. */
export function redisBackend(address: string, name: string): Backend {
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
    async prepare() {},
    queue: (name) => new Queue(name, { connection: connect(), prefix }),
    worker: (name, process, concurrency) =>
      new Worker(name, process, { ...WORKER_OPTIONS, connection: connect(), prefix, concurrency }),
    async close() {
      for (const redis of connections) redis.disconnect();
    },
  };
}

/** A connection that is lost while nobody asks it anything would end the process. Here its next query fails, and another one is made. */
class QuietClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => {});
  }

  /** BullMQ takes every listener away before it closes a connection, which may break just then. */
  override removeAllListeners(event?: string | symbol): this {
    super.removeAllListeners(event);
    if (event === undefined || event === 'error') this.on('error', () => {});
    return this;
  }
}

/** Two listeners for jobs, and what queues and workers ask at the same time. */
const CONNECTIONS = 10;

/** BullMQ on PostgreSQL, in the schema `bullmq`. */
export function postgresBackend(connectionString: string): Backend {
  const classes = withBackend(createPostgresBackend);
  const pool = new pg.Pool({
    connectionString,
    max: CONNECTIONS,
    keepAlive: true,
    options: `-c search_path=${DEFAULT_SCHEMA}`,
    Client: QuietClient,
  });
  pool.on('error', () => {});
  // It takes a pool of pg's, as its docs say; only its own type of one describes queries more loosely.
  const connection = pool as unknown as PgPool;
  let prepared: Promise<void> | null = null;
  const migrate = async () => {
    const client = await pool.connect();
    try {
      await runMigrations(client, DEFAULT_SCHEMA);
    } finally {
      client.release();
    }
  };
  return {
    async prepare() {
      prepared ??= migrate();
      await prepared.catch((error: unknown) => {
        prepared = null;
        throw error;
      });
    },
    queue: (name) => new classes.Queue(name, { connection }),
    worker: (name, process, concurrency) =>
      new classes.Worker(name, process, { ...WORKER_OPTIONS, connection, concurrency }),
    async close() {
      await inTime(pool.end());
    },
  };
}

/** Closing waits for the server's word, which never comes when it is away. */
export async function inTime(closing: Promise<unknown>): Promise<void> {
  await withinTime(closing, CLOSE_TIMEOUT_MS, 'close').catch(() => {});
}
