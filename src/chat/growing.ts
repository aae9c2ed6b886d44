import { setTimeout as wait } from 'node:timers/promises';
import type { Reply } from '../reply/reply.ts';

export interface Growing {
  /** Takes the reply as far as it is; what came before and was not shown yet is left out. */
  grow: (partial: Reply) => void;
  /** Waits for what is being shown; nothing more is shown after it. */
  end: () => Promise<void>;
}

/** Shows a growing reply, one part after the other and at most one in `milliseconds`. A part that can't be shown is left to the final reply. */
export function growingReply(show: (partial: Reply) => Promise<unknown>, milliseconds: number): Growing {
  const ended = new AbortController();
  let waiting: Reply | null = null;
  let showing: Promise<void> | null = null;
  const run = async () => {
    while (waiting && !ended.signal.aborted) {
      const next: Reply = waiting;
      waiting = null;
      await show(next).catch(() => {});
      await wait(milliseconds, undefined, { signal: ended.signal }).catch(() => {});
    }
    showing = null;
  };
  return {
    grow(partial) {
      if (ended.signal.aborted) return;
      waiting = partial;
      showing ??= run();
    },
    async end() {
      ended.abort();
      await showing;
    },
  };
}
