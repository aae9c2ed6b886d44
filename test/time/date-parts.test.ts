import { expect, test } from 'vitest';
import { feedDate } from '../../src/time/feed-dates.ts';
import { parseWebDate } from '../../src/time/web-dates.ts';

test.each([
  ['Wed, 14 Oct 2026 07:05:09 GMT', '2026-10-14T07:05:09'],
  ['Wed, 14 Oct 2026 07:05:09 +0200', '2026-10-14T05:05:09'],
  ['Wed, 14 Oct 2026 07:05:09 -04:00', '2026-10-14T11:05:09'],
  ['Wed, 14 Oct 2026 07:05:09 EDT', '2026-10-14T11:05:09'],
  ['Wed, 14 Oct 2026 07:05 ET', '2026-10-14T11:05:00'],
  ['Wed Oct 14 2026 07:05:09 GMT+0200 (CEST)', '2026-10-14T05:05:09'],
  ['Wed, 14 Oct 2026 07:05:09 GMT+2', '2026-10-14T05:05:09'],
  ['14 October 2026 07:05 Europe/Berlin', '2026-10-14T05:05:00'],
  ['2026-10-14T07:05:09Z', '2026-10-14T07:05:09'],
  ['2026-10-14T07:05:09+09:00', '2026-10-13T22:05:09'],
  ['2026-10-14T07:05+0530', '2026-10-14T01:35:00'],
  ['2026-10-14 07:05:09', '2026-10-14T07:05:09'],
  ['20261014', '2026-10-14'],
  ['2026-10-14', '2026-10-14'],
  ['14 October 2026', '2026-10-14'],
  ['October 14, 2026', '2026-10-14'],
  ['October 14, 2026 7:05 PM', '2026-10-14T19:05:00'],
  ['Oct. 14, 2026 at 7 p.m. ET', '2026-10-14T23:00:00'],
  ['14.10.2026 07:05', '2026-10-14T07:05:00'],
  ['14. Oktober 2026', '2026-10-14'],
  ['14 octobre 2026 à 18h05', '2026-10-14T18:05:00'],
  ['14 de octubre de 2026', '2026-10-14'],
  ['14 октября 2026', '2026-10-14'],
  ['2026年10月14日 20時05分', '2026-10-14T20:05:00'],
  ['2026年10月14日 午後8時05分', '2026-10-14T20:05:00'],
  ['١٤ أكتوبر ٢٠٢٦', '2026-10-14'],
  ['14 tháng 10, 2026', '2026-10-14'],
  ['2026. október 14.', '2026-10-14'],
  ['Tue, 30 Jun 2026 23:59:60 GMT', '2026-07-01T00:00:00'],
  ['1791961509', '2026-10-14T07:05:09'],
  ['1791961509000', '2026-10-14T07:05:09'],
])('a page and a feed read %s alike', (written, expected) => {
  const length = expected.length;
  expect(parseWebDate(written)?.instant.toISOString().slice(0, length)).toBe(expected);
  expect(feedDate(written)?.toISOString().slice(0, length)).toBe(expected);
});

test.each([
  ['a number without a name between words', 'Flood of 14 houses, 2026'],
  ['a month alone', '2026-10'],
  ['a year alone', '2026'],
  ['a number of an article', '110578361606'],
  ['the day of a week', '2026-W42-3'],
])('a page doesn’t take %s for a date', (_, written) => expect(parseWebDate(written)).toBeNull());

test('in prose a small word is no zone and a time beyond the day no time; in a feed’s field both count', () => {
  expect(parseWebDate('le 14 octobre 2026 à 18h05, pt ou et')?.zone).toBeNull();
  expect(feedDate('14 Oct 2026 18:05 pt')?.toISOString()).toBe('2026-10-15T01:05:00.000Z');
  expect(parseWebDate('2026-10-14T24:00:00Z')).toBeNull();
  expect(feedDate('2026-10-14T24:00:00Z')?.toISOString()).toBe('2026-10-15T00:00:00.000Z');
});
