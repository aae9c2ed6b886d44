import { UserError } from '../errors.ts';
import type { Caller } from './request.ts';

const WINDOW_MS = 10 * 60_000;
const PEOPLE = 10_000;

/**
 * Counts each person's questions of the last ten minutes. The returned check throws UserError when one asks more than `limit`,
 * saying when the next question is welcome.
 */
export function questionLimit(limit: number, now: () => Date): (caller: Caller) => void {
  const asked = new Map<string, number[]>();
  return (caller) => {
    const key = `${caller.workspace}/${caller.user}`;
    const at = now().getTime();
    const recent = (asked.get(key) ?? []).filter((time) => at - time < WINDOW_MS);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= limit) {
      const minutes = Math.max(1, Math.ceil((oldest + WINDOW_MS - at) / 60_000));
      throw new UserError(
        `You have asked ${recent.length} questions in 10 minutes. The next one is welcome in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
      );
    }
    recent.push(at);
    asked.delete(key);
    asked.set(key, recent);
    const [first] = asked.keys();
    if (asked.size > PEOPLE && first !== undefined) asked.delete(first);
  };
}
