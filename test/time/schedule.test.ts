import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAYS, dueOccurrences, nextOccurrence } from '../../src/time/schedule.ts';

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
