import { expect, test } from 'vitest';
import { closeFault, faultOf } from '../../../../src/chat/platforms/discord/faults.ts';

const NOW = new Date('2126-11-20T07:00:00Z');

test('when all logins of a day are used up, Discord is asked again when it allows more', () => {
  const error = new Error(
    'Not enough sessions remaining to spawn 2 shards; only 0 remaining; resets at 2126-11-20T09:00:00.000Z',
  );
  const fault = faultOf(error, false, NOW);
  expect(fault).toMatchObject({ lasting: false, retryAfterMs: 2 * 3_600_000 });
  expect(fault.message).toContain('no more logins until 2126-11-20T09:00');
});

test('what only a person can mend is said with the remedy, and everything else is tried again', () => {
  expect(faultOf({ code: 'TokenInvalid' }, false, NOW)).toMatchObject({ lasting: true });
  expect(faultOf({ status: 401 }, false, NOW).message).toContain('Reset Token');
  expect(faultOf(new Error('Used disallowed intents'), true, NOW).message).toContain('DISCORD_MESSAGE_CONTENT=false');
  expect(closeFault(4013, false)).toMatchObject({ lasting: true });
  for (const code of [1000, 1006, 4000, 4007, 4008, 4009]) expect(closeFault(code, false).lasting).toBe(false);
  expect(faultOf({ status: 503, message: 'Service Unavailable' }, false, NOW).lasting).toBe(false);
});
