import { expect, test } from 'vitest';
import { feedDays } from '../../bench/feed-days.ts';
import { testDatabase } from '../store/test-database.ts';

test('of feeds that misbehave in every way, each story is stored once, in its last version, and nothing old is news', async () => {
  const { db } = await testDatabase();
  const { expected, faults } = await feedDays(db, { feeds: 23, hours: 2, seed: 11 });
  expect(faults).toEqual([]);
  expect(expected).toBeGreaterThan(120);
}, 400_000);
