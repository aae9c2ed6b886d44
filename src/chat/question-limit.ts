import { UserError } from '../errors.ts';
import { TERMINAL } from '../store/schema.ts';
import type { Caller } from './request.ts';

const WINDOW_MS = 10 * 60_000;
const PEOPLE = 10_000;

/** Says when the person may ask again. */
export class TooManyQuestions extends UserError {
  /** Whether the person was told since the last question that was answered. */
  readonly toldBefore: boolean;

  constructor(message: string, toldBefore: boolean) {
    super(message);
    this.toldBefore = toldBefore;
  }
}

interface Asker {
  times: number[];
  told: boolean;
}

/**
 * Counts each person's questions of the last ten minutes. The returned check throws TooManyQuestions when one asks more than `limit`;
 * of what was only overheard the person hears nothing, so it doesn't count as telling.
 */
export function questionLimit(limit: number, now: () => Date): (caller: Caller, overheard?: boolean) => void {
  const asked = new Map<string, Asker>();
  return (caller, overheard = false) => {
    // Whoever sits at the machine shares it with nobody.
    if (caller.workspace === TERMINAL) return;
    const key = `${caller.workspace}/${caller.user}`;
    const at = now().getTime();
    const before = asked.get(key);
    const recent = (before?.times ?? []).filter((time) => at - time < WINDOW_MS);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= limit) {
      const toldBefore = before?.told ?? false;
      const minutes = Math.max(1, Math.ceil((oldest + WINDOW_MS - at) / 60_000));
      asked.set(key, { times: recent, told: toldBefore || !overheard });
      throw new TooManyQuestions(
        `That's the limit for one person: ${limit} questions and searches in 10 minutes. Ask again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
        toldBefore,
      );
    }
    recent.push(at);
    asked.delete(key);
    asked.set(key, { times: recent, told: false });
    const [first] = asked.keys();
    if (asked.size > PEOPLE && first !== undefined) asked.delete(first);
  };
}
