import { monthNumber } from '../text/lists/months.ts';
import { asianClock, clockIn, clockOf, type DateParts, instantOf, unixParts, zoneIn, zoneOf } from './date-parts.ts';
import { parseWebDate } from './web-dates.ts';

const MAX_LENGTH = 120;

/**
 * The instant that a feed's date names, or null: RFC 822 and 2822, ISO 8601 (calendar, week and ordinal dates, two-digit years),
 * W3CDTF, RFC 3339, asctime, Unix seconds, and what publishers make of them, in many languages. Without a zone it is UTC, without a
 * time midnight. Hours, minutes and seconds beyond their range run over, as in "24:00:00".
 */
export function feedDate(text: string): Date | null {
  const written = normalised(text);
  if (written === '' || written.length > MAX_LENGTH) return null;
  const parts = unixParts(written) ?? isoParts(written) ?? wordParts(written) ?? slashedParts(written);
  if (parts !== null) return instantOf(parts, 'field');
  if (SLASHED.test(written)) return null;
  const found = parseWebDate(written);
  if (found === null || found.hasTime) return found?.instant ?? null;
  return new Date(found.instant.getTime() - NOON_MS);
}

/** A page's date without a time is noon. */
const NOON_MS = 12 * 3_600_000;

/** Full-width digits narrowed; Korean, Chinese and Japanese dates in the order of ISO 8601. */
function normalised(text: string): string {
  const written = text
    .slice(0, 2 * MAX_LENGTH)
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim();
  if (!/[년年]|오[전후]|[上下]午|午[前後]/.test(written)) return written;
  const korean = /[년오]/.test(written);
  const numeric = asianClock(written)
    .replace(/(\d{4}) ?[년年] ?(\d{1,2}) ?[월月] ?(\d{1,2}) ?[일日]/, '$1-$2-$3 ')
    .replace(/\(?[월화수목금토일月火水木金土日](?:요일|曜日)?\)/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return korean && !/(?:[+-]\d{2}:?\d{2}|[A-Z]{3,4}|Z)$/.test(numeric.replace(/ [AP]M$/, ''))
    ? `${numeric} KST`
    : numeric;
}

const TIME = String.raw`(?<hour>\d{1,2})(?:(?::|(?=\d{2}(?!\d*:)))(?<minute>\d{1,2})(?::?(?<second>\d{1,2})(?:[.,](?<fraction>\d{1,9}))?)?)?`;
const DATE = String.raw`(?<year>\d{4})(?:-?W(?<week>\d{2})(?:-?(?<weekday>[1-7]))?|-?(?<ordinal>\d{3})|(?<mark>[-/.])(?<month>\d{1,2})(?:\k<mark>(?<day>\d{1,2}))?|(?<month>\d{2})(?<day>\d{2}))?|(?<short>\d{2})-?(?<month>\d{2})-?(?<day>\d{2})|(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})`;
const ISO = new RegExp(
  `^(?:\\p{L}+\\.?,? )?(?:${DATE})(?:(?: ?T ?| |-(?=\\d{2}:))${TIME})? ?(?<half>[AP]\\.?M\\.?)? ?(?<zone>[A-Z][\\w/:+-]*|[+-] ?\\d[\\d: ]*)?$`,
  'iu',
);

function isoParts(text: string): DateParts | null {
  const groups = ISO.exec(text)?.groups;
  if (groups === undefined) return null;
  // RFC 2822 (4.3): a zone nobody knows counts as UTC.
  const zone =
    groups.zone === undefined ? 'UTC' : (zoneOf(groups.zone) ?? (/^[A-Z]/i.test(groups.zone) ? 'UTC' : null));
  const date = isoDate(groups);
  if (date === null || zone === null) return null;
  return { ...date, clock: clockOf(groups), zone };
}

type Day = Pick<DateParts, 'year' | 'month' | 'day'>;
type Groups = Record<string, string | undefined>;

function isoDate(groups: Groups): Day | null {
  const { week, weekday, ordinal } = groups;
  const year = fullYear(groups.short ?? groups.year ?? '');
  if (week !== undefined) {
    const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 });
    const days = 7 * (Number(week) - 1) + Number(weekday ?? 1) - fourth.dayOfWeek;
    return Number(week) < 1 || Number(week) > 53 ? null : dayOf(fourth.add({ days }));
  }
  if (ordinal !== undefined) {
    const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
    return Number(ordinal) < 1 || Number(ordinal) > first.daysInYear
      ? null
      : dayOf(first.add({ days: Number(ordinal) - 1 }));
  }
  return { year, month: Number(groups.month ?? 1), day: Number(groups.day ?? 1) };
}

