import { monthNumber } from '../text/lists/months.ts';
import {
  asianClock,
  type Clock,
  clockIn,
  clockOf,
  hanDate,
  instantOf,
  persianDate,
  unixParts,
  westernDigits,
  westernYear,
  zoneIn,
} from './date-parts.ts';

/** A date that a page or feed gives. */
export interface WebDate {
  /** Without a time of day: noon UTC. With a time but no zone: as if in UTC. */
  instant: Date;
  /** The offset (`+09:00`), `UTC` or an IANA zone that it was written in; null when it does not say. */
  zone: string | null;
  hasTime: boolean;
}

const ISO =
  /(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[T\s]+(?<hour>\d{1,2})[:.](?<minute>\d{2})(?:[:.](?<second>\d{2})(?:[.,]\d+)?)?)?/i;
const COMPACT = /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?:T?(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})?)?/;
/** Arabic names four months in two words. */
const WORD = String.raw`((?:(?:تشرين|كانون) )?[\p{L}\p{M}]{3,16})`;
const DAY_FIRST = new RegExp(
  String.raw`(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?[\s/-]*(?:of |de |d['’])?\s*${WORD}\.?,?[\s/-]*(?:de |del )?\s*(\d{4})(?!\d)`,
  'u',
);
const MONTH_FIRST = new RegExp(
  String.raw`(?<![\p{L}\p{M}])${WORD}\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)`,
  'u',
);
/** Hungarian, Lithuanian, Latvian. */
const YEAR_THEN_WORD = new RegExp(String.raw`(?<!\d)(\d{4})\.?\s*(?:m\.|gada)?\s+${WORD}\s+(\d{1,2})(?!\d)`, 'u');
const LATVIAN = new RegExp(String.raw`(?<!\d)(\d{4})\.?\s*gada\s+(\d{1,2})\.?\s+${WORD}`, 'u');
const VIETNAMESE = /(?<!\d)(\d{1,2})\s+th[áa]ng\s+(\d{1,2})(?:,|\s+n[ăa]m)?\s+(\d{4})(?!\d)/iu;
const DOTTED = /\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b/;
const SLASHED = /\b(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})\b/;
const YEAR_FIRST = /(?<!\d)(\d{4})(?:[/.]\s?|[年년]\s?)(\d{1,2})(?:[/.]\s?|[月월]\s?)(\d{1,2})(?!\d)[日일]?/;
/** Thai pages count years from the death of the Buddha. */
const THAI = /\p{sc=Thai}/u;
const BUDDHIST_YEARS = 543;
/**
 * The date written in a meta element, a time element, JSON-LD, a feed or a line of text: ISO 8601, RFC 2822, seconds or milliseconds since 1970,
 * and what people write in fifty languages. Null when there is none or it is impossible. `dayFirst` decides 3/4/2025, `language` a name of
 * several months.
 */
export function parseWebDate(
  written: string,
  { dayFirst = true, language = null }: { dayFirst?: boolean; language?: string | null } = {},
): WebDate | null {
  const text = asianClock(westernYear(persianDate(hanDate(westernDigits(written.trim().slice(0, 200))))));
  const unix = unixParts(text);
  if (unix !== null) return webDate(unix, unix.clock, 'UTC');
  const iso = ISO.exec(text) ?? COMPACT.exec(text);
  if (iso?.groups !== undefined) {
    const { year, month, day, hour } = iso.groups;
    const rest = text.slice(iso.index + iso[0].length);
    const date = { year: Number(year), month: Number(month), day: Number(day) };
    return webDate(date, hour === undefined ? null : clockOf(iso.groups), zoneIn(rest, 'prose')?.zone ?? null);
  }
  const date = calendarDate(text, dayFirst, language);
  if (date === null) return null;
  const rest = `${text.slice(0, date.start)} ${text.slice(date.end)}`;
  return webDate(date, clockIn(rest)?.clock ?? null, zoneIn(rest, 'prose')?.zone ?? null);
}

function webDate(
  { year, month, day }: { year: number; month: number; day: number },
  clock: Clock | null,
  zone: string | null,
): WebDate | null {
  const instant = instantOf({ year, month, day, clock, zone }, 'prose');
  return instant && { instant, zone: clock === null ? null : zone, hasTime: clock !== null };
}

function calendarDate(
  text: string,
  dayFirst: boolean,
  language: string | null,
): { year: number; month: number; day: number; start: number; end: number } | null {
  const found = (match: RegExpExecArray, year: number, month: number, day: number) => ({
    year: THAI.test(text) && year > 2400 ? year - BUDDHIST_YEARS : year,
    month,
    day,
    start: match.index,
    end: match.index + match[0].length,
  });
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) return found(yearFirst, Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));
  const vietnamese = VIETNAMESE.exec(text);
  if (vietnamese !== null)
    return found(vietnamese, Number(vietnamese[3]), Number(vietnamese[2]), Number(vietnamese[1]));
  for (const [pattern, year, month, day] of WORDED) {
    const match = pattern.exec(text);
    const number = match === null ? null : monthNumber(match[month] ?? '', { language });
    if (match !== null && number !== null) return found(match, Number(match[year]), number, Number(match[day]));
  }
  const dotted = DOTTED.exec(text);
  if (dotted !== null) return found(dotted, Number(dotted[3]), Number(dotted[2]), Number(dotted[1]));
  const slashed = SLASHED.exec(text);
  if (slashed === null) return null;
  const [first, second, year] = [Number(slashed[1]), Number(slashed[2]), Number(slashed[3])];
  const monthIsFirst = second > 12 || (!dayFirst && first <= 12);
  return found(slashed, year < 100 ? 2000 + year : year, monthIsFirst ? first : second, monthIsFirst ? second : first);
}

/** Patterns with a month in words, and the groups of year, month and day. */
const WORDED: readonly [RegExp, number, number, number][] = [
  [DAY_FIRST, 3, 2, 1],
  [MONTH_FIRST, 3, 1, 2],
  [YEAR_THEN_WORD, 1, 2, 3],
  [LATVIAN, 1, 3, 2],
];
