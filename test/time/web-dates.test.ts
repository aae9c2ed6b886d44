import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseWebDate } from '../../src/time/web-dates.ts';

test.each([
  ['2024-03-05T09:30:00Z', '2024-03-05T09:30:00.000Z', 'UTC'],
  ['2024-03-05T09:30:00+09:00', '2024-03-05T00:30:00.000Z', '+09:00'],
  ['2024-03-05T09:30:15.123-0500', '2024-03-05T14:30:15.000Z', '-05:00'],
  ['2024-03-05 09:30', '2024-03-05T09:30:00.000Z', null],
  ['2024-03-05', '2024-03-05T12:00:00.000Z', null],
  ['20240305T0930', '2024-03-05T09:30:00.000Z', null],
  ['1709631000', '2024-03-05T09:30:00.000Z', 'UTC'],
  ['1709631000000', '2024-03-05T09:30:00.000Z', 'UTC'],
  ['Tue, 05 Mar 2024 09:30:00 GMT', '2024-03-05T09:30:00.000Z', 'UTC'],
  ['Tue, 5 Mar 2024 09:30:00 +0100', '2024-03-05T08:30:00.000Z', '+01:00'],
  ['Published March 5, 2024 9:30 p.m. ET', '2024-03-06T02:30:00.000Z', 'America/New_York'],
  ['July 5, 2024 at 9 a.m. ET', '2024-07-05T13:00:00.000Z', 'America/New_York'],
  ['5th March 2024, 12:05am GMT', '2024-03-05T00:05:00.000Z', 'UTC'],
  ['05.03.2024, 09:30 Uhr', '2024-03-05T09:30:00.000Z', null],
  ['Veröffentlicht am 5. März 2024', '2024-03-05T12:00:00.000Z', null],
  ['le 1er août 2024 à 18h05', '2024-08-01T18:05:00.000Z', null],
  ['5 de marzo de 2024', '2024-03-05T12:00:00.000Z', null],
  ['Publicado em 5 de fevereiro de 2024', '2024-02-05T12:00:00.000Z', null],
  ['5 października 2024', '2024-10-05T12:00:00.000Z', null],
  ['2024年3月5日 09:30', '2024-03-05T09:30:00.000Z', null],
])('%s', (written, instant, zone) => {
  const date = parseWebDate(written);
  expect([date?.instant.toISOString(), date?.zone]).toEqual([instant, zone]);
});

test('3/4/2025 is read by the custom of the place, and 3/14/2025 in the only way it can be', () => {
  const day = (written: string, dayFirst: boolean) =>
    parseWebDate(written, { dayFirst })?.instant.toISOString().slice(0, 10);
  expect(day('3/4/2025', true)).toBe('2025-04-03');
  expect(day('3/4/2025', false)).toBe('2025-03-04');
  expect(day('3/14/2025', true)).toBe('2025-03-14');
});

test.each(['', 'yesterday', '2024-02-30', '31.02.2024', 'Room 12, 3rd floor', '99 red balloons 2024', '۳۰ اسفند ۱۴۰۴'])(
  'is not a date: %j',
  (written) => {
    expect(parseWebDate(written)).toBeNull();
  },
);

test('every instant is read back from its ISO form, and no text throws', () => {
  const dates = fc.date({
    min: new Date('1900-01-02T00:00:00Z'),
    max: new Date('2199-12-30T00:00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(dates, (date) => {
      const seconds = Math.floor(date.getTime() / 1000) * 1000;
      expect(parseWebDate(date.toISOString())?.instant.getTime()).toBe(seconds);
    }),
  );
  fc.assert(
    fc.property(
      fc.string({ maxLength: 300 }),
      (text) => parseWebDate(text) === null || parseWebDate(text)?.instant instanceof Date,
    ),
  );
});

test.each([
  ['15. marraskuuta 2026', '2026-11-15'],
  ['5. lipnja 2026.', '2026-06-05'],
  ['15 ноября 2026', '2026-11-15'],
  ['15 листопада 2026', '2026-11-15'],
  ['15 ноември 2026', '2026-11-15'],
  ['15. listopadu 2026', '2026-11-15'],
  ['15 Νοεμβρίου 2026', '2026-11-15'],
  ['2026. november 15.', '2026-11-15'],
  ['15 Kasım 2026', '2026-11-15'],
  ['15 Agustus 2026', '2026-08-15'],
  ['15 tháng 8, 2026', '2026-08-15'],
  ['١٥ نوفمبر ٢٠٢٦', '2026-11-15'],
  ['15 בנובמבר 2026', '2026-11-15'],
  ['15 नवंबर 2026', '2026-11-15'],
  ['2026년 11월 15일', '2026-11-15'],
  ['15 พฤศจิกายน 2569', '2026-11-15'],
  ['2026 m. lapkričio 15 d.', '2026-11-15'],
  ['2026. gada 15. novembris', '2026-11-15'],
  ['১৫ নভেম্বর ২০২৬', '2026-11-15'],
  ['15 Novemba 2026', '2026-11-15'],
  ['١٥ تشرين الثاني ٢٠٢٦', '2026-11-15'],
  ['5 شباط 2026', '2026-02-05'],
  ['१५ नवम्बर २०२६', '2026-11-15'],
  ['15 நவம்பர் 2026', '2026-11-15'],
  ['令和8年11月15日', '2026-11-15'],
  ['二〇二六年十一月十五日', '2026-11-15'],
  ['二〇二六年一月二十日', '2026-01-20'],
  ['二○二五年十二月三十一日', '2025-12-31'],
  ['۲۴ آبان ۱۴۰۵', '2026-11-15'],
  ['یکشنبه ۱ فروردین ۱۴۰۴', '2025-03-21'],
  ['۳۰ اسفند ۱۴۰۳ - ۱۲:۳۰', '2025-03-20'],
  ['15/NOV/2026', '2026-11-15'],
  ['15-Nov-2026', '2026-11-15'],
])('%s', (written, day) => {
  expect(parseWebDate(written)?.instant.toISOString().slice(0, 10)).toBe(day);
});

test('a month’s name of two months is that of the page’s language, and none without one', () => {
  const month = (language: string | null) =>
    parseWebDate('5. listopada 2026', { language })?.instant.toISOString().slice(0, 7);
  expect([month('hr'), month('pl'), month(null)]).toEqual(['2026-10', '2026-11', undefined]);
});

test.each(['Top 10 Marathons 2024', 'Best 12 Novels 2025', '3 Decisions 2024'])(
  'a word is not a month: %s',
  (written) => {
    expect(parseWebDate(written)).toBeNull();
  },
);
