import { randomBytes } from 'node:crypto';

/** More parts than this are not told apart: the oldest is forgotten, and said again if it still fails. */
const MOST = 1_000;

/** What works badly just now. Each trouble is logged once when it begins, with its first reason, and once when it is over. */
export interface Troubles {
  /** Notes that a part fails. Returns the reference under which the log knows the trouble, for people to quote. */
  begin(part: string, reason: string, fields?: object): string;
  /** Notes that a part works. */
  end(part: string): void;
  /** The reference of a part's trouble; null when it works. */
  refOf(part: string): string | null;
}

/** Troubles of this process, in one line each. */
export function createTroubles(
  log: { warn(fields: object, message: string): void; info(fields: object, message: string): void },
  now: () => number = () => performance.now(),
): Troubles {
  const known = new Map<string, { ref: string; since: number }>();
  return {
    begin(part, reason, fields = {}) {
      const before = known.get(part);
      if (before) return before.ref;
      const ref = randomBytes(3).toString('hex');
      known.set(part, { ref, since: now() });
      const [oldest] = known.keys();
      if (known.size > MOST && oldest !== undefined) known.delete(oldest);
      log.warn({ ref, part, reason, ...fields }, `${part}: in trouble`);
      return ref;
    },
    end(part) {
      const before = known.get(part);
      if (!before) return;
      known.delete(part);
      log.info({ ref: before.ref, part, seconds: Math.round((now() - before.since) / 1000) }, `${part}: works again`);
    },
    refOf: (part) => known.get(part)?.ref ?? null,
  };
}
