/** When a digest is due, as people say it: a wall-clock time on some days of the week in a zone. */
export interface Schedule {
  /** HH:MM */
  at: string;
  /** ISO weekdays, 1 (Monday) to 7. */
  days: readonly number[];
  zone: string;
}

export interface Occurrence {
  /** YYYY-MM-DD in the schedule's zone; there is one occurrence a local date. */
  localDate: string;
  /** UTC */
  due: Date;
}

export const DAYS = {
  daily: [1, 2, 3, 4, 5, 6, 7],
  weekdays: [1, 2, 3, 4, 5],
  mon: [1],
  tue: [2],
  wed: [3],
  thu: [4],
  fri: [5],
  sat: [6],
  sun: [7],
} as const satisfies Record<string, readonly number[]>;

/**
 * The first occurrence after an instant. A time that the clocks skip is shifted by the gap; one that comes twice is its first
 * (Temporal's "compatible", RFC 5545 section 3.3.5).
 */
export function nextOccurrence(schedule: Schedule, after: Date): Occurrence {
  const time = Temporal.PlainTime.from(schedule.at);
  const instant = Temporal.Instant.fromEpochMilliseconds(after.getTime());
  // From the day before: a shifted time may fall on the next local date.
  let date = instant.toZonedDateTimeISO(schedule.zone).toPlainDate().subtract({ days: 1 });
  for (let i = 0; i < 10; i++, date = date.add({ days: 1 })) {
    if (!schedule.days.includes(date.dayOfWeek)) continue;
    const due = date.toPlainDateTime(time).toZonedDateTime(schedule.zone, { disambiguation: 'compatible' }).toInstant();
    if (Temporal.Instant.compare(due, instant) > 0)
      return { localDate: date.toString(), due: new Date(due.epochMilliseconds) };
  }
  throw new RangeError(`no occurrence of ${schedule.at} on days ${schedule.days.join(', ')}`);
}

/** The occurrences from `first` up to and including `now`, oldest first; of more than `limit`, the newest. */
export function dueOccurrences(schedule: Schedule, first: Occurrence, now: Date, limit = 60): Occurrence[] {
  const due: Occurrence[] = [];
  for (let next = first; next.due <= now; next = nextOccurrence(schedule, next.due)) {
    due.push(next);
    if (due.length > limit) due.shift();
  }
  return due;
}
