import { expect, test } from 'vitest';
import { faultOf } from '../../../../src/chat/platforms/slack/faults.ts';
import { waitAfter } from '../../../../src/chat/platforms/slack/reconnect.ts';

test('a connection that lasted is made again at once', () => {
  expect(waitAfter(0, null, 0.5)).toBe(0);
});

test('however long Slack is away, the next try is at most ten seconds off', () => {
  const away = faultOf(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }), 'app');
  const waits = Array.from({ length: 400 }, (_, i) => waitAfter(i + 1, away, 1));
  expect(Math.max(...waits)).toBe(10_000);
  expect(waits[0]).toBe(500);
});

test('a wait that Slack asks for is kept', () => {
  const limited = { code: 'ratelimited', message: '', lasting: false, retryAfterMs: 30_000 };
  expect(waitAfter(1, limited, 1)).toBe(30_000);
});
