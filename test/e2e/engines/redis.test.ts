import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Handlers, openQueue } from '../../../src/queue/queue.ts';
import { freePort } from '../../free-port.ts';
import { folder, installed, started } from './programs.ts';

const JOBS = 60;

async function redisServer(more: string[] = []) {
  const port = await freePort();
  const dir = folder();
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    dir,
    '--save',
    '',
    '--appendonly',
    'no',
    ...more,
  ];
  return { port, process: await started('redis-server', args, port) };
}

/** Two workers on one queue; `done` are the jobs that were worked off, each as often as it was. */
async function twoWorkers(redisUrl: string) {
  const done: string[] = [];
  const nothing = async () => {};
  const handlers: Handlers = {
    tick: async () => void done.push('tick'),
    'post-digest': nothing,
    summarise: nothing,
    'summarise-story': nothing,
    embed: nothing,
    'poll-feed': async ({ feed }) => void done.push(feed),
    'read-article': nothing,
    backup: nothing,
    tidy: nothing,
    'look-again': nothing,
  };
  const queues = [];
  for (let i = 0; i < 2; i++) {
    const queue = await openQueue({ redisUrl, databaseUrl: 'unused' });
    const options = { concurrency: 4, stopSeconds: 2, onFailed: () => {}, onAway: () => {} };
    const working = await queue.work(handlers, options);
    onTestFinished(async () => {
      await working.stop();
      await queue.close();
    });
    queues.push(queue);
  }
  const [queue] = queues;
  if (!queue) throw new Error('no queue');
  return { queue, done };
}

describe.skipIf(!installed('redis-server') || !installed('redis-cli'))('the queue on several Redis servers', () => {
  test('a cluster of three masters works off every job once', async () => {
    const nodes = [];
    for (let i = 0; i < 3; i++) nodes.push(await redisServer(['--cluster-enabled', 'yes']));
    const hosts = nodes.map(({ port }) => `127.0.0.1:${port}`);
    const made = spawnSync('redis-cli', ['--cluster', 'create', ...hosts, '--cluster-yes'], { encoding: 'utf8' });
    expect(made.status, made.stdout + made.stderr).toBe(0);
    const { queue, done } = await twoWorkers(`redis://${hosts.join(',')}`);
    for (let i = 0; i < JOBS; i++) await queue.add('poll-feed', { feed: `f${i}` }, { id: `feed/f${i}` });
    await queue.every('tick', 'tick', 500);
    await expect.poll(() => done.filter((job) => job !== 'tick').length, { timeout: 30_000 }).toBe(JOBS);
    await expect.poll(() => done.filter((job) => job === 'tick').length, { timeout: 30_000 }).toBeGreaterThan(1);
    expect(new Set(done).size).toBe(JOBS + 1);
  });

  test('sentinels give the queue another master when theirs dies', async () => {
    const master = await redisServer();
    const replica = await redisServer(['--replicaof', '127.0.0.1', String(master.port)]);
    const port = await freePort();
    const file = join(folder(), 'sentinel.conf');
    writeFileSync(
      file,
      `port ${port}\nbind 127.0.0.1\nsentinel monitor desk 127.0.0.1 ${master.port} 1\nsentinel down-after-milliseconds desk 1000\nsentinel failover-timeout desk 5000\n`,
    );
    await started('redis-server', [file, '--sentinel'], port);
    const knows = () =>
      spawnSync('redis-cli', ['-p', String(port), 'sentinel', 'replicas', 'desk'], { encoding: 'utf8' }).stdout;
    await expect.poll(knows, { timeout: 30_000, interval: 500 }).toContain(String(replica.port));
    const { queue, done } = await twoWorkers(`redis-sentinel://127.0.0.1:${port}/desk`);
    await queue.add('poll-feed', { feed: 'before' }, { id: 'feed/before' });
    await expect.poll(() => done, { timeout: 20_000 }).toContain('before');
    master.process.kill('SIGKILL');
    await expect
      .poll(
        () =>
          queue.add('poll-feed', { feed: 'after' }, { id: 'feed/after' }).then(
            () => true,
            () => false,
          ),
        {
          timeout: 60_000,
          interval: 500,
        },
      )
      .toBe(true);
    await expect.poll(() => done, { timeout: 30_000 }).toContain('after');
  });
});
