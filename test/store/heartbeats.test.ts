import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { workerRuns } from '../../src/chat/checks.ts';
import type { Database } from '../../src/store/database.ts';
import { beatBackup, beatWorker, lastBeat, timeToRemoveBy } from '../../src/store/heartbeats.ts';
import { readVitals } from '../../src/store/vitals.ts';
import { testDatabase } from './test-database.ts';

/** As if the store's clock had gone on by so many hours since. */
async function hoursPass(db: Database, hours: number): Promise<void> {
  await sql`update heartbeats set at = at - make_interval(secs => ${hours * 3_600})`.execute(db);
}

test('a worker runs as long as it says so by the store’s clock, and none runs whose last word is of a time to come', async () => {
  const { db } = await testDatabase();
  expect(workerRuns(await lastBeat(db, 'worker'))).toBe(false);
  await beatWorker(db);
  expect(workerRuns(await lastBeat(db, 'worker'))).toBe(true);
  await hoursPass(db, 1);
  expect(workerRuns(await lastBeat(db, 'worker'))).toBe(false);
  await hoursPass(db, -24 * 400);
  expect(workerRuns(await lastBeat(db, 'worker'))).toBe(false);
  expect((await readVitals(db, 0)).tickAge).toBeGreaterThan(120);
});

test('a backup whose date lies ahead counts from today', async () => {
  const { db } = await testDatabase();
  await beatBackup(db, new Date(Date.now() + 400 * 86_400_000));
  expect((await lastBeat(db, 'backup'))?.age).toBeGreaterThanOrEqual(0);
});

test('nothing is removed in the day after the clock has gone on by more than a day at once', async () => {
  const { db } = await testDatabase();
  await beatWorker(db);
  expect(await timeToRemoveBy(db)).toBeInstanceOf(Date);
  await hoursPass(db, 23);
  await beatWorker(db);
  expect(await timeToRemoveBy(db)).toBeInstanceOf(Date);
  await hoursPass(db, 24 * 400);
  await beatWorker(db);
  expect(await timeToRemoveBy(db)).toBeNull();
  await hoursPass(db, 23);
  await beatWorker(db);
  expect(await timeToRemoveBy(db)).toBeNull();
  await hoursPass(db, 2);
  await beatWorker(db);
  expect(await timeToRemoveBy(db)).toBeInstanceOf(Date);
});

test('a clock that was wrong and is set back stops nothing', async () => {
  const { db } = await testDatabase();
  await beatWorker(db);
  await hoursPass(db, 24 * 400);
  await beatWorker(db);
  await hoursPass(db, -24 * 400);
  await beatWorker(db);
  expect(await timeToRemoveBy(db)).toBeInstanceOf(Date);
});
