import { joined } from '../../digest/edit/digest-words.ts';
import { UserError } from '../../errors.ts';
import { capitalised, WEEKDAYS } from '../../text/lists/calendar.ts';
import { type Cadence, DAYS, MOST_WEEKS, type Schedule } from '../../time/schedule.ts';

/** Which of the month's; each named first by the word that it is said with. */
const WHICH: Readonly<Record<string, number>> = {
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
const COUNTS: Readonly<Record<string, number>> = { other: 2, second: 2, two: 2, third: 3, three: 3, four: 4 };
const NAMED: Readonly<Record<string, readonly number[]>> = {
  daily: DAYS.daily,
  day: DAYS.daily,
  weekdays: DAYS.weekdays,
  weekday: DAYS.weekdays,
  workdays: DAYS.weekdays,
  workday: DAYS.weekdays,
  'working days': DAYS.weekdays,
  weekends: DAYS.weekends,
  weekend: DAYS.weekends,
};
/** The last day of a shorter month too. */
const LAST_DAY = 31;
const WORKDAY = /^(?:weekday|workday|working day|business day)$/;

export interface Days {
  days: number[];
  cadence: Cadence | null;
}

/**
 * Days as people say them: "weekdays", "mon-thu", "every other friday", "1st and 15th", "last friday of the month", "monthly last weekday".
 * `today` is the local date from which weeks are counted: the first that has one of the days is the first. @throws UserError
 */
export function parseDays(text: string, today: string): Days {
  const plain = text
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
    .replace(/\b(?:on|the|of|each)\b ?/g, (word) => (word.startsWith('each') ? 'every ' : ''))
    .trim();
  const named = NAMED[plain.replace(/^every /, '')];
  if (named) return { days: [...named], cadence: null };
  const month =
    /^(?:monthly|every month|once a month)(?: (.+))?$/.exec(plain) ??
    /^(.+?) (?:(?:every|a|per) )?month(?:ly)?$/.exec(plain) ??
    /^(?:every )?((?:first|third|fourth|last|\d{1,2}(?:st|nd|rd|th))\b.*)$/.exec(plain);
  if (month) return { days: [...DAYS.daily], cadence: monthCadence(month[1] ?? '1', text) };
  const every =
    /^every (other|second|third|two|three|four|\d) weeks?(?: (.+))?$/.exec(plain) ??
    /^every (other|second|third) (\p{L}.+)$/u.exec(plain) ??
    /^()(?:biweekly|fortnightly|every fortnight)(?: (.+))?$/.exec(plain);
  if (every) {
    const [, count = ''] = every;
    const weeks = count === '' ? 2 : (COUNTS[count] ?? Number(count));
    if (weeks < 1 || weeks > MOST_WEEKS) throw unknownDays(text);
    const days = weekdaysIn(every[2] ?? 'mon', text);
    return { days, cadence: { weeks, from: firstOf(days, today) } };
  }
  return {
    days: weekdaysIn(plain.replace(/^(?:weekly|every week)(?: |$)/, '').replace(/^every /, '') || 'mon', text),
    cadence: null,
  };
}

/** On which days a schedule comes, in words. */
export function daysWords({ days, cadence }: Pick<Schedule, 'days' | 'cadence'>): string {
  if (cadence && 'monthDays' in cadence) return monthDaysWords(cadence.monthDays);
  if (cadence && 'workday' in cadence) return `on the ${whichWords(cadence.workday)} weekday of the month`;
  if (cadence && 'monthWeek' in cadence)
    return `on the ${whichWords(cadence.monthWeek)} ${dayName(cadence.weekday)} of the month`;
  const known: Readonly<Record<string, string>> = {
    '1,2,3,4,5,6,7': 'every day',
    '1,2,3,4,5': 'on weekdays',
    '6,7': 'on weekends',
  };
  const named = known[days.join()] ?? `on ${days.map(dayName).join(', ')}`;
  return cadence && cadence.weeks > 1 ? `every ${cadence.weeks} weeks ${named}` : named;
}

/** "on days 1 and 15 and on the last day of the month" */
function monthDaysWords(monthDays: readonly number[]): string {
  const numbers = monthDays.filter((day) => day < LAST_DAY);
  const words = [
    numbers.length > 0 ? `on ${numbers.length > 1 ? 'days' : 'day'} ${joined(numbers.map(String))}` : '',
    monthDays.includes(LAST_DAY) ? 'on the last day' : '',
  ];
  return `${words.filter((part) => part !== '').join(' and ')} of the month`;
}

function monthCadence(which: string, text: string): Cadence {
  const monthDays = which.split(/\s*(?:[,;&+]|\band\b)\s*/).map(monthDayOf);
  if (monthDays.every((day) => day !== null)) return { monthDays: [...new Set(monthDays)].sort((a, b) => a - b) };
  const [, first = '', second = ''] = /^(\S+) (.+)$/.exec(which) ?? [];
  const week = WHICH[first];
  if ((week === 1 || week === -1) && WORKDAY.test(second)) return { workday: week };
  const weekday = weekdayOf(second);
  if (week === undefined || weekday === null) throw unknownDays(text);
  return { monthWeek: week, weekday };
}

/** "15", "the 15th", "day 15", "last day" */
function monthDayOf(text: string): number | null {
  if (/^last(?: day)?$/.test(text)) return LAST_DAY;
  if (/^(?:first|1st) day$/.test(text)) return 1;
  const day = Number(/^(?:days? )?(\d{1,2})(?:st|nd|rd|th)?$/.exec(text)?.[1]);
  return day >= 1 && day <= LAST_DAY ? day : null;
}

function weekdaysIn(list: string, text: string): number[] {
  const days = list
    .replace(/ ?(?:-|–| to | through | till ) ?/g, '-')
    .split(/[,;&+ ]+|\band\b/)
    .filter((part) => part !== '' && part !== 'and')
    .flatMap((part) => {
      const [from, to, more] = part.split('-').map(weekdayOf);
      if (!from || to === null || more !== undefined) throw unknownDays(text);
      return to === undefined ? [from] : daysFrom(from, to);
    });
  return [...new Set(days)].sort();
}

function daysFrom(first: number, last: number): number[] {
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, i) => ((first + i - 1) % 7) + 1);
}

function weekdayOf(text: string): number | null {
  const plain = text.replace(/s$/, '');
  const index = WEEKDAYS.findIndex((name) => plain.length >= 3 && name.startsWith(plain));
  return index === -1 ? null : index + 1;
}

/** The first date from `today` on that falls on one of the days. */
function firstOf(days: readonly number[], today: string): string {
  let date = Temporal.PlainDate.from(today);
  for (let i = 0; i < 7 && !days.includes(date.dayOfWeek); i++) date = date.add({ days: 1 });
  return date.toString();
}

function whichWords(which: number): string {
  return Object.entries(WHICH).find(([, number]) => number === which)?.[0] ?? '';
}

function dayName(day: number): string {
  return capitalised(WEEKDAYS[day - 1] ?? '');
}

function unknownDays(text: string): UserError {
  return new UserError(
    `I don't know the days "${text}": write daily, weekdays, weekends, mon,thu, every other week fri, monthly 1,15, monthly last fri or monthly last weekday.`,
  );
}
