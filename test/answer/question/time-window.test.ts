import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timeWindow } from '../../../src/answer/question/time-window.ts';

/** A Monday, at noon in Berlin. */
const ASKED = new Date('2026-11-23T11:00:00Z');

function windowOf(question: string, zone = 'Europe/Berlin') {
  const window = timeWindow(question, ASKED, zone);
  return window && [window.since?.toISOString() ?? null, window.until?.toISOString() ?? null];
}

describe('the time that a question names', () => {
  test.each([
    [
      'since with a weekday starts with that day in the asker’s zone',
      'What was said since Friday?',
      '2026-11-19T23:00:00.000Z',
      null,
    ],
    ['weekdays may be written small', 'what was said since friday', '2026-11-19T23:00:00.000Z', null],
    ['after starts when the day has ended', 'Who resigned after 3 November?', '2026-11-03T23:00:00.000Z', null],
    ['before ends when the day starts', 'Who resigned before 3 November?', null, '2026-11-02T23:00:00.000Z'],
    [
      'between has both ends',
      'What happened between 2 and 5 and then between 2 May and 5 May?',
      '2026-05-01T22:00:00.000Z',
      '2026-05-05T22:00:00.000Z',
    ],
    [
      'a day is reported for two days more',
      'What happened on 3 May?',
      '2026-05-02T22:00:00.000Z',
      '2026-05-05T22:00:00.000Z',
    ],
    ['a month', 'What was decided in May 2026?', '2026-04-30T22:00:00.000Z', '2026-06-02T22:00:00.000Z'],
    ['yesterday', 'What did she say yesterday?', '2026-11-21T23:00:00.000Z', null],
    ['last night is yesterday', 'Who won last night?', '2026-11-21T23:00:00.000Z', null],
    ['this week is seven days', 'What happened this week?', '2026-11-16T11:00:00.000Z', null],
    ['last week is a week of the calendar', 'What happened last week?', '2026-11-15T23:00:00.000Z', null],
    ['the past days are counted back', 'News of the past three days', '2026-11-20T11:00:00.000Z', null],
    ['hours are counted back', 'What changed in the last 24 hours?', '2026-11-22T11:00:00.000Z', null],
  ])('%s', (_, question, since, until) => {
    expect(windowOf(question)).toEqual([since, until]);
  });

  test.each([
    ['no time', 'Who is the mayor?'],
    ['a year alone: articles of any year tell of it', 'Who won the cup in 2014?'],
    ['a time to come', 'Who will speak on Friday?'],
    ['an event', 'What did she say before the vote?'],
    ['a newspaper', 'What did USA Today report about Messi?'],
    ['a day with a name of its own', 'Which shops lowered prices for Black Friday?'],
  ])('none for %s', (_, question) => {
    expect(windowOf(question)).toBeNull();
  });

  test('a day in the west takes in the articles that have a date and no time', () => {
    expect(windowOf('What happened on 3 May?', 'America/New_York')?.[0]).toBe('2026-05-03T00:00:00.000Z');
  });

  test('"latest" prefers nothing, but an answer of more than a week ago is old', () => {
    const window = timeWindow('What is the latest on the wall?', ASKED, 'UTC');
    expect(window).toMatchObject({ only: false, since: new Date('2026-11-16T11:00:00Z'), until: null });
  });

  test('the words of the time need not stand in an answer', () => {
    expect(timeWindow('What did the mayor say on Friday?', ASKED, 'UTC')?.rest).not.toContain('Friday');
  });

  test('any text gives a window that is in order, or none', () => {
    const words = fc.constantFrom(
      'since',
      'before',
      'between',
      'Friday',
      'May',
      '31 February',
      'last',
      'week',
      '2026',
      'and',
      '3',
      'days',
      'past',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.array(words).map((list) => list.join(' ')),
        ),
        (text) => {
          const window = timeWindow(text, ASKED, 'America/New_York');
          if (window?.since) expect(window.since <= ASKED).toBe(true);
          if (window?.since && window.until) expect(window.since < window.until).toBe(true);
        },
      ),
    );
  });
});

test.each([
  ['in the past eleven days', 11],
  ['over the last fourteen days', 14],
  ['in the past seventeen days', 17],
  ['in the last 12 days', 12],
])('%s counts every number word', (words, days) => {
  const asOf = new Date('2026-11-20T12:00:00Z');
  const window = timeWindow(`What happened ${words}?`, asOf, 'UTC');
  expect((asOf.getTime() - Number(window?.since)) / 86_400_000).toBeCloseTo(days, 0);
});
