import type { Database } from '../store/database.ts';
import {
  type Digest,
  type DuePlan,
  scheduleOf,
  straightenSchedules,
  takeDueDigests,
} from '../store/digests/digests.ts';
import type { SlotKey } from '../store/digests/slots.ts';
import { comesWith, dueOccurrences, followingOccurrence, nextOccurrence } from '../time/schedule.ts';

/** Later than this, an occurrence was missed. */
export const MISSED_MINUTES = 10;
/** A schedule is checked when its next occurrence is further ahead than this. */
const STRAIGHTEN_DAYS = 2;

/** How late a slot may still be posted. */
export function latestMs(digest: Pick<Digest, 'catchUpMinutes' | 'settings'>): number {
  const late = digest.settings.catchUp === 'late' ? Math.max(MISSED_MINUTES, digest.catchUpMinutes) : MISSED_MINUTES;
  return (late + 1) * 60_000;
}

/** Opens the slots that have become due and returns those to post. */
export async function openDueSlots(db: Database, now: Date): Promise<SlotKey[]> {
  return takeDueDigests(db, now, (digest) => planDue(digest, now));
}

/** Of the occurrences that have come: the newest is posted if it is not too late, those before it are skipped, as the digest's rule says. */
export function planDue(digest: Digest, now: Date): DuePlan {
  const schedule = scheduleOf(digest);
  const due = dueOccurrences(schedule, digest.next, now);
  const last = due.at(-1);
  const slots = due.map((occurrence, i) => {
    const moved = comesWith(occurrence, due[i + 1]);
    const skip = occurrence !== last || now.getTime() - occurrence.due.getTime() > latestMs(digest);
    return {
      ...occurrence,
      state: skip ? ('late-skipped' as const) : ('due' as const),
      note: moved ? 'the schedule was changed, so its news comes with the next post' : skip ? 'Copydesk was off' : null,
    };
  });
  const skipped = slots.findLast(
    ({ state }, i) => state === 'late-skipped' && due[i] && !comesWith(due[i], due[i + 1]),
  );
  const passOver = digest.settings.catchUp === 'skip' && skipped ? skipped.due : null;
  return { slots, next: last ? followingOccurrence(schedule, last) : nextOccurrence(schedule, now), passOver };
}

/** Sets right the schedules that a wrong clock put too far ahead. Returns how many. */
export async function straightenDigests(db: Database, now: Date): Promise<number> {
  return straightenSchedules(db, now, new Date(now.getTime() + STRAIGHTEN_DAYS * 86_400_000), (digest, used) => {
    // The next occurrence of a wire never comes.
    if (digest.settings.wire) return null;
    try {
      let next = nextOccurrence(scheduleOf(digest), now);
      while (used.has(next.slot) && next.due < digest.next.due) next = nextOccurrence(scheduleOf(digest), next.due);
      return next.due < digest.next.due ? next : null;
    } catch {
      // What can't be read is paused when it is due.
      return null;
    }
  });
}
