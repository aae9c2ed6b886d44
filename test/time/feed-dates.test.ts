import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { feedDate } from '../../src/time/feed-dates.ts';

const iso = (text: string): string | null => feedDate(text)?.toISOString() ?? null;

function reads(cases: Record<string, string | null>): void {
  for (const [written, expected] of Object.entries(cases))
    test(`${JSON.stringify(written)} is ${expected ?? 'no date'}`, () => expect(iso(written)).toBe(expected));
}

describe('RFC 822 and its relatives', () => {
  reads({
    'Tue, 05 Mar 2024 14:30:15 GMT': '2024-03-05T14:30:15.000Z',
    'Tue, 05 Mar 2024 14:30:15 +0130': '2024-03-05T13:00:15.000Z',
    'Tue, 05 Mar 2024 14:30:15 -05:00': '2024-03-05T19:30:15.000Z',
    'Tue, 05 Mar 2024 14:30:15 EST': '2024-03-05T19:30:15.000Z',
    'Tue, 05 Mar 2024 14:30:15 Z': '2024-03-05T14:30:15.000Z',
    'Tue, 05 Mar 2024 14:30:15 +0000 (UTC)': '2024-03-05T14:30:15.000Z',
    'Tue, 05 Mar 2024 14:30:15 Etc/GMT': '2024-03-05T14:30:15.000Z',
    'Tue, 05 Mar 2024 14:30:15 GMT+2': '2024-03-05T12:30:15.000Z',
    'Tue, 05 Mar 2024 14:30:15 GMT-05:00': '2024-03-05T19:30:15.000Z',
    'Tue, 05 Mar 2024 14:30:15 UTC+0200': '2024-03-05T12:30:15.000Z',
    'Tue, 05 Mar 2024 14:30 GMT': '2024-03-05T14:30:00.000Z',
    'Tue, 05 Mar 2024 14:30:15': '2024-03-05T14:30:15.000Z',
    'Tue, 05 Mar 2024': '2024-03-05T00:00:00.000Z',
    'Tuesday, 5 March 2024 14:30:15 GMT': '2024-03-05T14:30:15.000Z',
    'Tue,05 Mar 2024 14:30:15 GMT': '2024-03-05T14:30:15.000Z',
    '  Tue, 05 Mar\n 2024 14:30:15 GMT ': '2024-03-05T14:30:15.000Z',
    '05 Mar 2024 14:30:15 GMT': '2024-03-05T14:30:15.000Z',
    '5 Mar 24 14:30 UT': '2024-03-05T14:30:00.000Z',
    '05-Mar-2024 14:30:15 GMT': '2024-03-05T14:30:15.000Z',
    'Mon, 05 Mar 99 14:30:15 GMT': '1999-03-05T14:30:15.000Z',
    'Tue, Mar 05 2024 14:30:15 GMT': '2024-03-05T14:30:15.000Z',
    'Tue, 05 Sept 2023 14:30:15 GMT': '2023-09-05T14:30:15.000Z',
    'Tue, 05 Mar 2024 24:00:00 GMT': '2024-03-06T00:00:00.000Z',
    'Tue, 05 Mar 2024 14:30:60 GMT': '2024-03-05T14:31:00.000Z',
    'Tue, 05 Mar 2024 14:30:15 XYZ': '2024-03-05T14:30:15.000Z',
    'Tue, 05 Mar 2024 14:30:15 local time': '2024-03-05T14:30:15.000Z',
  });
});

test('a zone for both halves of the year follows the season', () => {
  expect(iso('Tue, 16 Jan 2024 12:00:00 ET')).toBe('2024-01-16T17:00:00.000Z');
  expect(iso('Tue, 16 Jul 2024 12:00:00 ET')).toBe('2024-07-16T16:00:00.000Z');
  expect(iso('Tue, 16 Jul 2024 12:00:00 PT')).toBe('2024-07-16T19:00:00.000Z');
});

describe('ISO 8601, W3CDTF and RFC 3339', () => {
  reads({
    '2024-03-05T14:30:15Z': '2024-03-05T14:30:15.000Z',
    '2024-03-05T14:30:15.25+01:00': '2024-03-05T13:30:15.250Z',
    '2024-03-05T14:30:15,5Z': '2024-03-05T14:30:15.500Z',
    '2024-03-05T14:30:15.123456789Z': '2024-03-05T14:30:15.123Z',
    '2024-03-05T14:30+0530': '2024-03-05T09:00:00.000Z',
    '2024-03-05T14:30-08': '2024-03-05T22:30:00.000Z',
    '2024-03-05T14:30:15': '2024-03-05T14:30:15.000Z',
    '2024-03-05 14:30:15': '2024-03-05T14:30:15.000Z',
    '2024-03-05 14:30:15 -0500': '2024-03-05T19:30:15.000Z',
    '2024-03-05 14:30:15 EST': '2024-03-05T19:30:15.000Z',
    '2024-03-05 14:30:15 UTC': '2024-03-05T14:30:15.000Z',
    '2024-03-05T143015Z': '2024-03-05T14:30:15.000Z',
    '20240305T143015Z': '2024-03-05T14:30:15.000Z',
    '20240305': '2024-03-05T00:00:00.000Z',
    '2024-03-05': '2024-03-05T00:00:00.000Z',
    '2024-3-5': '2024-03-05T00:00:00.000Z',
    '2024-03': '2024-03-01T00:00:00.000Z',
    '2024': '2024-01-01T00:00:00.000Z',
    '2024-065': '2024-03-05T00:00:00.000Z',
    '2024065': '2024-03-05T00:00:00.000Z',
    '2024-366': '2024-12-31T00:00:00.000Z',
    '2023-366': null,
    '2024-W10-2': '2024-03-05T00:00:00.000Z',
    '2024W102': '2024-03-05T00:00:00.000Z',
    '2024-W10': '2024-03-04T00:00:00.000Z',
    '2020-W53-7T10:00Z': '2021-01-03T10:00:00.000Z',
    '24-03-05': '2024-03-05T00:00:00.000Z',
    '240305': '2024-03-05T00:00:00.000Z',
    '99-12-31T10:14:55Z': '1999-12-31T10:14:55.000Z',
    '2024/03/05 14:30': '2024-03-05T14:30:00.000Z',
    '2024-03-05T24:00:00Z': '2024-03-06T00:00:00.000Z',
    '2024-02-30T10:00:00Z': null,
    '2024-13-05': null,
    '2024-00-05': null,
  });
});

