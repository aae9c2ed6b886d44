import { expect, test } from 'vitest';
import { spanOf } from '../../src/digest/compose.ts';
import { DEFAULT_SETTINGS } from '../../src/store/digests/digest-settings.ts';
import { NO_DIGEST } from './test-delivery.ts';

const MONDAY = new Date('2026-11-30T08:00:00Z');
const reach = (more: Partial<typeof NO_DIGEST>, due = MONDAY) =>
  spanOf({ ...NO_DIGEST, ...more }, due).from.toISOString();

test('the first post of a daily digest tells the last 24 hours, however often it comes', () => {
  expect(reach({})).toBe('2026-11-29T08:00:00.000Z');
  expect(reach({ settings: { ...DEFAULT_SETTINGS, also: ['18:00'] } })).toBe('2026-11-29T08:00:00.000Z');
});

test('the first post of a weekly digest tells the week', () => {
  expect(reach({ days: [1] })).toBe('2026-11-23T08:00:00.000Z');
});

test('a preview of a weekly digest in the middle of a week tells as much as its post would', () => {
  expect(reach({ days: [1] }, new Date('2026-12-02T10:00:00Z'))).toBe('2026-11-25T10:00:00.000Z');
});

test('a monthly digest tells its month, also when it has posted before', () => {
  const settings = { ...DEFAULT_SETTINGS, cadence: { monthDays: [30] } };
  expect(reach({ settings })).toBe('2026-10-30T08:00:00.000Z');
  expect(reach({ settings, coveredTo: new Date('2026-10-30T08:00:00Z') })).toBe('2026-10-30T08:00:00.000Z');
});

test('a daily digest that was off for long reaches back a week at most', () => {
  expect(reach({ coveredTo: new Date('2026-10-01T08:00:00Z') })).toBe('2026-11-23T08:00:00.000Z');
});
