import type { Database } from '../store/database.ts';
import { type StoreAge, storeAge } from '../store/digests/deliveries.ts';

/** Knows the store's time, and what may have been posted although the store does not say so. */
export interface StoreWatch {
  /** Reads the store's time and age. @throws when the store is away. */
  check(): Promise<void>;
  /** The store's clock, as far as it ran on since the last check. */
  now(): Date;
  /** What was due before may be in its channel already: the worker, the server or the store came back after it. */
  lookBefore(): Date;
  /** When the store was found to be an older copy of itself; null: never. */
  restored(): Date | null;
}

/** Watches a store from now on. `onRestored` hears of a store that went back to an older copy while this process ran. */
export function watchStore(db: Database, onRestored: () => void): StoreWatch {
  let age: StoreAge | null = null;
  let readAt = 0;
  let lookBefore = new Date(0);
  let restored: Date | null = null;
  return {
    async check() {
      const found = await storeAge(db);
      readAt = performance.now();
      if (age && found.claims < age.claims) {
        restored = found.now;
        onRestored();
      }
      const another = !age || found.claims < age.claims || found.started.getTime() !== age.started.getTime();
      if (another) lookBefore = found.now;
      age = found;
    },
    now: () => (age ? new Date(age.now.getTime() + Math.round(performance.now() - readAt)) : new Date()),
    lookBefore: () => lookBefore,
    restored: () => restored,
  };
}
