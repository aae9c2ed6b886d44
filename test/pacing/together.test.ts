import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { together } from '../../src/pacing/together.ts';

test('what comes while a round is on its way makes up the next one', async () => {
  const rounds: number[][] = [];
  const twice = together(async (items: readonly number[]) => {
    rounds.push([...items]);
    await turn();
    return items.map((item) => item * 2);
  }, 3);
  expect(await Promise.all([1, 2, 3, 4, 5, 6].map(twice))).toEqual([2, 4, 6, 8, 10, 12]);
  expect(rounds).toEqual([[1], [2, 3, 4], [5, 6]]);
});

test('one that fails takes no other with it', async () => {
  const half = together(async (items: readonly number[]) => {
    await turn();
    if (items.includes(3)) throw new Error('odd');
    return items.map((item) => item / 2);
  });
  const results = await Promise.allSettled([2, 3, 4, 6].map(half));
  expect(results.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual([
    1,
    'Error: odd',
    2,
    3,
  ]);
});
