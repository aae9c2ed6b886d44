/** When a digest is due, as people say it: wall-clock times on some days in a zone. */
export interface Schedule {
  /** HH:MM */
  at: string;
  /** Further times of the day, HH:MM. */
  also?: readonly string[];
  /** ISO weekdays, 1 (Monday) to 7. A monthly cadence does not look at them. */
  days: readonly number[];
  zone: string;
  /** Null or left out: every week. */
  cadence?: Cadence | null;
}

export type Cadence =
  /** Every so many weeks; the week of the date `from` (YYYY-MM-DD) is the first. */
  | { weeks: number; from: string }
  /** Days of the month, each the last one where a month is shorter. */
  | { monthDays: number[] }
  /** The first (1) or the last (-1) day of the month from Monday to Friday. */
  | { workday: 1 | -1 }
  /** The first to fourth, or (-1) the last, such weekday of the month. */
  | { monthWeek: number; weekday: number };

export interface Occurrence {
  /** YYYY-MM-DD in the schedule's zone. */
  localDate: string;
  /** Names the occurrence: its local date, with `.2` for the second time of a date and so on. Each is used once, whatever the schedule becomes. */
  slot: string;
  /** UTC */
  due: Date;
}

export const DAYS = {
  daily: [1, 2, 3, 4, 5, 6, 7],
  weekdays: [1, 2, 3, 4, 5],
  weekends: [6, 7],
  mon: [1],
  tue: [2],
  wed: [3],
  thu: [4],
  fri: [5],
  sat: [6],
  sun: [7],
} as const satisfies Record<string, readonly number[]>;

/** Longer than the longest gap between two occurrences: eight weeks, or a month. */
const DAYS_AHEAD = 70;
export const MOST_WEEKS = 8;

/**
 * The first occurrence after an instant. A time that the clocks skip is shifted by the gap; one that comes twice is its first
 * (Temporal's "compatible", RFC 5545 section 3.3.5).
 * @throws RangeError when the schedule can't be read, as with a zone that nobody knows.
 */
export function nextOccurrence(schedule: Schedule, after: Date): Occurrence {
  const start = Temporal.Instant.fromEpochMilliseconds(after.getTime()).toZonedDateTimeISO(schedule.zone).toPlainDate();
  let next: Occurrence | null = null;
  // From the day before: a shifted time may fall on the next local date.
  for (let i = -1; i <= DAYS_AHEAD; i++) {
    const date = start.add({ days: i });
    if (next && next.localDate < date.toString()) break;
    if (!fallsOn(schedule, date)) continue;
    for (const occurrence of occurrencesOn(schedule, date)) {
      if (occurrence.due > after && (!next || occurrence.due < next.due)) next = occurrence;
    }
  }
  if (next) return next;
  throw new RangeError(`no occurrence of ${schedule.at} on days ${schedule.days.join(', ')}`);
}

/**
 * How long a schedule lets pass before the occurrence that is due at an instant or comes next after it, in milliseconds: what that one has to
 * tell when none was posted before it.
 */
export function intervalBefore(schedule: Schedule, at: Date): number {
  const next = nextOccurrence(schedule, new Date(at.getTime() - 1)).due;
  for (const days of [2, 8, 32, DAYS_AHEAD]) {
    let last: Date | null = null;
    let one = nextOccurrence(schedule, new Date(next.getTime() - days * 86_400_000)).due;
    for (; one < next; one = nextOccurrence(schedule, one).due) last = one;
    if (last) return next.getTime() - last.getTime();
  }
  return DAYS_AHEAD * 86_400_000;
}

/** The occurrences from `first` up to and including `now`, oldest first; of more than `limit`, the newest. */
export function dueOccurrences(schedule: Schedule, first: Occurrence, now: Date, limit = 60): Occurrence[] {
  const due: Occurrence[] = [];
  for (let next = first; next.due <= now; next = followingOccurrence(schedule, next)) {
    due.push(next);
    if (due.length > limit) due.shift();
  }
  return due;
}

/**
 * The occurrence after another one. A date between the two, which a change of zone or time passed over, comes right before the next one's:
 * it has its slot, and what it would have told is told by that.
 */
export function followingOccurrence(schedule: Schedule, last: Occurrence): Occurrence {
  const next = namedAfter(last, nextOccurrence(schedule, last.due));
  return passedOver(schedule, dayAfter(last.localDate), next.localDate, next) ?? next;
}

/**
 * The next occurrence once a schedule was changed at `now`. A slot that was used is not used again, so nothing is posted twice; what
 * the schedule before was still to post at the very same time comes all the same; and what was still to come on a date that the new
 * schedule has too comes at its old time when the new one has passed, so nothing is dropped. `before`: null for one that was paused.
 */
