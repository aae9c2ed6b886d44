/** A date that a page or feed gives. */
export interface WebDate {
  /** Without a time of day: noon UTC. With a time but no zone: as if in UTC. */
  instant: Date;
  /** The offset (`+09:00`), `UTC` or an IANA zone that it was written in; null when it does not say. */
  zone: string | null;
  hasTime: boolean;
}

/** Zones by the abbreviations that newsrooms print. IST is India's, by far the commonest on news pages. */
const ZONES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    z: 'UTC',
    ut: 'UTC',
    utc: 'UTC',
    gmt: 'UTC',
    et: 'America/New_York',
    est: '-05:00',
    edt: '-04:00',
    ct: 'America/Chicago',
    cst: '-06:00',
    cdt: '-05:00',
    mt: 'America/Denver',
    mst: '-07:00',
    mdt: '-06:00',
    pt: 'America/Los_Angeles',
    pst: '-08:00',
    pdt: '-07:00',
    akst: '-09:00',
    akdt: '-08:00',
    hst: '-10:00',
    bst: '+01:00',
    wet: '+00:00',
    west: '+01:00',
    cet: '+01:00',
    cest: '+02:00',
    mez: '+01:00',
    mesz: '+02:00',
    eet: '+02:00',
    eest: '+03:00',
    msk: '+03:00',
    sast: '+02:00',
    ist: '+05:30',
    pkt: '+05:00',
    sgt: '+08:00',
    hkt: '+08:00',
    jst: '+09:00',
    kst: '+09:00',
    aest: '+10:00',
    aedt: '+11:00',
    awst: '+08:00',
    acst: '+09:30',
    nzst: '+12:00',
    nzdt: '+13:00',
    brt: '-03:00',
    art: '-03:00',
    wib: '+07:00',
  }),
);

/** The months' names by their first letters, without accents: English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Nordic. */
const MONTHS: readonly RegExp[] = [
  'jan|janv|ener|ene|genn|gen|stycz|sty|tammi',
  'feb|fev|fevr|febb|lut|helmi',
  'mar|marz|maer|mrz|mars|maart|mrt|maalis',
  'apr|avr|abr|kwie|kwi|huhti',
  'may|mai|mayo|maio|mag|magg|mei|maj|touko',
  'jun|juin|giu|czer|cze|kesa',
  'jul|juil|lug|lip|heina',
  'aug|aout|ago|sie|elo',
  'sep|set|wrz|syys',
  'oct|okt|out|ott|paz|loka',
  'nov|lis|marras',
  'dec|dez|dic|des|gru|joulu',
].map((starts) => new RegExp(`^(?:${starts})`));

const ISO = /(\d{4})-(\d{2})-(\d{2})(?:[T\s]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?)?/i;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?/;
const DAY_FIRST =
  /\b(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?\s*(?:of |de |d')?\s*(\p{L}{3,12})\.?,?\s*(?:de |del )?\s*(\d{4})\b/u;
const MONTH_FIRST = /(?<!\p{L})(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b/u;
const DOTTED = /\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b/;
const SLASHED = /\b(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})\b/;
const YEAR_FIRST = /\b(\d{4})(?:[/.]\s?|年\s?)(\d{1,2})(?:[/.]\s?|月\s?)(\d{1,2})日?/;
const CLOCK = /(?<![\d+:-])(\d{1,2})(?::|\.|h)(\d{2})(?::(\d{2}))?\s*(?:([ap])\.?\s?m\b\.?)?/i;
const HOUR_ONLY = /(?<!\d)(\d{1,2})\s*([ap])\.?m\b\.?/i;
const OFFSET = /(?:\b(?:gmt|utc)\s*)?([+-])(\d{2}):?(\d{2})?\s*(?:\)|$)/i;

/**
 * The date written in a meta element, a time element, JSON-LD, a feed or a line of text: ISO 8601, RFC 2822, seconds or milliseconds since 1970,
 * and what people write in ten languages. Null when there is none or it is impossible. `dayFirst` decides 3/4/2025.
 */
export function parseWebDate(written: string, { dayFirst = true }: { dayFirst?: boolean } = {}): WebDate | null {
  const text = written.trim().slice(0, 200);
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
  const date = calendarDate(text, dayFirst);
  if (date === null) return null;
  const rest = `${text.slice(0, date.start)} ${text.slice(date.end)}`;
  return moment(date.year, date.month, date.day, clockOf(rest), zoneOf(rest));
}

function calendarDate(
  text: string,
  dayFirst: boolean,
): { year: number; month: number; day: number; start: number; end: number } | null {
  const found = (match: RegExpExecArray, year: number, month: number, day: number) => ({
    year,
    month,
    day,
    start: match.index,
    end: match.index + match[0].length,
  });
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) return found(yearFirst, Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));
  const day = DAY_FIRST.exec(text);
  const dayMonth = day === null ? 0 : monthNumber(day[2] ?? '');
  if (day !== null && dayMonth > 0) return found(day, Number(day[3]), dayMonth, Number(day[1]));
  const month = MONTH_FIRST.exec(text);
  const monthDay = month === null ? 0 : monthNumber(month[1] ?? '');
  if (month !== null && monthDay > 0) return found(month, Number(month[3]), monthDay, Number(month[2]));
  const dotted = DOTTED.exec(text);
  if (dotted !== null) return found(dotted, Number(dotted[3]), Number(dotted[2]), Number(dotted[1]));
  const slashed = SLASHED.exec(text);
  if (slashed === null) return null;
  const [first, second, year] = [Number(slashed[1]), Number(slashed[2]), Number(slashed[3])];
  const monthIsFirst = second > 12 || (!dayFirst && first <= 12);
  return found(slashed, year < 100 ? 2000 + year : year, monthIsFirst ? first : second, monthIsFirst ? second : first);
}

function monthNumber(name: string): number {
  const plain = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');
  return MONTHS.findIndex((month) => month.test(plain)) + 1;
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
    const zone = word === word.toUpperCase() || word === 'z' ? ZONES.get(word.toLowerCase()) : undefined;
    if (zone !== undefined) return zone;
  }
  return null;
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
