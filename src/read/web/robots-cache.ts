import type { FetchFailure } from './fetch-errors.ts';
import type { RobotsRules } from './robots.ts';

/** What is known of an origin's robots.txt: its rules, or why it could not be read, which then holds for the whole origin. */
export type Robots = { kind: 'rules'; rules: RobotsRules } | FetchFailure;

/** RFC 9309, 2.4: not longer than 24 hours. */
const RULES_MS = 24 * 3_600_000;
const FAILURE_MS = 5 * 60_000;
const MAX_ORIGINS = 2000;
const MAX_CHARACTERS = 16_000_000;

interface Entry {
  robots: Promise<Robots>;
  until: number;
  size: number;
}

export type RobotsCache = (origin: string, load: () => Promise<Robots>) => Promise<Robots>;

/** Rules by origin; one load at a time for an origin, and the entries unused for longest go when there are too many. */
export function createRobotsCache(): RobotsCache {
  const entries = new Map<string, Entry>();
  let characters = 0;

  const drop = (origin: string, entry: Entry) => {
    if (entries.get(origin) !== entry) return;
    entries.delete(origin);
    characters -= entry.size;
  };

  return (origin, load) => {
    const known = entries.get(origin);
    if (known !== undefined) {
      entries.delete(origin);
      if (known.until > performance.now()) {
        entries.set(origin, known);
        return known.robots;
      }
      characters -= known.size;
    }
    const entry: Entry = { robots: load(), until: Number.POSITIVE_INFINITY, size: 0 };
    entries.set(origin, entry);
    entry.robots.then(
      (robots) => {
        if (entries.get(origin) !== entry) return;
        entry.until = performance.now() + lifetimeMs(robots);
        entry.size = robots.kind === 'rules' ? weight(robots.rules) : 0;
        characters += entry.size;
        for (const [other, old] of entries) {
          if (entries.size <= MAX_ORIGINS && characters <= MAX_CHARACTERS) break;
          drop(other, old);
        }
      },
      () => drop(origin, entry),
    );
    return entry.robots;
  };
}

/** A failure of the connection is not kept: whoever asked may have had little time left, or a resolver that was down. */
function lifetimeMs(robots: Robots): number {
  if (robots.kind === 'rules') return RULES_MS;
  return robots.reason === 'server-error' || robots.reason === 'rate-limited' ? FAILURE_MS : 0;
}

function weight({ rules }: RobotsRules): number {
  return rules.reduce((sum, { pattern }) => sum + pattern.length + 50, 0);
}
