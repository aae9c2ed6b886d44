import { expect, test } from 'vitest';
import { paced } from '../../src/digest/post-budget.ts';
import { reservePace } from '../../src/store/digests/paces.ts';
import { testDatabase } from '../store/test-database.ts';

test('looks at Slack’s channels wait for those of their own workspace alone', async () => {
  const { db } = await testDatabase();
  for (const place of ['slack/T1/C1', 'slack/T2/C1', 'slack/T2/C2']) expect(await paced({ db }, place, 'look')).toBe(0);
  const names = await db.selectFrom('paces').select('name').orderBy('name').execute();
  expect(names.map(({ name }) => name)).toEqual(['slack-look/T1', 'slack-look/T2']);
});

test('a turn in the budget that is too far away is not taken', async () => {
  const { db } = await testDatabase();
  const long = 600_000;
  expect(await reservePace(db, 'discord', long)).toBe(0);
  expect(await reservePace(db, 'discord', long, 4_000)).toBeNull();
  const { free } = await db.selectFrom('paces').select('free_at as free').executeTakeFirstOrThrow();
  expect(free.getTime() - Date.now()).toBeLessThanOrEqual(long);
  expect(await reservePace(db, 'slack', long, 4_000)).toBe(0);
});
