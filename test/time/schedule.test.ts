import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  DAYS,
  dueOccurrences,
  followingOccurrence,
  intervalBefore,
  nextOccurrence,
  occurrenceAfterChange,
  type Schedule,
} from '../../src/time/schedule.ts';

const daily = (at: string, zone: string) => ({ at, days: DAYS.daily, zone });

test('a digest at 08:00 in Tokyo is due at 23:00 UTC of the day before', () => {
  expect(nextOccurrence(daily('08:00', 'Asia/Tokyo'), new Date('2026-11-23T10:00:00Z'))).toEqual({
    localDate: '2026-11-24',
    slot: '2026-11-24',
    due: new Date('2026-11-23T23:00:00Z'),
  });
});

test('an occurrence at this very instant has passed', () => {
  const due = new Date('2026-11-23T08:00:00Z');
  expect(nextOccurrence(daily('08:00', 'UTC'), due).localDate).toBe('2026-11-24');
});

test('a time that the clocks skip is shifted by the gap', () => {
  expect(nextOccurrence(daily('02:30', 'Europe/Berlin'), new Date('2026-03-28T12:00:00Z')).due).toEqual(
    new Date('2026-03-29T01:30:00Z'),
  );
});

test('a time that comes twice is its first, once', () => {
  const first = nextOccurrence(daily('02:30', 'Europe/Berlin'), new Date('2026-10-24T12:00:00Z'));
  expect(first.due).toEqual(new Date('2026-10-25T00:30:00Z'));
  expect(nextOccurrence(daily('02:30', 'Europe/Berlin'), first.due).localDate).toBe('2026-10-26');
});

test('weekdays leave the weekend out', () => {
  const friday = new Date('2026-11-20T09:00:00Z');
  expect(nextOccurrence({ at: '08:00', days: DAYS.weekdays, zone: 'UTC' }, friday).localDate).toBe('2026-11-23');
});

test('of a long absence every missed occurrence is known, up to a limit', () => {
  const schedule = daily('08:00', 'UTC');
  const first = nextOccurrence(schedule, new Date('2026-01-01T00:00:00Z'));
  const due = dueOccurrences(schedule, first, new Date('2026-11-23T10:00:00Z'), 5);
  expect(due.map((occurrence) => occurrence.localDate).slice(-2)).toEqual(['2026-11-22', '2026-11-23']);
  expect(due).toHaveLength(5);
});

test('there is one occurrence a local date, each later than the one before', () => {
  const zones = [
    'Europe/Berlin',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Africa/Cairo',
    'America/Nuuk',
    'Asia/Kathmandu',
    'Pacific/Apia',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 47 }),
      fc.integer({ min: 0, max: 700 }),
      (zone, half, day) => {
        const at = `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`;
        let after = new Date(Date.UTC(2026, 0, 1) + day * 86_400_000);
        let last = '';
        for (let i = 0; i < 5; i++) {
          const next = nextOccurrence(daily(at, zone), after);
          expect(next.due.getTime()).toBeGreaterThan(after.getTime());
          expect(next.localDate > last).toBe(true);
          after = next.due;
          last = next.localDate;
        }
      },
    ),
    { numRuns: 100 },
  );
});

test.each([
  [
    'every other week',
    { days: [5], cadence: { weeks: 2, from: '2026-11-27' } },
    ['2026-11-27', '2026-12-11', '2026-12-25'],
  ],
  [
    'the last Friday',
    { days: [1], cadence: { monthWeek: -1, weekday: 5 } },
    ['2026-11-27', '2026-12-25', '2027-01-29'],
  ],
  [
    'the second Tuesday',
    { days: [1], cadence: { monthWeek: 2, weekday: 2 } },
    ['2026-12-08', '2027-01-12', '2027-02-09'],
  ],
  ['the last weekday', { days: [1], cadence: { workday: -1 as const } }, ['2026-11-30', '2026-12-31', '2027-01-29']],
  ['the first weekday', { days: [1], cadence: { workday: 1 as const } }, ['2026-12-01', '2027-01-01', '2027-02-01']],
  ['the last day', { days: [1], cadence: { monthDays: [31] } }, ['2026-11-30', '2026-12-31', '2027-01-31']],
])('%s falls on the right dates', (_, rule, dates) => {
  const schedule = { at: '08:00', zone: 'Europe/Berlin', ...rule };
  let next = nextOccurrence(schedule, new Date('2026-11-26T12:00:00Z'));
  const found = [next.localDate];
  for (let i = 0; i < 2; i++) {
    next = nextOccurrence(schedule, next.due);
    found.push(next.localDate);
  }
  expect(found).toEqual(dates);
});

