import { randomBytes } from 'node:crypto';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { type Handlers, type JobQueue, openQueue } from '../../src/queue/queue.ts';
import { emptyDatabase } from '../store/test-database.ts';

const redisUrl = inject('redisUrl');

const nothing = async () => {};
/** Handlers that do nothing. */
const IDLE: Handlers = {
  tick: nothing,
  'post-digest': nothing,
  summarise: nothing,
  'summarise-story': nothing,
  embed: nothing,
  'poll-feed': nothing,
  'read-article': nothing,
  backup: nothing,
  tidy: nothing,
  'look-again': nothing,
};

/** What both backends must do. */
function queueContract(where: () => Promise<{ redisUrl: string | null; databaseUrl: string; prefix: string }>) {
  async function open(): Promise<JobQueue> {
    const queue = await openQueue(await where());
    onTestFinished(() => queue.close());
    return queue;
  }

  async function work(queue: JobQueue, handlers: Partial<Handlers>, errors: string[] = [], forgetFailedMs = 60_000) {
    const options = {
      concurrency: 4,
      stopSeconds: 5,
      onFailed: (error: Error) => errors.push(error.message),
      onAway: () => {},
      forgetFailedMs,
    };
    const working = await queue.work({ ...IDLE, ...handlers }, options);
    onTestFinished(() => working.stop());
    return working;
  }

  test('a job that is added runs', async () => {
    const queue = await open();
    const seen: string[] = [];
    await work(queue, { 'post-digest': async ({ slot }) => void seen.push(slot) });
    await queue.add('post-digest', { digest: 'd', slot: '2026-11-23' });
    await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['2026-11-23']);
  });

  test('a job with the id of one that waits is the same job', async () => {
    const queue = await open();
    const seen: string[] = [];
    for (let i = 0; i < 5; i++) await queue.add('post-digest', { digest: 'd', slot: 's' }, { id: 'digest/d/s' });
    await work(queue, { 'post-digest': async ({ slot }) => void seen.push(slot) });
    await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['s']);
    await wait(300);
    expect(seen).toHaveLength(1);
  });

  test.each([1, 24])(
    'a run at an interval that a clock set back by %i h left far ahead is due again at once',
    async (hours) => {
      const queue = await open();
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * 3_600_000 });
      await queue.every('tick', 'tick', 1_000);
      vi.useRealTimers();
      expect(Number(await queue.nextRun('tick', 'tick')) - Date.now()).toBeGreaterThan(3_000_000);
      await queue.every('tick', 'tick', 1_000);
      let ticks = 0;
      await work(queue, { tick: async () => void ticks++ });
      await expect.poll(() => ticks, { timeout: 15_000 }).toBeGreaterThan(1);
      expect(Number(await queue.nextRun('tick', 'tick')) - Date.now()).toBeLessThan(10_000);
    },
  );

  test('an id can be used again some time after its job has failed for good, or when a worker starts', async () => {
    const queue = await open();
    let runs = 0;
    const errors: string[] = [];
    const handlers = {
      'poll-feed': async () => {
        runs++;
        throw new Error('the disk is full');
      },
    };
    const failed = async () => (await queue.counts()).failed ?? 0;
    const first = await work(queue, handlers, errors);
    await queue.add('poll-feed', { feed: 'f' }, { id: 'feed/f' });
    await expect.poll(failed, { timeout: 20_000 }).toBe(1);
    expect(errors).toHaveLength(3);
    // Not at once: what can't work isn't tried at every tick.
    await queue.add('poll-feed', { feed: 'f' }, { id: 'feed/f' });
    await wait(300);
    expect(runs).toBe(3);
    await first.stop();
    await work(queue, handlers, errors, 500);
    await expect.poll(failed, { timeout: 10_000 }).toBe(0);
    await queue.add('poll-feed', { feed: 'f' }, { id: 'feed/f' });
    await expect.poll(() => runs, { timeout: 20_000 }).toBe(6);
    await expect.poll(failed, { timeout: 10_000 }).toBe(0);
  }, 40_000);

  test('an id can be used again when its job is done', async () => {
    const queue = await open();
    let runs = 0;
    await work(queue, { 'post-digest': async () => void runs++ });
    await queue.add('post-digest', { digest: 'd', slot: 's' }, { id: 'digest/d/s' });
    await expect.poll(() => runs, { timeout: 10_000 }).toBe(1);
    await expect.poll(async () => (await queue.counts()).active ?? 0).toBe(0);
    await queue.add('post-digest', { digest: 'd', slot: 's' }, { id: 'digest/d/s' });
    await expect.poll(() => runs, { timeout: 10_000 }).toBe(2);
  });

  test('a job that fails is tried again', async () => {
    const queue = await open();
    let runs = 0;
    const errors: string[] = [];
    const failOnce = async () => {
      runs++;
      if (runs === 1) throw new Error('not yet');
    };
    await work(queue, { 'post-digest': failOnce }, errors);
    await queue.add('post-digest', { digest: 'd', slot: 's' });
    await expect.poll(() => runs, { timeout: 15_000 }).toBe(2);
    expect(errors).toContain('not yet');
  });

  test('an interval fires again and again, also when it is set twice', async () => {
    const queue = await open();
    let ticks = 0;
    await work(queue, { tick: async () => void ticks++ });
    await queue.every('tick', 'tick', 500);
    await queue.every('tick', 'tick', 500);
    await expect.poll(() => ticks, { timeout: 10_000 }).toBeGreaterThanOrEqual(3);
  });

  test('stopping lets a running job finish', async () => {
    const queue = await open();
    let done = false;
    let started = false;
    const working = await work(queue, {
      'post-digest': async () => {
        started = true;
        await wait(500);
        done = true;
      },
    });
    await queue.add('post-digest', { digest: 'd', slot: 's' });
    await expect.poll(() => started, { timeout: 10_000 }).toBe(true);
    await working.stop();
    expect(done).toBe(true);
  });
}

