import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { saveDigest } from '../../src/store/digests/digests.ts';
import { followFeed } from '../../src/store/feeds/feeds.ts';
import { type DigestId, SHARED, TERMINAL, type WorkspaceId } from '../../src/store/schema.ts';
import { welcomeWorkspace } from '../../src/store/workspaces.ts';
import { nextOccurrence } from '../../src/time/schedule.ts';
import { addText, HARBOUR } from '../chat/test-desk.ts';
import { testStore } from '../store/test-database.ts';
import { MAIN, run, silentServer, WORKER } from './signalled.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

test('a worker whose Redis is away at the start ends when it is told to', async () => {
  const worker = run(WORKER, { DATABASE_URL: await testStore(), REDIS_URL: 'redis://127.0.0.1:1' });
  await worker.said(/lost the job queue/);
  expect(await worker.stop()).toBe(0);
});

test('a start that waits for a silent database ends when it is told to', async () => {
  const { port, called } = await silentServer();
  const copydesk = run(MAIN, { DATABASE_URL: `postgres://desk:x@127.0.0.1:${port}/news` });
  await called;
  expect(await copydesk.stop()).toBe(0);
});

test('a bot whose chat is away ends when it is told to', async () => {
  const bot = run(MAIN, {
    DATABASE_URL: await testStore(),
    DISCORD_TOKEN: 'a.b.c',
    DISCORD_API_URL: 'http://127.0.0.1:1',
  });
  await bot.said(/discord: /);
  expect(await bot.stop()).toBe(0);
});

test('a worker at work ends when it is told to', async () => {
  const worker = run(WORKER, { DATABASE_URL: await testStore() });
  await worker.said(/Copydesk is running/);
  expect(await worker.stop()).toBe(0);
});

test('a signal that reaches the embedded database too, as from a service manager, ends both in order', async () => {
  const worker = run(WORKER, {});
  await worker.said(/Copydesk is running/);
  const pid = Number(readFileSync(join(worker.data, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
  const ended = worker.stop();
  for (const other of [pid, ...stdout.trim().split(/\s+/).map(Number)]) process.kill(other, 'SIGTERM');
  expect(await ended).toBe(0);
  await expect
    .poll(() => existsSync(join(worker.data, 'postgres', 'cluster', 'postmaster.pid')), { timeout: 30_000 })
    .toBe(false);
});

test('a signal to npm ends the worker that it started', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-signal-'));
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    COPYDESK_DATA: join(folder, 'data'),
    SHUTDOWN_SECONDS: '1',
    DATABASE_URL: await testStore(),
    REDIS_URL: 'redis://127.0.0.1:1',
  };
  const npm = spawn('npm', ['run', '--silent', 'worker'], { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  npm.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  // The worker has npm's standard error too: it closes when both are gone.
  const gone = new Promise<void>((resolve) => npm.stderr.once('close', () => resolve()));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await expect.poll(() => said, { timeout: 90_000 }).toMatch(/lost the job queue/);
  npm.kill('SIGTERM');
  await gone;
});

test('a worker with an embedded store ends when it is told to, however far its start has come', {
  timeout: 120_000,
}, async () => {
  for (const milliseconds of [300, 1_500, 3_000]) {
    const worker = run(WORKER, {});
    await wait(milliseconds);
    // Before the program has been loaded the signal ends it as any other.
    expect([0, 'SIGTERM']).toContain(await worker.stop());
  }
});

test('a worker that reads a feed from a silent server ends when it is told to', async () => {
  const { port, called } = await silentServer();
  const url = await testStore();
  const db = await openDatabase(url);
  onTestFinished(() => db.destroy());
  const feed = { url: `http://127.0.0.1:${port}/feed`, title: 'Silent', pageUrl: null, name: null, everyMinutes: 5 };
  await db.transaction().execute((tx) => followFeed(tx, TERMINAL, feed, new Date()));
  const worker = run(WORKER, { DATABASE_URL: url, FETCH_ALLOW: `127.0.0.1:${port}` });
  await called;
  expect(await worker.stop()).toBe(0);
});

test('a worker that posts a digest to a silent Discord ends when it is told to, and leaves the digest to the next', async () => {
  const { port, called } = await silentServer();
  const url = await testStore();
  const db = await openDatabase(url);
  onTestFinished(() => db.destroy());
  const workspace = 'discord/1' as WorkspaceId;
  await welcomeWorkspace(db, { id: workspace, platform: 'discord', name: 'Vale' });
  await addText(db, HARBOUR, SHARED);
  const schedule = { at: '08:00', days: [1, 2, 3, 4, 5, 6, 7], zone: 'UTC' };
  const next = { ...nextOccurrence(schedule, new Date()), due: new Date() };
  const id = 'd1' as DigestId;
  await saveDigest(db, {
    ...{ id, workspace, place: 'discord/1/2', ...schedule, topic: null, items: 7, catchUpMinutes: 60, next },
  });
  const worker = run(WORKER, {
    DATABASE_URL: url,
    DISCORD_TOKEN: 'a.b.c',
    DISCORD_API_URL: `http://127.0.0.1:${port}`,
  });
  await called;
  expect(await worker.stop()).toBe(0);
  expect(await db.selectFrom('slots').select('state').execute()).toEqual([{ state: 'composed' }]);
});