test('several times of a day are slots of their own', () => {
  const schedule = { ...daily('08:00', 'UTC'), also: ['18:00'] };
  const morning = nextOccurrence(schedule, new Date('2026-11-23T00:00:00Z'));
  expect(morning.slot).toBe('2026-11-23');
  expect(nextOccurrence(schedule, morning.due)).toMatchObject({ slot: '2026-11-23.2', localDate: '2026-11-23' });
});

/** The local dates for which a daily digest is due while its time and zone are changed again and again. */
function datesUsed(changes: readonly { after: number; at: string; zone: string }[]): string[] {
  let now = new Date('2026-10-20T00:00:00Z');
  let schedule = daily('08:00', 'UTC');
  let next = nextOccurrence(schedule, now);
  const used: string[] = [];
  for (const { after, at, zone } of changes) {
    now = new Date(now.getTime() + after * 60_000);
    for (const due of dueOccurrences(schedule, next, now)) {
      used.push(due.slot);
      next = followingOccurrence(schedule, due);
    }
    const before = { schedule, next };
    schedule = daily(at, zone);
    next = occurrenceAfterChange(schedule, now, before, new Set(used));
  }
  for (const due of dueOccurrences(schedule, next, new Date(now.getTime() + 3 * 86_400_000))) used.push(due.slot);
  return used;
}

