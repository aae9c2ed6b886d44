import { UserError } from '../errors.ts';

/** Says that too many others are asking just now. */
export class TooBusy extends UserError {}

/**
 * Lets at most `most` questions be worked on or wait at a time. One more is turned away at once: a wait that only grows helps nobody, and
 * what waits takes memory. The returned function throws TooBusy, or what the work throws.
 */
export function questionsInHand(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let inHand = 0;
  return async (work) => {
    if (inHand >= most)
      throw new TooBusy(
        "Too many questions are coming in at once, so I didn't look this one up. Please ask again in a minute.",
      );
    inHand++;
    try {
      return await work();
    } finally {
      inHand--;
    }
  };
}
