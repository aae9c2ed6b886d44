import { setTimeout as wait } from 'node:timers/promises';

/** Nobody's answer waits longer than this for other people's acknowledgements. */
const LONGEST_MS = 500;

export interface Acknowledgements {
  /** Sends one. */
  send<T>(acknowledge: () => Promise<T>): Promise<T>;
  /** Resolves when none is on its way, after half a second at the latest. */
  sent(): Promise<unknown>;
}

/** Acknowledgements go first: of many people who ask at once, nobody is answered while others have not even been acknowledged. */
export function acknowledgements(): Acknowledgements {
  let onTheirWay = 0;
  let all = Promise.withResolvers<void>();
  return {
    async send(acknowledge) {
      if (onTheirWay === 0) all = Promise.withResolvers();
      onTheirWay += 1;
      try {
        return await acknowledge();
      } finally {
        onTheirWay -= 1;
        if (onTheirWay === 0) all.resolve();
      }
    },
    async sent() {
      if (onTheirWay > 0) await Promise.race([all.promise, wait(LONGEST_MS, undefined, { ref: false })]);
    },
  };
}
