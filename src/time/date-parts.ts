import { ZONES } from '../text/lists/zones.ts';

/** A time of day as it is written. Hours, minutes and seconds may lie beyond their range, as in "24:00:00". */
export interface Clock {
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

/** What a date's text says, before anybody asks whether there is such a day. */
export interface DateParts {
  year: number;
  month: number;
  day: number;
  /** Null when it gives no time. */
  clock: Clock | null;
  /** The offset (`+09:00`), `UTC` or an IANA zone; null when it doesn't say. */
  zone: string | null;
}

/**
 * Where a date stands. A `field` is a date from end to end, so anything in it may be one of its parts and a slip of the pen is forgiven.
 * In `prose` a date stands among other words and numbers, so only what can be nothing else is taken for a part of it.
 */
export type Strictness = 'field' | 'prose';

const YEARS: Record<Strictness, readonly [number, number]> = { field: [1, 9998], prose: [1900, 2200] };
/** The greatest hour, minute and second; what is beyond a day or a minute runs over into the next. */
const GREATEST: Record<Strictness, readonly [number, number, number]> = { field: [30, 99, 99], prose: [23, 59, 99] };
const NOON: Clock = { hour: 12, minute: 0, second: 0, millisecond: 0 };
const MIDNIGHT: Clock = { ...NOON, hour: 0 };

/** The instant of a date, or null when there is no such day or time. Without a zone it is UTC; without a time, midnight in a field and noon UTC in prose. */
export function instantOf({ year, month, day, clock, zone }: DateParts, strictness: Strictness): Date | null {
  const [first, last] = YEARS[strictness];
  if (year < first || year > last || month < 1 || month > 12 || day < 1) return null;
  const start = Temporal.PlainDate.from({ year, month, day: 1 });
  if (day > start.daysInMonth) return null;
  const isDayAlone = clock === null && strictness === 'prose';
  const { hour, minute, second, millisecond } = clock ?? (isDayAlone ? NOON : MIDNIGHT);
  const [hours, minutes, seconds] = GREATEST[strictness];
  if (hour > hours || minute > minutes || second > seconds) return null;
  const time = { hours: hour, minutes: minute, seconds: second, milliseconds: millisecond };
  const local = start.with({ day }).toPlainDateTime().add(time);
  return new Date(local.toZonedDateTime(isDayAlone ? 'UTC' : (zone ?? 'UTC')).epochMilliseconds);
}

/** Seconds or milliseconds since 1970, or null. */
export function unixParts(text: string): DateParts | null {
  if (!/^\d{10}(?:\d{3})?$/.test(text)) return null;
  const date = new Date(Number(text) * (text.length > 10 ? 1 : 1000));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    clock: {
      hour: date.getUTCHours(),
      minute: date.getUTCMinutes(),
      second: date.getUTCSeconds(),
      millisecond: date.getUTCMilliseconds(),
    },
    zone: 'UTC',
  };
}

const CLOCK =
  /(?<![\d:+-])(?<hour>\d{1,2})[:.h](?<minute>\d{2})(?:[:.](?<second>\d{1,2})(?:[.,](?<fraction>\d{1,9}))?)?\s*(?<half>[AP]\.?\s?M\b\.?)?/iu;
const HOUR_ONLY = /(?<!\d)(?<hour>\d{1,2})\s*(?<half>[AP]\.?M\b\.?)/iu;

/** The first time of day in a text, and where it stands; null when there is none. */
export function clockIn(text: string): { clock: Clock; start: number; end: number } | null {
  const match = CLOCK.exec(text) ?? HOUR_ONLY.exec(text);
  if (match === null) return null;
  return { clock: clockOf(match.groups ?? {}), start: match.index, end: match.index + match[0].length };
}

/** The time of day of a pattern's groups `hour`, `minute`, `second`, `fraction` (of a second) and `half` (of the day). */
export function clockOf(groups: Record<string, string | undefined>): Clock {
  const hour = Number(groups.hour ?? 0);
  const half = groups.half?.[0]?.toLowerCase();
  const shift = half === 'p' && hour < 12 ? 12 : half === 'a' && hour === 12 ? -12 : 0;
  return {
    hour: hour + shift,
    minute: Number(groups.minute ?? 0),
    second: Number(groups.second ?? 0),
    millisecond: Math.floor(Number(`0.${groups.fraction ?? 0}`) * 1000),
  };
}

const ZONE = /(?:UTC|GMT)? ?[+-] ?\d{1,2}(?::? ?\d{2})?(?!\d)|(?<![\p{L}/])[A-Z]+(?:\/[A-Z_/]+)?(?![\p{L}/])/giu;

/** The first zone in what is left of a text without its date, and how it is written there; null when there is none. */
export function zoneIn(text: string, strictness: Strictness): { zone: string; written: string } | null {
  for (const { 0: written, index } of text.matchAll(ZONE)) {
    const after = text.slice(index + written.length);
    if (strictness === 'prose' ? !isPlainZone(written.trim(), after) : after.startsWith('.')) continue;
    const zone = zoneOf(written);
    if (zone !== null) return { zone, written };
  }
  return null;
}

