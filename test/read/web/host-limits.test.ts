import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createHostLimits, type HostLimits } from '../../../src/read/web/host-limits.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const OPTIONS = { perHost: 2, inAll: 3, delayMs: 0, maxWaitMs: 10_000 };
const forever = new AbortController().signal;

/** Takes a turn and notes when it came, by the fake clock. */
function take(limits: HostLimits, host: string, delayMs?: number) {
  const noted: { at: number | null; retryAfterMs: number | null; done: () => void } = {
    at: null,
    retryAfterMs: null,
    done: () => {},
  };
  limits.turn(host, forever, delayMs).then((turn) => {
    if (turn.kind === 'too-far') noted.retryAfterMs = turn.retryAfterMs;
    else Object.assign(noted, { at: performance.now(), done: turn.done });
  });
  return noted;
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('turns with a host come one after the other when it is busy', async () => {
  const limits = createHostLimits(OPTIONS);
  const [first, second, third] = ['a', 'a', 'a'].map((host) => take(limits, host));
  await pass(100);
  expect([first?.at, second?.at, third?.at].map((at) => at !== null)).toEqual([true, true, false]);
  second?.done();
  await pass(0);
  expect(third?.at).not.toBeNull();
});

test('a busy host does not keep others waiting', async () => {
  const limits = createHostLimits({ ...OPTIONS, perHost: 1 });
  const turns = ['a', 'a', 'a', 'a', 'b'].map((host) => take(limits, host));
  await pass(0);
  expect(turns.map(({ at }) => at !== null)).toEqual([true, false, false, false, true]);
});

test('the pause between two requests counts from the end of the first', async () => {
  const limits = createHostLimits({ ...OPTIONS, delayMs: 500 });
  const first = take(limits, 'a');
  await pass(200);
  first.done();
  const second = take(limits, 'a');
  await pass(499);
  expect(second.at).toBeNull();
  await pass(1);
  expect(second.at).not.toBeNull();
});

test("a host's own delay counts when it is longer", async () => {
  const limits = createHostLimits({ ...OPTIONS, delayMs: 500 });
  take(limits, 'a').done();
  await pass(0);
  const second = take(limits, 'a', 2000);
  await pass(1999);
  expect(second.at).toBeNull();
  await pass(1);
  expect(second.at).not.toBeNull();
});

test('a request outside the pace neither waits nor makes others wait', async () => {
  const limits = createHostLimits({ ...OPTIONS, delayMs: 500 });
  const robots = take(limits, 'a', -1);
  await pass(0);
  robots.done();
  const page = take(limits, 'a');
  await pass(0);
  expect(page.at).not.toBeNull();
  const again = take(limits, 'a', -1);
  await pass(0);
  expect(again.at).not.toBeNull();
});

test('a pause that a host asked for holds for all, and a long one is said at once', async () => {
  const limits = createHostLimits(OPTIONS);
  limits.pause('a', 5000);
  const short = take(limits, 'a', -1);
  await pass(4999);
  expect(short.at).toBeNull();
  await pass(1);
  expect(short.at).not.toBeNull();
  limits.pause('a', 60_000);
  const long = take(limits, 'a');
  await pass(0);
  expect(long.retryAfterMs).toBe(60_000);
});

test('whoever stops waiting takes no turn', async () => {
  const limits = createHostLimits({ ...OPTIONS, perHost: 1 });
  const first = take(limits, 'a');
  const leaving = new AbortController();
  const left = limits.turn('a', leaving.signal);
  const third = take(limits, 'a');
  leaving.abort(new Error('left'));
  await expect(left).rejects.toThrow('left');
  first.done();
  await pass(0);
  expect(third.at).not.toBeNull();
});
