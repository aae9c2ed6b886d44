import { expect, test } from 'vitest';
import {
  parseDays,
  parseLanguages,
  parseTimes,
  parseZone,
  scheduleWords,
} from '../../src/chat/handlers/digest-options.ts';
import { UserError } from '../../src/errors.ts';

const NOW = new Date('2026-11-28T12:00:00Z');

test.each([
  ['08:00', { at: '08:00', also: [] }],
  ['8:00', { at: '08:00', also: [] }],
  ['8am, 6pm', { at: '08:00', also: ['18:00'] }],
  ['noon and 6pm', { at: '12:00', also: ['18:00'] }],
  ['12am', { at: '00:00', also: [] }],
  ['18:00,08:00,08:00', { at: '08:00', also: ['18:00'] }],
])('the time %s is read', (text, times) => {
  expect(parseTimes(text)).toEqual(times);
});

test.each(['25:00', '8', 'dawn', '13pm', ''])('the time "%s" is refused or read as an hour', (text) => {
  if (text === '8') expect(parseTimes(text)).toEqual({ at: '08:00', also: [] });
  else expect(() => parseTimes(text)).toThrow(UserError);
});

test.each([
  ['daily', [1, 2, 3, 4, 5, 6, 7], null],
  ['weekdays', [1, 2, 3, 4, 5], null],
  ['weekends', [6, 7], null],
  ['fri', [5], null],
  ['mon,thu', [1, 4], null],
  ['Mondays and Fridays', [1, 5], null],
  ['weekly tue', [2], null],
  ['every other week fri', [5], { weeks: 2, from: '2026-11-28' }],
  ['every 3 weeks mon', [1], { weeks: 3, from: '2026-11-28' }],
  ['monthly 15', [1, 2, 3, 4, 5, 6, 7], { monthDay: 15 }],
  ['monthly last', [1, 2, 3, 4, 5, 6, 7], { monthDay: 31 }],
  ['monthly last fri', [1, 2, 3, 4, 5, 6, 7], { monthWeek: -1, weekday: 5 }],
  ['monthly first monday', [1, 2, 3, 4, 5, 6, 7], { monthWeek: 1, weekday: 1 }],
])('the days "%s" are read', (text, days, cadence) => {
  expect(parseDays(text, '2026-11-28')).toEqual({ days, cadence });
});

test.each(['someday', 'monthly fifth fri', 'mon,xyz'])('the days "%s" are refused with an example', (text) => {
  expect(() => parseDays(text, '2026-11-28')).toThrow(/monthly last fri/);
});

test.each([
  ['Asia/Tokyo', 'Asia/Tokyo'],
  ['asia/tokyo', 'Asia/Tokyo'],
  ['Tokyo', 'Asia/Tokyo'],
  ['new york', 'America/New_York'],
  ['PST', 'America/Los_Angeles'],
  ['EST', 'America/New_York'],
  ['UTC+2', '+02:00'],
  ['utc', 'UTC'],
])('the zone %s is %s', (text, zone) => {
  expect(parseZone(text)).toBe(zone);
});

test('a zone that could be several is asked back', () => {
  expect(() => parseZone('IST')).toThrow(/Asia\/Kolkata or Europe\/Dublin or Asia\/Jerusalem/);
  expect(() => parseZone('Nowhere/Land')).toThrow(UserError);
});

test('a schedule is said in words, with whether its zone has daylight saving', () => {
  const schedule = { at: '08:00', also: ['18:00'], days: [1, 2, 3, 4, 5], zone: 'Europe/Paris' };
  expect(scheduleWords(schedule, NOW)).toBe('on weekdays at 08:00 and 18:00, Paris time, with daylight saving');
  expect(
    scheduleWords({ ...schedule, also: [], cadence: { monthWeek: -1, weekday: 5 }, zone: 'Asia/Tokyo' }, NOW),
  ).toBe('on the last Friday of the month at 08:00, Tokyo time');
});

test.each([
  ['de', ['de']],
  ['German', ['de']],
  ['deutsch, English', ['de', 'en']],
  ['all', []],
])('the languages "%s" are read', (text, codes) => {
  expect(parseLanguages(text)).toEqual(codes);
});

test('a language that nobody knows is refused instead of leaving a digest empty', () => {
  expect(() => parseLanguages('Klingon')).toThrow(/isn't a language/);
});
