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
  /** The last time that the store was found to be an older copy of itself; null: never. */
  restored(): Restored | null;
  /** How many claims the store is known to have seen. */
  claims(): number;
  /** Hears the number of a claim that was made when `before` were known: a lower one tells of a restored store. */
  claimed(count: number, before: number): void;
}

export interface Restored {
  at: Date;
  /** Milliseconds since, whatever the clocks say. */
  ago: number;
}

/** Watches a store from now on. `onRestored` hears of a store that went back to an older copy while this process ran. */
export function watchStore(db: Database, onRestored: () => void): StoreWatch {
  let age: StoreAge | null = null;
  let readAt = 0;
  let claims = 0;
  let lookBefore = new Date(0);
  let restored: { at: Date; since: number } | null = null;
  const now = () => (age ? new Date(age.now.getTime() + Math.round(performance.now() - readAt)) : new Date());
  const wentBack = () => {
    lookBefore = now();
    restored = { at: lookBefore, since: performance.now() };
    onRestored();
  };
  return {
    async check() {
      const before = claims;
      const found = await storeAge(db);
      readAt = performance.now();
      const first = age === null;
      const another = age !== null && found.started.getTime() !== age.started.getTime();
      age = found;
      if (!first && found.claims < before) {
        claims = found.claims;
        wentBack();
      } else {
        claims = Math.max(claims, found.claims);
        if (first || another) lookBefore = found.now;
      }
    },
    now,
    lookBefore: () => lookBefore,
    restored: () => restored && { at: restored.at, ago: performance.now() - restored.since },
    claims: () => claims,
    claimed(count, before) {
      if (count <= before) {
        claims = count;
        wentBack();
      } else claims = Math.max(claims, count);
    },
  };
}
