import { UserError } from '../../errors.ts';
import type { DigestSettings } from '../../store/digests/digest-settings.ts';
import type { Digest } from '../../store/digests/digests.ts';
import type { Slot } from '../../store/digests/slots.ts';
import { WEEKDAYS } from '../../text/lists/calendar.ts';
import { type Cadence, DAYS, MOST_WEEKS, type Schedule, timesOf } from '../../time/schedule.ts';
import { zonesNamed, zoneWords } from '../../time/zone.ts';
import { timeOf } from '../typed.ts';

const MOST_TIMES = 6;
const WORDS_LIMIT = 20;
const WEEKS: Readonly<Record<string, number>> = {
  first: 1,
  '1st': 1,
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
  last: -1,
};

/** Times of the day: `08:00`, `8:00`, `8am`, several with commas. @throws UserError */
export function parseTimes(text: string): { at: string; also: string[] } {
  const times = text
    .split(/[,;&]|\band\b/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const named = /^[a-z]+$/i.test(part) ? timeOf(part) : part;
      if (named !== part) return named;
      const [, hours = '', minutes = '00', half = ''] = /^(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?$/i.exec(part) ?? [];
      const hour = (Number(hours) % (half ? 12 : 24)) + (/pm/i.test(half) ? 12 : 0);
      if (hours === '' || Number(hours) > (half ? 12 : 23) || Number(minutes) > 59)
        throw new UserError(
          `"${part}" isn't a time I understand: write HH:MM, such as 08:00, or several: 08:00, 18:00.`,
        );
      return `${String(hour).padStart(2, '0')}:${minutes}`;
    });
  const [at, ...also] = [...new Set(times)].sort();
  if (!at) throw new UserError('A digest needs a time: write HH:MM, such as 08:00.');
  if (also.length >= MOST_TIMES) throw new UserError(`A digest can be posted at most ${MOST_TIMES} times a day.`);
  return { at, also };
}

/** Days as people say them. `today` is the local date that "every other week" counts from. @throws UserError */
export function parseDays(text: string, today: string): { days: number[]; cadence: Cadence | null } {
  const plain = text.trim().toLowerCase().replace(/\s+/g, ' ');
  const named = {
    'every day': DAYS.daily,
    daily: DAYS.daily,
    weekdays: DAYS.weekdays,
    workdays: DAYS.weekdays,
    weekends: DAYS.weekends,
    weekend: DAYS.weekends,
  }[plain];
  if (named) return { days: [...named], cadence: null };
  const monthly = /^(?:monthly|every month|once a month)(?: (?:on )?(?:the )?(.+))?$/.exec(plain);
  if (monthly) return { days: [...DAYS.daily], cadence: monthCadence(monthly[1] ?? '1', text) };
  const every = /^(?:every (other|\d) weeks?|biweekly|fortnightly)(?: on)?(?: (.+))?$/.exec(plain);
  if (every) {
    const weeks = every[1] === undefined || every[1] === 'other' ? 2 : Number(every[1]);
    if (weeks < 1 || weeks > MOST_WEEKS) throw unknownDays(text);
    return { days: weekdaysIn(every[2] ?? 'mon', text), cadence: { weeks, from: today } };
  }
  return {
    days: weekdaysIn(plain.replace(/^(?:weekly|every week)(?: on)?(?: |$)/, '').replace(/^every /, '') || 'mon', text),
    cadence: null,
  };
}

function monthCadence(which: string, text: string): Cadence {
  const day = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(which);
  if (day && Number(day[1]) >= 1 && Number(day[1]) <= 31) return { monthDay: Number(day[1]) };
  if (/^last(?: day)?$/.test(which)) return { monthDay: 31 };
  const [first = '', second = ''] = which.split(' ');
  const week = WEEKS[first];
  const weekday = weekdayOf(second);
  if (week === undefined || weekday === null) throw unknownDays(text);
  return { monthWeek: week, weekday };
}

function weekdaysIn(list: string, text: string): number[] {
  const days = list
    .split(/[,;&+ ]+|\band\b/)
    .filter((part) => part !== '' && part !== 'and')
    .map((part) => {
      const day = weekdayOf(part);
      if (day === null) throw unknownDays(text);
      return day;
    });
  return [...new Set(days)].sort();
}

function weekdayOf(text: string): number | null {
  const plain = text.replace(/s$/, '');
  const index = WEEKDAYS.findIndex((name) => plain.length >= 3 && name.startsWith(plain));
  return index === -1 ? null : index + 1;
}

function unknownDays(text: string): UserError {
  return new UserError(
    `I don't know the days "${text}": write daily, weekdays, weekends, mon,thu, every other week fri, monthly 15 or monthly last fri.`,
  );
}

