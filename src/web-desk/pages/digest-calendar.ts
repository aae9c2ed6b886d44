import { slotWords } from '../../chat/handlers/digest-options.ts';
import { type Digest, scheduleOf } from '../../store/digests/digests.ts';
import { slotsBetween } from '../../store/digests/listings.ts';
import { capitalised, WEEKDAYS } from '../../text/lists/calendar.ts';
import { nextOccurrence } from '../../time/schedule.ts';
import { Html, html, pathTo } from '../html.ts';
import type { Visit } from '../visit.ts';

/** Six times a day for a month. */
const MOST_AHEAD = 200;

interface Entry {
  /** YYYY-MM-DD in the digest's zone. */
  date: string;
  time: string;
  words: string;
  why: boolean;
}

/** A month of a digest in its own zone: what became of each post, and the ones to come. `month`: YYYY-MM; another text is this month. */
export async function calendarHtml({ db, now }: Visit, digest: Digest, month: string | null): Promise<Html> {
  const today = localDate(now(), digest.zone);
  const first = firstOf(month) ?? today.with({ day: 1 });
  const next = first.add({ months: 1 });
  const [from, to] = [first, next].map((date) => new Date(date.toZonedDateTime(digest.zone).epochMilliseconds));
  if (!from || !to) return html``;
  const slots = await slotsBetween(db, digest.id, from, to);
  const past = slots.map(
    ({ due, ...slot }): Entry => ({ ...localTime(due, digest.zone), words: slotWords(slot), why: true }),
  );
  const entries = [...past, ...comingUp(digest, from, to, now())];
  const path = `/digests/${encodeURIComponent(digest.id)}`;
  const name = first.toLocaleString('en-GB', { month: 'long', year: 'numeric' });
  const turn = (date: Temporal.PlainDate, words: string, rel: string) =>
    html`<a rel="${rel}" href="${pathTo(path, { month: date.toString().slice(0, 7) })}">${words}</a>`;
  return html`<div class="scroll" role="region" aria-label="Calendar" tabindex="0"><table class="calendar"><caption>${name}</caption>
<thead><tr>${WEEKDAYS.map((day) => html`<th scope="col"><abbr title="${capitalised(day)}">${capitalised(day).slice(0, 3)}</abbr></th>`)}</tr></thead>
<tbody>${weeksOf(first).map((week) => html`<tr>${week.map((date) => dayHtml(date, first, today, entries, path))}</tr>`)}</tbody></table></div>
<nav class="pages" aria-label="Months">${turn(first.subtract({ months: 1 }), 'The month before', 'prev')}${turn(next, 'The month after', 'next')}</nav>`;
}

function dayHtml(
  date: Temporal.PlainDate,
  first: Temporal.PlainDate,
  today: Temporal.PlainDate,
  entries: readonly Entry[],
  path: string,
): Html {
  if (date.month !== first.month) return html`<td></td>`;
  const own = entries.filter((entry) => entry.date === date.toString());
  const mark = date.equals(today) ? new Html(' class="today" aria-current="date"') : null;
  return html`<td${mark}><span class="day">${date.day}</span>${own.map(({ time, words, why, date: day }) =>
    why
      ? html`<div><a href="${path}/why?date=${day}">${time}</a> ${words}</div>`
      : html`<div>${time} <span class="small">${words}</span></div>`,
  )}</td>`;
}

/** The occurrences to come in a span of time; none of a digest that is paused. */
function comingUp(digest: Digest, from: Date, to: Date, now: Date): Entry[] {
  if (!digest.active || to <= now) return [];
  const entries: Entry[] = [];
  let next = digest.next;
  if (next.due < from) next = nextOccurrence(scheduleOf(digest), new Date(from.getTime() - 1));
  for (let i = 0; i < MOST_AHEAD && next.due < to; i++) {
    entries.push({ ...localTime(next.due, digest.zone), words: 'to come', why: false });
    next = nextOccurrence(scheduleOf(digest), next.due);
  }
  return entries;
}

function firstOf(month: string | null): Temporal.PlainDate | null {
  if (!/^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])$/.test(month ?? '')) return null;
  return Temporal.PlainDate.from(`${month}-01`);
}

/** Whole weeks from Monday to Sunday that a month stands in. */
function weeksOf(first: Temporal.PlainDate): Temporal.PlainDate[][] {
  const weeks: Temporal.PlainDate[][] = [];
  const end = first.add({ months: 1 });
  for (
    let monday = first.subtract({ days: first.dayOfWeek - 1 });
    Temporal.PlainDate.compare(monday, end) < 0;
    monday = monday.add({ days: 7 })
  )
    weeks.push(Array.from({ length: 7 }, (_, i) => monday.add({ days: i })));
  return weeks;
}

function localDate(at: Date, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate();
}

function localTime(at: Date, zone: string): { date: string; time: string } {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  return { date: local.toPlainDate().toString(), time: local.toPlainTime().toString().slice(0, 5) };
}