export function occurrenceAfterChange(
  schedule: Schedule,
  now: Date,
  before: { schedule: Schedule; next: Occurrence } | null,
  used: ReadonlySet<string>,
): Occurrence {
  const stays = ({ localDate, due }: Occurrence) => {
    if (!before || before.next.due > due) return false;
    const planned = nextOccurrence(before.schedule, new Date(due.getTime() - 1));
    return planned.due.getTime() === due.getTime() && planned.localDate === localDate;
  };
  let next = nextOccurrence(schedule, now);
  while (used.has(next.slot) && !stays(next)) next = nextOccurrence(schedule, next.due);
  for (const slot of used) next = namedAfter({ slot, localDate: slot.slice(0, 10) }, next);
  const pending = before?.next;
  if (!pending || pending.due <= now) return next;
  const missed = passedOver(schedule, pending.localDate, next.localDate, next, used);
  if (missed?.localDate !== pending.localDate || used.has(pending.slot)) return missed ?? next;
  return pending.due < next.due ? pending : { ...pending, due: missed.due };
}

/** An occurrence with a name that was not given before another one of its date, however the times of the day were changed in between. */
function namedAfter(last: Omit<Occurrence, 'due'>, next: Occurrence): Occurrence {
  if (next.localDate !== last.localDate || rankOf(next) > rankOf(last)) return next;
  return { ...next, slot: slotOf(next.localDate, rankOf(last) + 1) };
}

function slotOf(localDate: string, rank: number): string {
  return rank === 1 ? localDate : `${localDate}.${rank}`;
}

function rankOf({ slot }: Pick<Occurrence, 'slot'>): number {
  return Number(slot.split('.')[1] ?? 1);
}

/** The first date of a schedule from one date on, before another, whose slot is not used: due right before `next`. */
function passedOver(
  schedule: Schedule,
  from: string,
  before: string,
  next: Occurrence,
  used: ReadonlySet<string> = new Set(),
): Occurrence | null {
  for (let date = from; date < before; date = dayAfter(date)) {
    if (fallsOn(schedule, Temporal.PlainDate.from(date)) && !used.has(date))
      return { localDate: date, slot: date, due: new Date(next.due.getTime() - 1) };
  }
  return null;
}

/** Whether an occurrence was passed over and comes with the next one. */
export function comesWith(occurrence: Occurrence, next: Occurrence | undefined): boolean {
  return next !== undefined && next.due.getTime() - occurrence.due.getTime() <= 1;
}

function dayAfter(date: string): string {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toString();
}

/** The times of a schedule, earliest first, each once. */
export function timesOf(schedule: Schedule): string[] {
  return [...new Set([schedule.at, ...(schedule.also ?? [])])].sort();
}

function occurrencesOn(schedule: Schedule, date: Temporal.PlainDate): Occurrence[] {
  const localDate = date.toString();
  return timesOf(schedule).map((time, i) => {
    const local = date.toPlainDateTime(Temporal.PlainTime.from(time));
    const due = local.toZonedDateTime(schedule.zone, { disambiguation: 'compatible' }).toInstant();
    return { localDate, slot: slotOf(localDate, i + 1), due: new Date(due.epochMilliseconds) };
  });
}

/** Whether a schedule comes on a local date, YYYY-MM-DD. */
export function comesOn(schedule: Schedule, date: string): boolean {
  return fallsOn(schedule, Temporal.PlainDate.from(date));
}

function fallsOn({ cadence, days }: Schedule, date: Temporal.PlainDate): boolean {
  if (cadence && 'monthDays' in cadence)
    return cadence.monthDays.some((day) => date.day === Math.min(day, date.daysInMonth));
  if (cadence && 'workday' in cadence) return isFirstOrLastWorkday(date, cadence.workday);
  if (cadence && 'monthWeek' in cadence) {
    if (date.dayOfWeek !== cadence.weekday) return false;
    return cadence.monthWeek === -1 ? date.day + 7 > date.daysInMonth : Math.ceil(date.day / 7) === cadence.monthWeek;
  }
  if (!days.includes(date.dayOfWeek)) return false;
  if (!cadence || cadence.weeks === 1) return true;
  const weeks = mondayOf(Temporal.PlainDate.from(cadence.from)).until(mondayOf(date), { largestUnit: 'days' }).days / 7;
  return ((weeks % cadence.weeks) + cadence.weeks) % cadence.weeks === 0;
}

/** Whether no other day from Monday to Friday of its month comes before (1) or after (-1) a date. */
function isFirstOrLastWorkday(date: Temporal.PlainDate, which: 1 | -1): boolean {
  const weekday = date.dayOfWeek;
  if (weekday > 5) return false;
  if (which === 1) return date.day <= (weekday === 1 ? 3 : 1);
  return date.daysInMonth - date.day <= (weekday === 5 ? 2 : 0);
}

function mondayOf(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.subtract({ days: date.dayOfWeek - 1 });
}