/** The zone that a text means. @throws UserError when nobody knows it, or when it could be several. */
export function parseZone(text: string): string {
  const zones = zonesNamed(text);
  const [zone] = zones;
  if (zones.length > 1) throw new UserError(`"${text}" could be ${zones.join(' or ')}: write which one.`);
  if (!zone)
    throw new UserError(
      `I don't know the time zone "${text}": write a city such as Paris, an IANA name such as Asia/Tokyo, or UTC+2.`,
    );
  return zone;
}

/** Words with commas between. Empty, or `none`: none. @throws UserError */
export function parseWords(text: string, what: string): string[] {
  if (/^(?:none|all|-)$/i.test(text.trim())) return [];
  const words = text
    .split(/[,;]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  if (words.length > WORDS_LIMIT) throw new UserError(`A digest takes at most ${WORDS_LIMIT} ${what}.`);
  return words;
}

const LANGUAGE_NAMES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
let languageCodes: ReadonlyMap<string, string> | null = null;

/** Languages as two letters, from their letters or their names in English or in the language itself. Empty: all. @throws UserError */
export function parseLanguages(text: string): string[] {
  languageCodes ??= namesOfLanguages();
  const known = languageCodes;
  const codes = parseWords(text, 'languages').map((word) => {
    const code = known.get(word.toLowerCase());
    if (code === undefined)
      throw new UserError(
        `"${word}" isn't a language I know: write its name or two letters, such as German, en or en,de, or "all".`,
      );
    return code;
  });
  return [...new Set(codes)];
}

export function languageName(code: string): string {
  return LANGUAGE_NAMES.of(code) ?? code;
}

function namesOfLanguages(): Map<string, string> {
  const codes = [...LETTERS].flatMap((one) => [...LETTERS].map((two) => one + two));
  const known = codes.filter((code) => LANGUAGE_NAMES.of(code) !== undefined);
  const own = (code: string) => new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  return new Map(
    known.flatMap((code) => [code, languageName(code), own(code)].map((name) => [name.toLowerCase(), code])),
  );
}

/** When a digest comes, in words. */
export function scheduleWords(schedule: Schedule, now: Date): string {
  return `${daysWords(schedule)} at ${timesOf(schedule).join(' and ')}, ${zoneWords(schedule.zone, now)}`;
}

function daysWords({ days, cadence }: Schedule): string {
  if (cadence && 'monthDay' in cadence)
    return cadence.monthDay === 31 ? 'on the last day of the month' : `on day ${cadence.monthDay} of the month`;
  if (cadence && 'monthWeek' in cadence) {
    const which = Object.entries(WEEKS).find(([name, week]) => week === cadence.monthWeek && !/\d/.test(name))?.[0];
    return `on the ${which} ${dayName(cadence.weekday)} of the month`;
  }
  const known: Readonly<Record<string, string>> = {
    '1,2,3,4,5,6,7': 'every day',
    '1,2,3,4,5': 'on weekdays',
    '6,7': 'on weekends',
  };
  const named = known[days.join()] ?? `on ${days.map(dayName).join(', ')}`;
  return cadence && cadence.weeks > 1 ? `every ${cadence.weeks} weeks ${named}` : named;
}

function dayName(day: number): string {
  const name = WEEKDAYS[day - 1] ?? '';
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** What a digest leaves out or asks for beyond the default, in words; empty: nothing. */
export function filterWords({ topic, items, settings }: Pick<Digest, 'topic' | 'items' | 'settings'>): string {
  const { sources, languages, feeds, without, quiet, catchUp } = settings;
  const catchUps: Readonly<Record<DigestSettings['catchUp'], string>> = {
    late: '',
    merge: 'a missed one is merged into the next',
    skip: 'a missed one is skipped',
  };
  return [
    topic ? `about ${topic}` : '',
    sources.length > 0 ? `from ${sources.join(', ')}` : '',
    feeds.length > 0 ? `from the feeds ${feeds.join(', ')}` : '',
    languages.length > 0 ? `in ${languages.join(', ')}` : '',
    without.length > 0 ? `without ${without.join(', ')}` : '',
    items === 7 ? '' : `${items} stories`,
    quiet === 'line' ? 'says so when nothing is new' : '',
    catchUps[catchUp],
  ]
    .filter((part) => part !== '')
    .join('; ');
}

/** What became of a slot. */
export function slotWords({ state, note, tries }: Pick<Slot, 'state' | 'note' | 'tries'>): string {
  switch (state) {
    case 'posted':
      return note ? `posted in part (${note})` : 'posted';
    case 'empty':
      return 'nothing new, so nothing was posted';
    case 'late-skipped':
      return `skipped: ${note ?? 'it was too late'}`;
    case 'failed':
      return `not posted: ${note ?? 'unknown reason'}`;
    case 'due':
    case 'composed':
      return tries > 1 ? `being posted, try ${tries}` : 'being posted';
  }
}
