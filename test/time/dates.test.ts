import fc from 'fast-check';
import { expect, test } from 'vitest';
import { datesIn } from '../../src/time/dates.ts';

/** A Wednesday. */
const PUBLISHED = new Date('2025-03-12T12:00:00Z');

const found = (text: string, published: Date | null = PUBLISHED, zone?: string) =>
  datesIn(text, published, zone).map(({ text, date, precision }) => [text, date, precision]);

test.each([
  ['The pier burned down on Monday.', '2025-03-10'],
  ['On Friday, the mayor faulted the crew.', '2025-03-07'],
  ['Earlier Wednesday, the mayor spoke.', '2025-03-12'],
  ['The council is due to meet Monday.', '2025-03-17'],
  ['The pier will be closed on Friday.', '2025-03-14'],
  ['On Friday, the council will vote.', '2025-03-14'],
  ['The court is scheduled to hear him Thursday.', '2025-03-13'],
  ['The union agreed to meet Sunday.', '2025-03-16'],
  ['The council meets Saturday.', '2025-03-15'],
  ['The pier was closed due to ice Monday.', '2025-03-10'],
  ['It happened last Friday.', '2025-03-07'],
  ['It opens next Friday.', '2025-03-14'],
])('a weekday is the latest one unless the words look ahead: %s', (text, date) => {
  expect(found(text).map(([, date]) => date)).toEqual([date]);
});

test('two weekdays in one sentence follow their own verbs', () => {
  expect(found('The mayor said Monday that the pier will reopen Friday.')).toEqual([
    ['Monday', '2025-03-10', 'day'],
    ['Friday', '2025-03-14', 'day'],
  ]);
});

test.each([
  ['The show opens April 2.', 'April 2', '2025-04-02'],
  ['It closed on Dec. 20.', 'Dec. 20', '2024-12-20'],
  ['It closed on 3 January 2019.', '3 January 2019', '2019-01-03'],
  ['It closed on the 3rd of January.', '3rd of January', '2025-01-03'],
  ['It closed on Tuesday, March 4, 2025.', 'Tuesday, March 4, 2025', '2025-03-04'],
  ['It closed on 2024-02-29.', '2024-02-29', '2024-02-29'],
])('%s', (text, words, date) => {
  expect(found(text)).toEqual([[words, date, 'day']]);
});

test.each([
  ['yesterday', '2025-03-11', 'day'],
  ['tomorrow', '2025-03-13', 'day'],
  ['this morning', '2025-03-12', 'day'],
  ['three days ago', '2025-03-09', 'day'],
  ['last week', '2025-03-03', 'week'],
  ['two months ago', '2025-01-01', 'month'],
  ['next month', '2025-04-01', 'month'],
  ['last December', '2024-12-01', 'month'],
  ['last year', '2024-01-01', 'year'],
])('%s is counted from the day of publication', (words, date, precision) => {
  expect(found(`The pier, seen ${words}, is old.`)).toEqual([[words, date, precision]]);
});

test('months and years are found with their precision', () => {
  expect(found('Built in June 1998, rebuilt in October and praised since 2001.')).toEqual([
    ['June 1998', '1998-06-01', 'month'],
    ['October', '2024-10-01', 'month'],
    ['2001', '2001-01-01', 'year'],
  ]);
});

test('today is the day in the zone of the newsroom', () => {
  const lateEvening = new Date('2025-03-12T23:30:00Z');
  expect(found('It opened today.', lateEvening, 'Asia/Tokyo')).toEqual([['today', '2025-03-13', 'day']]);
  expect(found('It opened today.', lateEvening, 'America/New_York')).toEqual([['today', '2025-03-12', 'day']]);
});

test('without a date of publication only dates with a year are known', () => {
  expect(found('On Monday, May 5, 2014 and on May 6, yesterday.', null)).toEqual([
    ['Monday, May 5, 2014', '2014-05-05', 'day'],
  ]);
});

test.each([
  'Black Friday is here.',
  'The Sunday Times reported it.',
  'It opens every Monday.',
  'He may come and march.',
  'It closed on February 30.',
  'The Sept. 11 attacks changed the city.',
  'It cost 2014 crowns.',
])('names and impossible days are not dates: %s', (text) => {
  expect(found(text)).toEqual([]);
});

test('every mention is a slice of the text, in order, and a day that calendars have', () => {
  const piece = fc.constantFrom(
    'Monday',
    'next',
    'will',
    'March',
    '31',
    'in',
    '2019',
    ',',
    '.',
    '\n',
    'Dec.',
    '3 days ago',
    'said',
    'Feb. 30',
  );
  fc.assert(
    fc.property(
      fc.array(piece).map((pieces) => pieces.join(' ')),
      fc.date({ min: new Date(0), noInvalidDate: true, max: new Date('2100-01-01') }),
      (text, published) => {
        let last = 0;
        for (const mention of datesIn(text, published)) {
          expect(text.slice(mention.start, mention.end)).toBe(mention.text);
          expect(mention.start).toBeGreaterThanOrEqual(last);
          expect(new Date(`${mention.date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(mention.date);
          last = mention.end;
        }
      },
    ),
  );
});
