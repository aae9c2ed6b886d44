import { setTimeout as wait } from 'node:timers/promises';
import { type Fault, faultOf } from './faults.ts';

const FIRST_WAIT_MS = 500;
/** An outage of any length is over for us within this time of its end. */
const LONGEST_WAIT_MS = 10_000;
const LASTING_WAIT_MS = 60_000;
/** After a connection that lived shorter than this the next one waits a moment, so that two ends can't chase each other. */
const STABLE_MS = 30_000;

export interface ReconnectOptions {
  token: 'bot' | 'app';
  signal: AbortSignal;
  /** Called with what is wrong after a failed try. */
  failed: (fault: Fault) => void;
  /** Between 0 and 1; spreads the tries of many bots. */
  random: () => number;
}

/** `again`: it worked for a time and is over; `done`: it need not be done again. */
export type Tried = 'again' | 'done';

/**
 * Runs `attempt` until it is done or the signal aborts: again at once after one that lasted, with growing waits after one that failed;
 * it never gives up and never throws.
 */
export async function keepTrying(attempt: () => Promise<Tried>, options: ReconnectOptions): Promise<void> {
  let failures = 0;
  while (!options.signal.aborted) {
    const began = performance.now();
    let fault: Fault | null = null;
    try {
      if ((await attempt()) === 'done') return;
    } catch (error) {
      fault = faultOf(error, options.token);
      if (!options.signal.aborted) options.failed(fault);
    }
    if (options.signal.aborted) return;
    const lasted = performance.now() - began >= STABLE_MS;
    failures = fault ? failures + 1 : lasted ? 0 : 1;
    await wait(waitAfter(failures, fault, options.random()), undefined, { signal: options.signal }).catch(() => {});
  }
}

/** Milliseconds to wait before the next try. */
export function waitAfter(failures: number, fault: Fault | null, random: number): number {
  if (failures === 0) return 0;
  const grown = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 10)) * (0.75 + random / 4);
  if (fault?.retryAfterMs) return Math.max(grown, fault.retryAfterMs);
  return fault?.lasting ? LASTING_WAIT_MS : grown;
}
