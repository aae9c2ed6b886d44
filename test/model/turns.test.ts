import { expect, test } from 'vitest';
import { takingTurns } from '../../src/model/turns.ts';

test('no more than the limit run at once, and all get their turn', async () => {
  const turn = takingTurns(2);
  let running = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 9 }, async () => {
      const done = await turn();
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      done();
    }),
  );
  expect(most).toBe(2);
});

test('who stops waiting leaves the place to the next', async () => {
  const turn = takingTurns(1);
  const done = await turn();
  const leaving = new AbortController();
  const left = turn(leaving.signal);
  const next = turn();
  leaving.abort(new Error('gone'));
  done();
  await expect(left).rejects.toThrow('gone');
  (await next)();
});
