import { expect, test } from 'vitest';
import { createPacer, type Pace, PacerFullError } from '../../src/pacing/pacer.ts';

const PACE: Pace = { channel: { sends: 2, withinMs: 1_000 }, overall: { sends: 5, withinMs: 1_000 }, waiting: 6 };

/** A clock that stands still but for what is waited. */
function clock() {
  let at = 1_000_000;
  return {
    now: () => at,
    wait: async (milliseconds: number) => {
      at += milliseconds;
    },
    start: at,
  };
}

test('a channel gets its sends in order and no faster than its rate', async () => {
  const time = clock();
  const pacer = createPacer(PACE, time);
  const sent: [number, number][] = [];
  await Promise.all(
    [1, 2, 3, 4, 5].map((n) =>
      pacer.inTurn('a', async () => {
        sent.push([n, time.now() - time.start]);
      }),
    ),
  );
  expect(sent).toEqual([
    [1, 0],
    [2, 0],
    [3, 1_000],
    [4, 1_000],
    [5, 2_000],
  ]);
});

test('all channels together keep to the rate of the platform', async () => {
  const time = clock();
  const pacer = createPacer(PACE, time);
  const sent: number[] = [];
  await Promise.all(
    ['a', 'b', 'c', 'd', 'e', 'f'].map((channel) =>
      pacer.inTurn(channel, async () => {
        sent.push(time.now() - time.start);
      }),
    ),
  );
  expect(sent.filter((at) => at < 1_000)).toHaveLength(5);
  expect(sent.at(-1)).toBe(1_000);
});

test('a pause that the platform asked for is kept by the channel and not by others', async () => {
  const time = clock();
  const pacer = createPacer(PACE, time);
  pacer.pause('a', 3_000);
  expect([pacer.isFree('a'), pacer.isFree('b')]).toEqual([false, true]);
  await pacer.inTurn('a', async () => {});
  expect(time.now() - time.start).toBe(3_000);
});

test('a send that fails does not hold up the next', async () => {
  const pacer = createPacer(PACE, clock());
  await expect(pacer.inTurn('a', () => Promise.reject(new Error('reset')))).rejects.toThrow('reset');
  expect(await pacer.inTurn('a', async () => 'next')).toBe('next');
});

test('when too much waits for a channel, more is refused at once', async () => {
  const pacer = createPacer(PACE, clock());
  const waiting = Array.from({ length: 6 }, () => pacer.inTurn('a', async () => {}));
  await expect(pacer.inTurn('a', async () => {})).rejects.toThrow(PacerFullError);
  await Promise.all(waiting);
  await pacer.inTurn('a', async () => {});
});

test('an answer waits for its share of the common budget, but not for long, nor for a budget that can not be read', async () => {
  const time = clock();
  const shares = [Promise.resolve(300), Promise.resolve(90_000), Promise.reject(new Error('the store is away'))];
  const pacer = createPacer(PACE, { ...time, reserve: () => shares.shift() ?? Promise.resolve(0) });
  const at: number[] = [];
  for (const channel of ['a', 'b', 'c']) await pacer.inTurn(channel, async () => at.push(time.now() - time.start));
  expect(at).toEqual([300, 1_300, 1_300]);
});
