import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { signedBySlack } from '../../../../src/chat/platforms/slack/signature.ts';

const SECRET = 'a secret of the test';
const NOW = 1_764_363_600;
const BODY = Buffer.from('command=%2Fask&text=ferries');

const sign = (timestamp: string, body: Buffer = BODY, secret = SECRET) =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
const at = (seconds: number) => String(NOW + seconds);
const accepted = (timestamp: string | undefined, signature: string | undefined, body = BODY) =>
  signedBySlack(SECRET, { timestamp, signature }, body, NOW);

test.each([0, -299, 10, 60])('a request signed %i seconds from now is taken', (seconds) => {
  expect(accepted(at(seconds), sign(at(seconds)))).toBe(true);
});

test('an empty body can be signed too', () => {
  expect(accepted(at(0), sign(at(0), Buffer.alloc(0)), Buffer.alloc(0))).toBe(true);
});

test.each([-301, -86_400, 61, 86_400])('a request signed %i seconds from now is refused', (seconds) => {
  expect(accepted(at(seconds), sign(at(seconds)))).toBe(false);
});

test.each(['abc', `${NOW}.5`, '-1', '', ` ${NOW}`, '1e9', 'NaN'])(
  'the timestamp %j is refused however it is signed',
  (timestamp) => {
    expect(accepted(timestamp, sign(timestamp))).toBe(false);
  },
);

test('anything but one whole signature of version 0 is refused', () => {
  const good = sign(at(0));
  for (const signature of [
    undefined,
    'v0=',
    good.slice(0, 40),
    good.replace('v0', 'v1'),
    good.toUpperCase().replace('V0', 'v0'),
    `${good},${good}`,
    sign(at(0), BODY, 'another secret'),
  ])
    expect(accepted(at(0), signature), String(signature)).toBe(false);
  expect(accepted(undefined, good)).toBe(false);
});

test('another body than the signed one is refused, even when it is not text', () => {
  expect(accepted(at(0), sign(at(0)), Buffer.concat([BODY, Buffer.from('x')]))).toBe(false);
  expect(accepted(at(0), sign(at(0)), Buffer.concat([BODY, Buffer.from([0xff])]))).toBe(false);
});
