import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { platformChecks } from '../../src/chat/checks.ts';
import { coreChecks, storeIsAway } from '../../src/chat/handlers/status.ts';
import { parseConfig } from '../../src/settings/config.ts';
import { openDatabase } from '../../src/store/database.ts';
import { beatBackup } from '../../src/store/heartbeats.ts';
import { TERMINAL } from '../../src/store/schema.ts';
import { emptyDatabase } from '../store/test-database.ts';
import { commandLine } from './run-cli.ts';

/** A server that takes connections and never says a word. */
async function silentPort(): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => {}).resume());
  server.listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

test('status and doctor say that Redis is away, whether it refuses or is silent', { timeout: 120_000 }, async () => {
  const silent = await silentPort();
  for (const port of [1, silent]) {
    const { run } = await commandLine({ REDIS_URL: `redis://127.0.0.1:${port}` });
    const [status, doctor] = [await run(['status']), await run(['doctor'])];
    expect(status.out).toContain("Broken: Job queue: Redis can't be reached");
    expect(doctor.out).toContain("BROKEN  Job queue: Redis can't be reached");
    expect([status.code, doctor.code]).toEqual([0, 1]);
  }
});

test('they say that the store is away, whether it refuses or is silent', { timeout: 120_000 }, async () => {
  const silent = await silentPort();
  for (const [port, reason] of [
    [1, 'ECONNREFUSED'],
    [silent, "its server doesn't answer"],
  ]) {
    const { run } = await commandLine({ DATABASE_URL: `postgres://desk:x@127.0.0.1:${port}/news` });
    for (const command of ['status', 'doctor']) {
      const { code, err } = await run([command]);
      expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(`The store can't be opened: .*${reason}`) });
    }
  }
});

test('a store that is lost while Copydesk runs is said to be away, and nothing else is asked of it', async () => {
  const db = await openDatabase(await emptyDatabase());
  await db.destroy();
  const queueCounts = async () => ({});
  const deps = { db, config: parseConfig({}), now: () => new Date(), model: null, queueCounts };
  const checks = await coreChecks(deps, TERMINAL);
  expect(storeIsAway(checks)).toBe(true);
  expect(checks.map(({ what, state }) => `${what} ${state}`)).toEqual([
    'Version fine',
    'Store broken',
    'Job queue fine',
  ]);
});

test('status says when the last daily backup was written, and that one was missed', async () => {
  const db = await openDatabase(await emptyDatabase());
  onTestFinished(() => db.destroy());
  const now = new Date();
  const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
  const told = (at: Date) => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const look = async (BACKUP_FOLDER: string) => {
    const deps = { db, config: parseConfig({ BACKUP_FOLDER }), now: () => now, model: null };
    const checks = await coreChecks({ ...deps, queueCounts: async () => ({}) }, TERMINAL);
    return checks.find(({ what }) => what === 'Backup');
  };
  expect(await look('')).toBeUndefined();
  expect(await look('/backups')).toMatchObject({
    state: 'look',
    detail: expect.stringContaining('none has been written'),
  });
  await beatBackup(db, hoursAgo(10));
  expect(await look('/backups')).toMatchObject({ state: 'fine', detail: `the last is of ${told(hoursAgo(10))}` });
  await beatBackup(db, hoursAgo(58));
  expect(await look('/backups')).toMatchObject({
    state: 'broken',
    detail: expect.stringContaining(told(hoursAgo(58))),
  });
});

test('a chat that never answers is said to be away', async () => {
  const never = () => new Promise<never>(() => {});
  const checks = await platformChecks({
    discord: { platform: never, place: never },
    slack: { platform: async () => [{ what: 'Slack', state: 'fine', detail: 'connected' }], place: never },
  });
  expect(checks).toEqual([
    { what: 'Discord', state: 'broken', detail: expect.stringContaining('no answer within 4 s') },
    { what: 'Slack', state: 'fine', detail: 'connected' },
  ]);
});