const change = fc.record({
  after: fc.integer({ min: 1, max: 30 * 60 }),
  at: fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:00`),
  zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'UTC'),
});

test('however often a daily schedule is changed, no date is used twice', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
      const used = datesUsed(changes);
      expect(new Set(used).size).toBe(used.length);
    }),
  );
});

test('however often a daily schedule is changed, no date is left out', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
      const days = datesUsed(changes).map((slot) => Date.parse(slot) / 86_400_000);
      const sorted = days.toSorted((a, b) => a - b);
      for (const [i, day] of sorted.entries()) if (i > 0) expect(day - (sorted[i - 1] ?? 0)).toBe(1);
    }),
    { numRuns: Number(process.env.SCHEDULE_RUNS ?? 300) },
  );
});

const hours = fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 4 });
const changeOfHours = fc.record({ after: fc.integer({ min: 1, max: 15 * 60 }), hours });

test('what stays when the times of a day are changed comes at its time, and no slot is used twice', () => {
  const scheduleAt = (times: readonly number[]) => {
    const [at = '', ...also] = times.map((hour) => `${String(hour).padStart(2, '0')}:00`);
    return { ...daily(at, 'UTC'), also };
  };
  fc.assert(
    fc.property(hours, fc.array(changeOfHours, { minLength: 1, maxLength: 8 }), (first, changes) => {
      let now = new Date('2026-10-20T00:30:00Z');
      let present = first;
      let next = nextOccurrence(scheduleAt(present), now);
      const used = new Map<string, string>();
      const open = (until: Date) => {
        for (const occurrence of dueOccurrences(scheduleAt(present), next, until)) {
          expect(used.has(occurrence.slot)).toBe(false);
          used.set(occurrence.slot, occurrence.due.toISOString());
          next = followingOccurrence(scheduleAt(present), occurrence);
        }
      };
      const staying = new Set<string>();
      for (const change of changes) {
        now = new Date(now.getTime() + change.after * 60_000);
        open(now);
        for (const hour of present) {
          const due = new Date(new Date(now).setUTCHours(hour, 0, 0, 0));
          // What stands before the next post was passed over by an earlier change.
          if (due <= now || due < next.due) continue;
          if (change.hours.includes(hour)) staying.add(due.toISOString());
          else staying.delete(due.toISOString());
        }
        const before = { schedule: scheduleAt(present), next };
        present = change.hours;
        next = occurrenceAfterChange(scheduleAt(present), now, before, new Set(used.keys()));
      }
      open(new Date(now.getTime() + 24 * 3_600_000));
      expect([...used.values()]).toEqual(expect.arrayContaining([...staying]));
    }),
  );
});

test('a date that a change passes over is told with the next one', () => {
  const pending = nextOccurrence(daily('23:00', 'America/New_York'), new Date('2026-11-20T15:00:00Z'));
  const tokyo = daily('08:00', 'Asia/Tokyo');
  const before = { schedule: daily('23:00', 'America/New_York'), next: pending };
  const kept = occurrenceAfterChange(tokyo, new Date('2026-11-21T00:00:00Z'), before, new Set());
  expect(kept).toEqual(pending);
  const after = followingOccurrence(tokyo, kept);
  expect(after).toMatchObject({ localDate: '2026-11-21', due: new Date('2026-11-21T22:59:59.999Z') });
  expect(followingOccurrence(tokyo, after)).toMatchObject({ localDate: '2026-11-22' });
});

test.each([
  ['daily', {}, 24],
  ['daily over a change of clocks', { zone: 'Europe/Berlin' }, 25],
  ['on weekdays, before a Monday', { days: DAYS.weekdays }, 3 * 24],
  ['every other week', { days: DAYS.mon, cadence: { weeks: 2, from: '2026-10-26' } }, 14 * 24],
  ['monthly', { cadence: { monthDays: [26] } }, 30 * 24],
])('before an occurrence that comes %s so much time passes', (_, more, hours) => {
  const schedule = { at: '08:00', days: DAYS.daily, zone: 'UTC', ...more };
  const due = nextOccurrence(schedule, new Date('2026-10-25T00:00:00Z')).due;
  expect(intervalBefore(schedule, due) / 3_600_000).toBe(hours);
});

/** The dates of a month on which a rule falls, counted out day by day. */
function countedDates(rule: Pick<Schedule, 'days' | 'cadence'>, month: Temporal.PlainYearMonth): string[] {
  const dates = Array.from({ length: month.daysInMonth }, (_, i) => month.toPlainDate({ day: i + 1 }));
  const { cadence } = rule;
  const named = (chosen: Temporal.PlainDate[], which: number) =>
    (which === -1 ? chosen.slice(-1) : chosen.slice(which - 1, which)).map(String);
  if (!cadence) return dates.filter(({ dayOfWeek }) => rule.days.includes(dayOfWeek)).map(String);
  if ('monthDays' in cadence) {
    const days = cadence.monthDays.map((day) => Math.min(day, dates.length));
    return dates.filter(({ day }) => days.includes(day)).map(String);
  }
  if ('workday' in cadence)
    return named(
      dates.filter(({ dayOfWeek }) => dayOfWeek <= 5),
      cadence.workday,
    );
  if ('monthWeek' in cadence)
    return named(
      dates.filter(({ dayOfWeek }) => dayOfWeek === cadence.weekday),
      cadence.monthWeek,
    );
  const first = Temporal.PlainDate.from(cadence.from);
  const monday = first.subtract({ days: first.dayOfWeek - 1 });
  return dates
    .filter((date) => rule.days.includes(date.dayOfWeek))
    .filter((date) => Math.floor(monday.until(date).total('days') / 7) % cadence.weeks === 0)
    .map(String);
}

const weekday = fc.integer({ min: 1, max: 7 });
const rule: fc.Arbitrary<Pick<Schedule, 'days' | 'cadence'>> = fc.record({
  days: fc.uniqueArray(weekday, { minLength: 1 }),
  cadence: fc.oneof(
    fc.constant(null),
    fc.record({
      weeks: fc.integer({ min: 1, max: 8 }),
      from: fc.constantFrom('2025-12-29', '2025-12-31', '2026-01-04'),
    }),
    fc.record({ monthDays: fc.uniqueArray(fc.integer({ min: 1, max: 31 }), { minLength: 1, maxLength: 4 }) }),
    fc.record({ workday: fc.constantFrom(1 as const, -1 as const) }),
    fc.record({ monthWeek: fc.constantFrom(1, 2, 3, 4, -1), weekday }),
  ),
});

test('a weekly, fortnightly or monthly rule falls on the dates that are counted out in the calendar, at its local time', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia'];
  fc.assert(
    fc.property(rule, fc.constantFrom(...zones), fc.integer({ min: 0, max: 23 }), (days, zone, hour) => {
      const schedule = { at: `${String(hour).padStart(2, '0')}:30`, zone, ...days };
      const months = Array.from({ length: 14 }, (_, i) => Temporal.PlainYearMonth.from('2026-01').add({ months: i }));
      const expected = months.flatMap((month) => countedDates(days, month));
      const found: string[] = [];
      for (let after = new Date('2025-12-31T00:00:00Z'); ; ) {
        const next = nextOccurrence(schedule, after);
        if (next.localDate >= '2027-03-01') break;
        if (next.localDate >= '2026-01-01') found.push(next.localDate);
        const local = Temporal.PlainDateTime.from(`${next.localDate}T${schedule.at}`).toZonedDateTime(zone);
        expect(next.due.getTime()).toBe(local.epochMilliseconds);
        after = next.due;
      }
      expect(found).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});
