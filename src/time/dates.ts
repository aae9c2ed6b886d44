import { capitalised, MONTH_PATTERN, WEEKDAYS } from '../text/lists/calendar.ts';
import { monthNumber } from '../text/lists/months.ts';
import { NUMBER_WORDS } from '../text/lists/number-words.ts';
import { numberOf } from '../text/numbers.ts';
import { sentencesOf } from '../text/sentences.ts';
import type { Span } from '../text/span.ts';
import { type Tense, tenseAround } from './date-cues.ts';

/** A date that a text names. A week is dated by its Monday, a month by its first day, a year by January 1. */
export interface DateMention extends Span {
  text: string;
  date: string;
  precision: 'day' | 'week' | 'month' | 'year';
}

type Found = Pick<DateMention, 'date' | 'precision'>;

const DAY_NAMES = WEEKDAYS.map(capitalised).join('|');
const UNIT = 'days?|weeks?|months?|years?';
const NUMBER = `\\d{1,3}|an?|${NUMBER_WORDS.join('|')}`;
const DAY = '([0-3]?\\d)(?:st|nd|rd|th)?';

const MENTION = new RegExp(
  [
    `(?<iso>\\b\\d{4}-\\d{2}-\\d{2})(?!\\d)`,
    `(?:\\b(?:${DAY_NAMES}),? (?:the )?)?(?<!\\w)(?:(?<mdy>(?:${MONTH_PATTERN}) ${DAY}(?:,? (?:19|20)\\d{2})?)|(?<dmy>${DAY}(?: of)? (?:${MONTH_PATTERN})(?:,? (?:19|20)\\d{2})?))(?![\\w:])`,
    `(?<my>\\b(?:${MONTH_PATTERN}),? (?:of )?(?:19|20)\\d{2})(?!\\d)`,
    `(?<month>\\b(?:(?:[Ll]ast|[Nn]ext|[Tt]his) |(?<=\\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Dd]uring|[Ee]arly|[Ll]ate|[Mm]id|[Bb]y|of|from|to|and)[ -]))(?:${MONTH_PATTERN}))(?![\\w’'])(?! \\d)`,
    `(?<weekday>\\b(?:(?:[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming|[Pp]ast) )?(?:${DAY_NAMES}))(?!\\w)`,
    `(?<ago>\\b(?:${NUMBER}) (?:${UNIT}) ago)\\b`,
    `(?<period>\\b(?:[Ll]ast|[Tt]his|[Nn]ext) (?:week|month|year))\\b`,
    `(?<named>\\b(?:[Tt]he day before yesterday|[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|[Tt]his (?:morning|afternoon|evening)))\\b`,
    `(?<year>(?<=\\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|of|from|early|late|mid|before|after|during)[ -])(?:19|20)\\d{2})(?![\\w%-]|[.,]\\d)`,
  ].join('|'),
  'gu',
);
const NAMED_BEFORE =
  /(?:\b(?:Black|Good|Super|Easter|Bloody|Palm|Cyber|Fat|Ash|Giving|Maundy|Holy|[Ee]very|[Ee]ach|[Oo]n an?|[Mm]ost) )$/;
const NAMED_AFTER = /^ (?:Times|Night Live|Morning Herald|Mail|Post|Telegraph|Mirror|Express|Herald|Night Football)\b/;
/** "the Sept. 11 attacks": known by its day, not in the article's year. */
const ANNIVERSARY =
  /^ (?:terror(?:ist)? )?(?:attacks?|insurrection|riots?|uprising|massacre|revolution|movement|committee|plot)\b/;

/**
 * The dates named in an article's text, in order, relative ones counted from the day of `published` in `zone` (IANA or offset, default UTC).
 * A weekday is the latest one up to the published day, or the coming one when the verb looks ahead. Without `published` only dates with a year.
 */
export function datesIn(text: string, published: Date | null, zone = 'UTC'): DateMention[] {
  const base = published === null ? null : localDate(published, zone);
  const mentions: DateMention[] = [];
  for (const sentence of sentencesOf(text)) {
    const words = text.slice(sentence.start, sentence.end);
    for (const match of words.matchAll(MENTION)) {
      const before = words.slice(Math.max(0, match.index - 160), match.index);
      const after = words.slice(match.index + match[0].length, match.index + match[0].length + 120);
      const found = resolve(match.groups ?? {}, base, before, after);
      if (found === null) continue;
      const start = sentence.start + match.index;
      mentions.push({ start, end: start + match[0].length, text: match[0], ...found });
    }
  }
  return mentions;
}

function localDate(instant: Date, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDate();
}

function resolve(
  groups: Record<string, string | undefined>,
  base: Temporal.PlainDate | null,
  before: string,
  after: string,
): Found | null {
  const { iso, mdy, dmy, my, month, weekday, ago, period, named, year } = groups;
  if (iso !== undefined) return day(iso);
  const dated = mdy ?? dmy;
  if (dated !== undefined) {
    if (/\d{4}$/.test(dated)) return day(`${dated.slice(-4)}-${two(monthIn(dated))}-${two(dayIn(dated))}`);
    return base === null || ANNIVERSARY.test(after)
      ? null
      : nearest(base, monthIn(dated), dayIn(dated), tenseAround(before, after));
  }
  if (my !== undefined) return { date: `${my.slice(-4)}-${two(monthIn(my))}-01`, precision: 'month' };
  if (year !== undefined) return { date: `${year}-01-01`, precision: 'year' };
  if (base === null) return null;
  if (weekday !== undefined) {
    if (NAMED_BEFORE.test(before) || NAMED_AFTER.test(after)) return null;
    return { date: weekdayDate(base, weekday.toLowerCase(), tenseAround(before, after)).toString(), precision: 'day' };
  }
  if (month !== undefined) return monthDate(base, month, tenseAround(before, after));
  if (ago !== undefined) return agoDate(base, ago);
  if (period !== undefined) return periodDate(base, period.toLowerCase());
  return named === undefined ? null : namedDate(base, named.toLowerCase());
}