describe('the queue on PostgreSQL', () =>
  queueContract(async () => ({ redisUrl: null, databaseUrl: await emptyDatabase(), prefix: 'x' })));

describe.skipIf(!redisUrl)('the queue on Redis', () =>
  queueContract(async () => ({ redisUrl, databaseUrl: '', prefix: `test-${randomBytes(4).toString('hex')}` })),
);

test.skipIf(!redisUrl)(
  'a queue whose server has gone away says so and is closed all the same',
  async () => {
    const line = await lineTo(new URL(redisUrl ?? ''));
    const queue = await openQueue({
      redisUrl: line.url,
      databaseUrl: '',
      prefix: `test-${randomBytes(4).toString('hex')}`,
    });
    let away = 0;
    const working = await queue.work(IDLE, {
      concurrency: 1,
      stopSeconds: 1,
      onFailed: () => {},
      onAway: () => away++,
    });
    line.cut();
    await expect.poll(() => away, { timeout: 5_000 }).toBeGreaterThan(0);
    await working.stop();
    await queue.close();
  },
  15_000,
);

test('a queue that is opened while PostgreSQL throws everybody out works once that is over', async () => {
  const database = new URL(await emptyDatabase());
  const line = await lineTo(new URL(database));
  line.breakOff(true);
  database.port = new URL(line.url).port;
  const queue = await openQueue({ redisUrl: null, databaseUrl: database.href });
  onTestFinished(() => queue.close());
  let away = 0;
  let runs = 0;
  const handlers = { ...IDLE, 'post-digest': async () => void runs++ };
  const options = { concurrency: 1, stopSeconds: 1, onFailed() {}, onAway: () => void away++ };
  const working = queue.work(handlers, options);
  await expect(queue.add('post-digest', { digest: 'd', slot: 's' })).rejects.toThrow();
  await expect.poll(() => away, { timeout: 10_000 }).toBeGreaterThan(1);
  line.breakOff(false);
  const { stop } = await working;
  await queue.add('post-digest', { digest: 'd', slot: 's' });
  await expect.poll(() => runs, { timeout: 10_000 }).toBe(1);
  await stop();
}, 40_000);

/** A line to a server that can be cut for good, or break off whenever somebody says something. */
async function lineTo(server: URL): Promise<{ url: string; cut(): void; breakOff(on: boolean): void }> {
  const ends = new Set<Socket>();
  let breaking = false;
  const line = createServer((near) => {
    const far = connect(Number(server.port), server.hostname);
    for (const end of [near, far]) ends.add(end.on('error', () => {}).on('close', () => ends.delete(end)));
    near.on('data', () => void (breaking && near.destroy()));
    near.on('close', () => far.destroy());
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    line.close();
    for (const end of ends) end.destroy();
  };
  onTestFinished(cut);
  return {
    url: `redis://127.0.0.1:${(line.address() as AddressInfo).port}`,
    cut,
    breakOff(on) {
      breaking = on;
    },
  };
}