describe('what else publishers write', () => {
  reads({
    'Tue Mar  5 14:30:15 2024': '2024-03-05T14:30:15.000Z',
    'Tue Mar 5 14:30:15 PST 2024': '2024-03-05T22:30:15.000Z',
    'Tue Mar 05 14:30:15 +0100 2024': '2024-03-05T13:30:15.000Z',
    'Tue, 2024/03/05 14:30:15 EST': '2024-03-05T19:30:15.000Z',
    'March 5, 2024': '2024-03-05T00:00:00.000Z',
    'Mar. 5, 2024 2:30 p.m. EST': '2024-03-05T19:30:00.000Z',
    'Tuesday, March 5, 2024 2:30:15 PM': '2024-03-05T14:30:15.000Z',
    'March 5, 2024 12:05 AM': '2024-03-05T00:05:00.000Z',
    '5 March 2024 - 14:30': '2024-03-05T14:30:00.000Z',
    '2024-03-05 2:30:15 PM': '2024-03-05T14:30:15.000Z',
    '1709649015': '2024-03-05T14:30:15.000Z',
    '1709649015000': '2024-03-05T14:30:15.000Z',
    '5.3.2024 14:30': '2024-03-05T14:30:00.000Z',
    '14:30 5 March 2024': '2024-03-05T14:30:00.000Z',
    '2024-07-05T14:30:00 Europe/Berlin': '2024-07-05T12:30:00.000Z',
    yesterday: null,
    'no date at all, 12 of them': null,
    '12': null,
    '': null,
  });
});

describe('other languages', () => {
  reads({
    '2024년 03월 05일 23:30:15': '2024-03-05T14:30:15.000Z',
    '2024년 3월 5일 (화) 오후 11:30': '2024-03-05T14:30:00.000Z',
    '2024-03-05 오전 9:30:15': '2024-03-05T00:30:15.000Z',
    '2024-03-05 오후 11:30:15': '2024-03-05T14:30:15.000Z',
    '2024年3月5日 14:30': '2024-03-05T14:30:00.000Z',
    'Τρί, 05 Μαρ 2024 14:30:15 EST': '2024-03-05T19:30:15.000Z',
    'Πέμ, 11 Ιούλ 2024 12:00:00 GMT': '2024-07-11T12:00:00.000Z',
    'Κυρ, 09 Ιον 2024 12:00:00 GMT': '2024-06-09T12:00:00.000Z',
    '2024-március-05T9:15-05:00': '2024-03-05T14:15:00.000Z',
    '2024-február-13T10:15+01:00': '2024-02-13T09:15:00.000Z',
    'Di, 05 Mär 2024 14:30:15 +0100': '2024-03-05T13:30:15.000Z',
    'mar., 05 mars 2024 14:30:15 +0100': '2024-03-05T13:30:15.000Z',
    'mar, 05 dic 2023 14:30:15 +0100': '2023-12-05T13:30:15.000Z',
    'Вт, 05 мар 2024 14:30:15 +0300': '2024-03-05T11:30:15.000Z',
    '5 марта 2024 14:30': '2024-03-05T14:30:00.000Z',
    'wt, 05 mar 2024 14:30:15 +0100': '2024-03-05T13:30:15.000Z',
  });
});

test('a date written in any standard form is read back', () => {
  const instants = fc.date({ min: new Date('1990-01-01'), max: new Date('2089-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(instants, fc.integer({ min: -12 * 60, max: 14 * 60 }), (instant, offset) => {
      const second = new Date(Math.floor(instant.getTime() / 1000) * 1000);
      const local = new Date(second.getTime() + offset * 60_000);
      const sign = offset < 0 ? '-' : '+';
      const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60].map((n) =>
        String(n).padStart(2, '0'),
      );
      expect(feedDate(instant.toISOString())).toEqual(instant);
      expect(feedDate(second.toUTCString())).toEqual(second);
      expect(feedDate(`${local.toISOString().slice(0, 19)}${sign}${hours}:${minutes}`)).toEqual(second);
      expect(feedDate(local.toUTCString().replace('GMT', `${sign}${hours}${minutes}`))).toEqual(second);
      expect(feedDate(String(second.getTime() / 1000).padStart(10, '0'))).toEqual(second);
    }),
  );
});

test('any text is a date or none, and a date has a year of four digits', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...'0123456789-:TZ+ /.W', 'Mar', 'Tue,', 'PM', 'EST') }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const date = feedDate(text);
      if (date !== null) expect(date.toISOString()).toMatch(/^\d{4}-/);
    }),
    { numRuns: 1000 },
  );
});