const two = (number: number): string => String(number).padStart(2, '0');
const dayIn = (dated: string): number => Number(/(?<!\d)\d{1,2}(?!\d)/.exec(dated)?.[0]);
const monthIn = (words: string): number => {
  const name = new RegExp(`(?:${MONTH_PATTERN})`).exec(words)?.[0] ?? '';
  return monthNumber(name, { language: 'en' }) ?? 0;
};

/** Null for a day that no calendar has ("February 30"). */
function day(iso: string): Found | null {
  const [year, month, dayOfMonth] = iso.split('-').map(Number);
  const date = calendarDay(year ?? 0, month ?? 0, dayOfMonth ?? 0);
  return date === null ? null : { date: date.toString(), precision: 'day' };
}

function calendarDay(year: number, month: number, dayOfMonth: number): Temporal.PlainDate | null {
  if (month < 1 || month > 12 || dayOfMonth < 1) return null;
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return dayOfMonth > first.daysInMonth ? null : first.with({ day: dayOfMonth });
}

/** The day in the year that brings it nearest to the article, among those that the tense allows. */
function nearest(base: Temporal.PlainDate, month: number, dayOfMonth: number, tense: Tense): Found | null {
  const distances = [base.year - 1, base.year, base.year + 1].flatMap((year) => {
    const date = calendarDay(year, month, dayOfMonth);
    return date === null ? [] : [{ date, days: base.until(date).days }];
  });
  // The verb decides between years only when the date is far off: "the Dec. 25 release" is five days ahead whatever the verb.
  const cost = (days: number) =>
    Math.abs(days) +
    (Math.abs(days) > 90 && ((tense === 'past' && days > 0) || (tense === 'future' && days < 0)) ? 400 : 0);
  const best = distances.sort((a, b) => cost(a.days) - cost(b.days))[0];
  return best === undefined ? null : { date: best.date.toString(), precision: 'day' };
}

function weekdayDate(base: Temporal.PlainDate, words: string, tense: Tense): Temporal.PlainDate {
  const [name = '', modifier = ''] = words.split(' ').reverse();
  const ahead = (WEEKDAYS.indexOf(name) + 1 - base.dayOfWeek + 7) % 7;
  if (modifier === 'next') return base.add({ days: ahead === 0 ? 7 : ahead });
  if (modifier === 'last' || modifier === 'past') return base.subtract({ days: 7 - ahead });
  const forward = modifier === 'coming' || tense === 'future' || (modifier === 'this' && tense === null);
  if (forward || ahead === 0) return base.add({ days: ahead });
  return base.subtract({ days: 7 - ahead });
}

function monthDate(base: Temporal.PlainDate, words: string, tense: Tense): Found {
  const modifier = /^(last|next|this) /i.exec(words)?.[1]?.toLowerCase();
  const month = monthIn(words);
  let year = base.year;
  if (modifier === 'last') year -= month >= base.month ? 1 : 0;
  else if (modifier === 'next') year += month <= base.month ? 1 : 0;
  else if (modifier === undefined && tense === 'future') year += month < base.month ? 1 : 0;
  else if (modifier === undefined) year -= month > base.month ? 1 : 0;
  return { date: `${year}-${two(month)}-01`, precision: 'month' };
}

function agoDate(base: Temporal.PlainDate, words: string): Found {
  const [number = '', unit = ''] = words.toLowerCase().split(' ');
  const count = Number(numberOf(number) ?? 1);
  if (unit.startsWith('day')) return { date: base.subtract({ days: count }).toString(), precision: 'day' };
  if (unit.startsWith('week')) return weekOf(base.subtract({ weeks: count }));
  if (unit.startsWith('month')) return monthOf(base.subtract({ months: count }));
  return yearOf(base.subtract({ years: count }));
}

function periodDate(base: Temporal.PlainDate, words: string): Found {
  const shift = words.startsWith('last') ? -1 : words.startsWith('next') ? 1 : 0;
  if (words.endsWith('week')) return weekOf(base.add({ weeks: shift }));
  if (words.endsWith('month')) return monthOf(base.add({ months: shift }));
  return yearOf(base.add({ years: shift }));
}

const weekOf = (date: Temporal.PlainDate): Found => ({
  date: date.subtract({ days: date.dayOfWeek - 1 }).toString(),
  precision: 'week',
});
const monthOf = (date: Temporal.PlainDate): Found => ({ date: date.with({ day: 1 }).toString(), precision: 'month' });
const yearOf = (date: Temporal.PlainDate): Found => ({
  date: date.with({ month: 1, day: 1 }).toString(),
  precision: 'year',
});

function namedDate(base: Temporal.PlainDate, words: string): Found {
  const shift = words.startsWith('the day') ? -2 : words === 'yesterday' ? -1 : words === 'tomorrow' ? 1 : 0;
  return { date: base.add({ days: shift }).toString(), precision: 'day' };
}