const dayOf = ({ year, month, day }: Temporal.PlainDate): Day => ({ year, month, day });
/** RFC 2822 reads 50 to 99 as 19xx; feeds are younger than 1990, people in them are not dated this way. */
const fullYear = (digits: string): number =>
  digits.length > 2 ? Number(digits) : Number(digits) + (Number(digits) < 90 ? 2000 : 1900);

/** In a feed's date any word that can be a month is one. */
const monthOf = (word: string): number | null => monthNumber(word, { guess: true }) ?? monthNumber(word.slice(0, 3));

/** Dates with a month in words, or slashes, in any order: what names the month, what can only be a year, what is left is the day. */
function wordParts(text: string): DateParts | null {
  const time = clockIn(text);
  const before = time === null ? text : text.slice(0, time.start);
  const after = time === null ? '' : text.slice(time.end);
  const zone = zoneIn(after, 'field');
  const words =
    `${before} ${zone === null ? after : after.replace(zone.written, ' ')}`.match(/\p{L}[\p{L}\p{M}.]*|\d+/gu) ?? [];
  const named = words.findLastIndex((word) => /^\p{L}/u.test(word) && monthOf(word) !== null);
  const numbers = words.filter((word) => /^\d+$/.test(word));
  const month = monthOf(words[named] ?? '');
  if (month === null || numbers.length !== 2) return null;
  const [first = '', second = ''] = numbers;
  const yearFirst = first.length === 4 || (first.length > 2 && second.length <= 2);
  const [year, day] = yearFirst ? [first, second] : [second, first];
  return { year: fullYear(year), month, day: Number(day), clock: time?.clock ?? null, zone: zone?.zone ?? null };
}

const SLASHED =
  /^(?:(?<weekday>\p{L}{2,9})\.?,? )?(?<first>\d{1,2})\/(?<second>\d{1,2})\/(?<year>\d{4})(?: ?[,-]? (?<rest>.*))?$/u;

/**
 * "Fri, 05/03/2019 - 15:21", as Drupal writes by default: which is the month, the weekday says, or that the other can't be one, or a clock of
 * twelve hours, which is American.
 */
function slashedParts(text: string): DateParts | null {
  const groups = SLASHED.exec(text)?.groups;
  if (groups === undefined) return null;
  const [year, first, second] = [Number(groups.year), Number(groups.first), Number(groups.second)];
  const rest = groups.rest ?? '';
  const time = clockIn(rest);
  const weekday = groups.weekday?.slice(0, 3).toLowerCase();
  const orders = [
    { month: first, day: second },
    { month: second, day: first },
  ].filter((order) => weekday === undefined || weekdayOf(year, order) === weekday);
  const possible = orders.filter(({ month, day }) => month >= 1 && month <= 12 && day >= 1 && day <= 31);
  const american = /\d ?[ap]\.?m\b/i.test(rest) ? possible.filter(({ month }) => month === first) : possible;
  const [only, ...others] = first === second ? possible.slice(0, 1) : american;
  if (only === undefined || others.length > 0) return null;
  const zone = zoneIn(rest.slice(time?.end ?? 0), 'field');
  return { year, ...only, clock: time?.clock ?? null, zone: zone?.zone ?? null };
}

function weekdayOf(year: number, { month, day }: { month: number; day: number }): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1) return null;
  return date.toLocaleDateString('en', { weekday: 'short', timeZone: 'UTC' }).toLowerCase();
}
