import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { createLog, redact } from '../../src/observe/log.ts';

function logFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'data', 'copydesk.log');
}

test('a log line is JSON with its time and level', () => {
  const file = logFile();
  createLog({ level: 'info', file, secrets: [] }).info({ place: 'terminal' }, 'posted');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    level: 30,
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    place: 'terminal',
    msg: 'posted',
  });
});

test('lines below the level are left out', () => {
  const file = logFile();
  const log = createLog({ level: 'warn', file, secrets: [] });
  log.info('quiet');
  log.warn('loud');
  expect(readFileSync(file, 'utf8')).toMatch(/^[^\n]*loud[^\n]*\n$/);
});

test('a secret is cut out of messages, fields and errors with their causes', () => {
  const file = logFile();
  const log = createLog({ level: 'info', file, secrets: ['xoxb-s3cret'] });
  const cause = new Error('POST /api?token=xoxb-s3cret');
  log.error({ headers: { authorization: 'Bearer xoxb-s3cret' }, err: new Error('refused', { cause }) }, 'xoxb-s3cret');
  const text = readFileSync(file, 'utf8');
  expect(text).not.toMatch(/s3cret/);
  expect(text.match(/\[redacted\]/g)?.length).toBeGreaterThanOrEqual(3);
});

test('a secret is found however it is spelt: as it is, in JSON, in an address', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 6, unit: 'grapheme-ascii' }), fc.string(), (secret, around) => {
      fc.pre(!'[redacted]'.includes(secret) && !around.includes(secret));
      for (const spelt of [secret, JSON.stringify(secret), encodeURIComponent(secret)])
        expect(redact(`<${spelt}>`, [secret])).not.toContain(spelt.replaceAll(/^"|"$/g, ''));
    }),
  );
});

test('a secret that begins with another one is cut out whole', () => {
  expect(redact('token=abcd-efgh', ['abcd', 'abcd-efgh'])).toBe('token=[redacted]');
});

test('a log that has grown large starts over at the next start, and the one before is kept', () => {
  const file = logFile();
  createLog({ level: 'info', file, secrets: [] });
  writeFileSync(file, 'x'.repeat(5_000_001));
  createLog({ level: 'info', file, secrets: [] }).info('anew');
  expect(readFileSync(file, 'utf8')).toMatch(/anew/);
  expect(statSync(file).size).toBeLessThan(200);
  expect(statSync(`${file}.1`).size).toBe(5_000_001);
});

test('a log that can not be written says where and what to do', () => {
  const file = logFile();
  createLog({ level: 'info', file, secrets: [] });
  const impossible = join(file, 'copydesk.log');
  expect(() => createLog({ level: 'info', file: impossible, secrets: [] })).toThrow(UserError);
  expect(() => createLog({ level: 'info', file: impossible, secrets: [] })).toThrow(/can't be written.*COPYDESK_DATA/);
});

test('a log file can be read by its owner alone, also one that an early version made', () => {
  const file = logFile();
  const log = () => createLog({ level: 'info', file, secrets: [] }).info('x');
  log();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  chmodSync(file, 0o644);
  log();
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('an error is one line of what finds it, whatever a library hangs on it', () => {
  const file = logFile();
  const error = Object.assign(new Error('connect ECONNREFUSED'), {
    code: 'ECONNREFUSED',
    client: { huge: 'x'.repeat(9_000) },
  });
  createLog({ level: 'info', file, secrets: [] }).warn({ err: error }, 'lost');
  const text = readFileSync(file, 'utf8');
  expect(text.split('\n')).toHaveLength(2);
  expect(text.length).toBeLessThan(1_500);
  expect(JSON.parse(text).err).toEqual({
    type: 'Error',
    message: 'connect ECONNREFUSED',
    code: 'ECONNREFUSED',
    at: expect.any(Array),
  });
});
