import { monthNumber } from '../text/lists/months.ts';
import { ZONES } from '../text/lists/zones.ts';

/** A date that a page or feed gives. */
export interface WebDate {
  /** Without a time of day: noon UTC. With a time but no zone: as if in UTC. */
  instant: Date;
  /** The offset (`+09:00`), `UTC` or an IANA zone that it was written in; null when it does not say. */
  zone: string | null;
  hasTime: boolean;
}

const ISO = /(\d{4})-(\d{2})-(\d{2})(?:[T\s]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?)?/i;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?/;
const WORD = String.raw`([\p{L}\p{M}]{3,16})`;
const DAY_FIRST = new RegExp(
  String.raw`(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?\s*(?:of |de |d['’])?\s*${WORD}\.?,?\s*(?:de |del )?\s*(\d{4})(?!\d)`,
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
const CLOCK = /(?<![\d+:-])(\d{1,2})(?::|\.|h)(\d{2})(?::(\d{2}))?\s*(?:([ap])\.?\s?m\b\.?)?/i;
const HOUR_ONLY = /(?<!\d)(\d{1,2})\s*([ap])\.?m\b\.?/i;
const OFFSET = /(?:\b(?:gmt|utc)\s*)?([+-])(\d{2}):?(\d{2})?\s*(?:\)|$)/i;

/**
 * The date written in a meta element, a time element, JSON-LD, a feed or a line of text: ISO 8601, RFC 2822, seconds or milliseconds since 1970,
 * and what people write in fifty languages. Null when there is none or it is impossible. `dayFirst` decides 3/4/2025, `language` a name of
 * several months.
 */
export function parseWebDate(
  written: string,
  { dayFirst = true, language = null }: { dayFirst?: boolean; language?: string | null } = {},
): WebDate | null {
  const text = westernDigits(written.trim().slice(0, 200));
  if (/^\d{10}$|^\d{13}$/.test(text))
    return { instant: new Date(Number(text) * (text.length === 10 ? 1000 : 1)), zone: 'UTC', hasTime: true };
  const iso = ISO.exec(text) ?? COMPACT.exec(text);
  if (iso !== null) {
    const [whole, year, month, day, hour, minute, second] = iso;
    const rest = text.slice(iso.index + whole.length);
    return moment(
      Number(year),
      Number(month),
      Number(day),
      hour === undefined ? null : [Number(hour), Number(minute), Number(second ?? 0)],
      zoneOf(rest),
    );
  }
  const date = calendarDate(text, dayFirst, language);
  if (date === null) return null;
  const rest = `${text.slice(0, date.start)} ${text.slice(date.end)}`;
  return moment(date.year, date.month, date.day, clockOf(rest), zoneOf(rest));
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

/** A text whose digits of other scripts are those of ours. */
function westernDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code >= 0x0966 && code < 0x0e00 ? (code - 0x0966) % 0x80 : (code - 0x0660) % 0x10);
  });
}

function clockOf(text: string): [number, number, number] | null {
  const clock = CLOCK.exec(text);
  if (clock !== null) return [hour24(Number(clock[1]), clock[4]), Number(clock[2]), Number(clock[3] ?? 0)];
  const hour = HOUR_ONLY.exec(text);
  return hour === null ? null : [hour24(Number(hour[1]), hour[2]), 0, 0];
}

function hour24(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

function zoneOf(text: string): string | null {
  const offset = OFFSET.exec(text.trim());
  if (offset !== null) return `${offset[1]}${offset[2]}:${offset[3] ?? '00'}`;
  for (const [word] of text.matchAll(/(?<!\p{L})\p{L}{1,4}(?!\p{L})/gu)) {
    // "pt", "et" and "ist" are words in other languages; only capitals are zones.
    const known = word === word.toUpperCase() && (word.length > 1 || word === 'Z');
    const zone = known || word === 'z' ? ZONES[word.toLowerCase()] : undefined;
    if (zone !== undefined) return typeof zone === 'string' ? zone : offsetText(word, zone);
  }
  return null;
}

function offsetText(word: string, minutes: number): string {
  if (/^(?:z|utc?|gmt)$/i.test(word)) return 'UTC';
  const two = (n: number) => String(n).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function moment(
  year: number,
  month: number,
  day: number,
  clock: [number, number, number] | null,
  zone: string | null,
): WebDate | null {
  try {
    const [hour, minute, second] = clock ?? [12, 0, 0];
    const at = Temporal.PlainDateTime.from(
      { year, month, day, hour, minute, second: Math.min(second, 59) },
      { overflow: 'reject' },
    );
    if (year < 1900 || year > 2200) return null;
    const instant = at.toZonedDateTime(clock === null ? 'UTC' : (zone ?? 'UTC')).toInstant();
    return {
      instant: new Date(instant.epochMilliseconds),
      zone: clock === null ? null : zone,
      hasTime: clock !== null,
    };
  } catch {
    return null;
  }
}
