import { expect, test } from 'vitest';
import { parseDays } from '../../src/chat/handlers/digest-days.ts';
import { parseLanguages, parseTimes, parseZone, scheduleWords } from '../../src/chat/handlers/digest-options.ts';
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
  ['every weekday', [1, 2, 3, 4, 5], null],
  ['mon-fri', [1, 2, 3, 4, 5], null],
  ['Friday to Monday', [1, 5, 6, 7], null],
  ['sat – sun', [6, 7], null],
  ['every other week fri', [5], { weeks: 2, from: '2026-12-04' }],
  ['every other Saturday', [6], { weeks: 2, from: '2026-11-28' }],
  ['every two weeks on Monday', [1], { weeks: 2, from: '2026-11-30' }],
  ['every 3 weeks mon', [1], { weeks: 3, from: '2026-11-30' }],
  ['biweekly wed', [3], { weeks: 2, from: '2026-12-02' }],
  ['monthly 15', [1, 2, 3, 4, 5, 6, 7], { monthDays: [15] }],
  ['monthly 1,15', [1, 2, 3, 4, 5, 6, 7], { monthDays: [1, 15] }],
  ['1st and 15th', [1, 2, 3, 4, 5, 6, 7], { monthDays: [1, 15] }],
  ['the 15th and the last day of the month', [1, 2, 3, 4, 5, 6, 7], { monthDays: [15, 31] }],
  ['monthly last', [1, 2, 3, 4, 5, 6, 7], { monthDays: [31] }],
  ['monthly last fri', [1, 2, 3, 4, 5, 6, 7], { monthWeek: -1, weekday: 5 }],
  ['the last Friday of the month', [1, 2, 3, 4, 5, 6, 7], { monthWeek: -1, weekday: 5 }],
  ['second tuesday of every month', [1, 2, 3, 4, 5, 6, 7], { monthWeek: 2, weekday: 2 }],
  ['the 15th of each month', [1, 2, 3, 4, 5, 6, 7], { monthDays: [15] }],
  ['monthly last weekday', [1, 2, 3, 4, 5, 6, 7], { workday: -1 }],
  ['first working day of the month', [1, 2, 3, 4, 5, 6, 7], { workday: 1 }],
  ['monthly first monday', [1, 2, 3, 4, 5, 6, 7], { monthWeek: 1, weekday: 1 }],
])('the days "%s" are read', (text, days, cadence) => {
  expect(parseDays(text, '2026-11-28')).toEqual({ days, cadence });
});

test.each(['someday', 'monthly fifth fri', 'mon,xyz', 'mon-xyz', 'monthly second weekday', 'every 9 weeks mon'])(
  'the days "%s" are refused with an example',
  (text) => {
    expect(() => parseDays(text, '2026-11-28')).toThrow(/monthly last fri/);
  },
);

test.each([
  ['Asia/Tokyo', 'Asia/Tokyo'],
  ['asia/tokyo', 'Asia/Tokyo'],
  ['Tokyo', 'Asia/Tokyo'],
  ['new york', 'America/New_York'],
  ['PST', 'America/Los_Angeles'],
  ['EST', 'America/New_York'],
  ['UTC+2', '+02:00'],
  ['Kolkata', 'Asia/Kolkata'],
  ['Kathmandu', 'Asia/Kathmandu'],
  ['São Paulo', 'America/Sao_Paulo'],
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
  ['francais, Español', ['fr', 'es']],
  ['all', []],
])('the languages "%s" are read', (text, codes) => {
  expect(parseLanguages(text)).toEqual(codes);
});

test('a language that nobody knows is refused instead of leaving a digest empty', () => {
  expect(() => parseLanguages('Klingon')).toThrow(/isn't a language/);
});