/** "pt", "et" and "ist" are words in other languages, so only capitals are zones; an offset stands at the end, or before brackets. */
function isPlainZone(written: string, after: string): boolean {
  if (!/\d/.test(written)) return /^(?:\p{Lu}{2,4}|[Zz]|\p{Lu}\p{Ll}+\/\p{Lu}.*)$/u.test(written);
  return /^(?:(?:UTC|GMT) ?[+-]\d|[+-]\d{2})/i.test(written) && /^\s*(?:[()]|$)/.test(after);
}

const FARTHEST = 1_080;

/** The offset (`+02:00`), `UTC` or IANA zone that is written as "+0200", "-5", "GMT+1", "EST", "ET", "Europe/Berlin"; null when it is unknown. */
export function zoneOf(written: string): string | null {
  const text = written
    .replaceAll(' ', '')
    .toLowerCase()
    .replace(/^etc\//, '');
  const numeric = /^(?:utc|gmt|z)?([+-])(\d{1,2}):?(\d{2})?(?::\d{2})?$/.exec(text);
  if (numeric !== null) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    if (minutes > FARTHEST) return null;
    return minutes === 0 && /^[ugz]/.test(text) ? 'UTC' : offset(numeric[1] === '-' ? -minutes : minutes);
  }
  if (/^(?:z|utc?|gmt)$/.test(text)) return 'UTC';
  const known = Object.hasOwn(ZONES, text) ? ZONES[text] : undefined;
  if (known !== undefined) return typeof known === 'string' ? known : offset(known);
  return /^[a-z]+\/[a-z_/]+$/.test(text) ? ianaZone(text) : null;
}

function offset(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function ianaZone(name: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** A text whose digits of other scripts are those of ours. */
export function westernDigits(text: string): string {
  return text.replace(/[\uff10-\uff19\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String((code % 16) - (code >= 0x0966 && code <= 0x09ef ? 6 : 0));
  });
}

const HAN_DIGITS = '〇一二三四五六七八九';
const HAN_YEAR =
  /([〇零○一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})日)?)?/;

/** A text whose date in Chinese numerals ("二〇二六年十一月十五日") is in digits. */
export function hanDate(text: string): string {
  return text.replace(HAN_YEAR, (_, year: string, month?: string, day?: string) =>
    [
      `${[...year].map((digit) => Math.max(0, HAN_DIGITS.indexOf(digit))).join('')}年`,
      month === undefined ? '' : `${hanNumber(month)}月`,
      day === undefined ? '' : `${hanNumber(day)}日`,
    ].join(''),
  );
}

/** 1 to 99 as "十一", "二十", "三十一". */
function hanNumber(written: string): number {
  const [tens = '', ones = ''] = written.includes('十') ? written.split('十') : ['〇', written];
  return 10 * (tens === '' ? 1 : HAN_DIGITS.indexOf(tens)) + (ones === '' ? 0 : HAN_DIGITS.indexOf(ones));
}

/** The months of the Persian calendar as Iran writes them, in order: the year begins with spring. */
const PERSIAN_MONTHS = 'فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند'.split(' ');
/** Some pages write the Arabic letter for the Persian one. */
const PERSIAN_DATE = new RegExp(
  String.raw`(?<!\d)(\d{1,2})\s+(${PERSIAN_MONTHS.join('|').replaceAll('ی', '[یي]')})(?:\s+ماه)?،?\s+(1[34]\d\d)(?!\d)`,
  'u',
);

/** A text with its date in the Persian calendar ("24 آبان 1405") turned into ours ("2026-11-15"); unchanged where that day doesn't exist. */
export function persianDate(text: string): string {
  return text.replace(PERSIAN_DATE, (written, day: string, name: string, year: string) => {
    const month = PERSIAN_MONTHS.indexOf(name.replaceAll('ي', 'ی')) + 1;
    const first = Temporal.PlainDate.from({ calendar: 'persian', year: Number(year), month, day: 1 });
    if (Number(day) < 1 || Number(day) > first.daysInMonth) return written;
    return `${first.with({ day: Number(day) }).withCalendar('iso8601')} `;
  });
}

/** A text whose Japanese years since 2019 ("令和8年") are written as those of the West. */
export function westernYear(text: string): string {
  return text.replace(/令和 ?(\d{1,2}|元) ?年/, (_, year: string) => `${2018 + (year === '元' ? 1 : Number(year))}年`);
}

/** A text whose Chinese, Japanese and Korean times of day ("午後3時05分") are written as "3:05 PM". */
export function asianClock(text: string): string {
  return text
    .replace(
      /(\d{1,2}) ?[시時时] ?(\d{1,2}) ?[분分](?: ?(\d{1,2}) ?[초秒])?/,
      (_, hour, minute, second) => `${hour}:${minute.padStart(2, '0')}${second ? `:${second}` : ''}`,
    )
    .replace(/(?:오전|午前|上午) ?(\d[\d:]*)/, '$1 AM')
    .replace(/(?:오후|午後|下午) ?(\d[\d:]*)/, '$1 PM');
}
