import { expect, test } from 'vitest';
import { createTroubles } from '../../src/observe/troubles.ts';

function recorded() {
  const lines: { level: string; message: string; fields: Record<string, unknown> }[] = [];
  const at = (level: string) => (fields: object, message: string) =>
    void lines.push({ level, message, fields: fields as Record<string, unknown> });
  let now = 0;
  const troubles = createTroubles({ warn: at('warn'), info: at('info') }, () => now);
  const pass = (seconds: number) => {
    now += seconds * 1000;
  };
  return { lines, troubles, pass };
}

test('a trouble is logged once when it begins and once when it is over, under one reference', () => {
  const { lines, troubles, pass } = recorded();
  const ref = troubles.begin('model gpt', 'timeout');
  for (let i = 0; i < 100; i++) expect(troubles.begin('model gpt', i % 2 ? 'timeout' : 'unreachable')).toBe(ref);
  pass(90);
  troubles.end('model gpt');
  troubles.end('model gpt');
  expect(lines).toEqual([
    { level: 'warn', message: 'model gpt: in trouble', fields: { ref, part: 'model gpt', reason: 'timeout' } },
    { level: 'info', message: 'model gpt: works again', fields: { ref, part: 'model gpt', seconds: 90 } },
  ]);
});

test('what works says nothing, and has no reference', () => {
  const { lines, troubles } = recorded();
  troubles.end('model gpt');
  expect(troubles.refOf('model gpt')).toBeNull();
  expect(lines).toEqual([]);
});

test('a second trouble of the same part has a reference of its own', () => {
  const { troubles } = recorded();
  const first = troubles.begin('feed a', '503');
  troubles.end('feed a');
  expect(troubles.begin('feed a', '503')).not.toBe(first);
});

test('however many parts fail, only so many are remembered', () => {
  const { lines, troubles } = recorded();
  for (let i = 0; i < 1_200; i++) troubles.begin(`feed ${i}`, 'timeout');
  expect(troubles.refOf('feed 0')).toBeNull();
  expect(troubles.refOf('feed 1199')).not.toBeNull();
  expect(lines).toHaveLength(1_200);
});
