import { expect, test } from 'vitest';
import { parseSince, parseUntil } from '../../src/chat/options.ts';

const NOW = new Date('2026-11-11T15:00:00Z'); // a Wednesday

test.each([
  ['yesterday', '2026-11-10T00:00:00.000Z'],
  ['2026-11-01', '2026-11-01T00:00:00.000Z'],
  ['24h', '2026-11-10T15:00:00.000Z'],
  ['3 days ago', '2026-11-08T15:00:00.000Z'],
  ['6 months', '2026-05-11T15:00:00.000Z'],
  ['2y', '2024-11-11T15:00:00.000Z'],
  ['2024', '2024-01-01T00:00:00.000Z'],
  ['last year', '2025-01-01T00:00:00.000Z'],
])('since %s begins at %s', (text, instant) => {
  expect(parseSince(text, NOW, 'UTC').toISOString()).toBe(instant);
});

test.each([
  ['yesterday', '2026-11-11T00:00:00.000Z'],
  ['2026-11-01', '2026-11-02T00:00:00.000Z'],
  ['last year', '2026-01-01T00:00:00.000Z'],
  ['2 months', '2026-09-11T15:00:00.000Z'],
])('until %s takes that day in, up to %s', (text, instant) => {
  expect(parseUntil(text, NOW, 'UTC').toISOString()).toBe(instant);
});

test('what is not a time is refused with what to write', () => {
  expect(() => parseUntil('whenever', NOW, 'UTC')).toThrow('I don\'t understand the time "whenever"');
});
