import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { beatWorker } from '../../src/store/heartbeats.ts';
import { storedUsage } from '../../src/store/model-usage.ts';
import { readVitals } from '../../src/store/vitals.ts';
import { testDatabase } from './test-database.ts';

test('an empty store has nothing due, and no worker was ever seen', async () => {
  const { db } = await testDatabase();
  expect(await readVitals(db, 1_000)).toMatchObject({
    tickAge: null,
    digestsDue: 0,
    digestsLate: 0,
    oldestDigest: 0,
    feeds: { ok: 0, failing: 0, ended: 0 },
    entriesWaiting: 0,
    budgetUsed: 0,
  });
});

test('the age of the last tick and the fullest budget are those of the whole installation', async () => {
  const { db } = await testDatabase();
  const now = new Date();
  await beatWorker(db);
  await sql`update heartbeats set at = at - interval '1 minute'`.execute(db);
  const usage = storedUsage(db);
  await usage.add('terminal', now.toISOString().slice(0, 10), 250);
  await usage.add('shared', now.toISOString().slice(0, 10), 100);
  const vitals = await readVitals(db, 1_000);
  expect(vitals.tickAge).toBeGreaterThan(59);
  expect(vitals.tickAge).toBeLessThan(90);
  expect(vitals.budgetUsed).toBe(0.25);
  expect(vitals.storeBytes).toBeGreaterThan(1_000_000);
});
