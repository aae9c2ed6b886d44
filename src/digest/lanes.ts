import { setTimeout as wait } from 'node:timers/promises';
import { nextDue } from '../store/digests/digests.ts';
import { holdPace, paceWait } from '../store/digests/paces.ts';
import { putOff, type SlotKey, takeSlots } from '../store/digests/slots.ts';
import { attendSlot, type DeliverDeps } from './deliver.ts';
import { openDueSlots, straightenDigests } from './open.ts';
import { paced } from './post-budget.ts';
import { publishPosted } from './publish.ts';
import { watchStore } from './store-watch.ts';
import { tellOfFailures } from './tell-of-failures.ts';

/** How often what is due is looked for. */
const ROUND_MS = 1_000;
/** A slot comes back by itself when its worker has not been heard of for so long; while it is attended to, the worker is heard of. */
const LEASE_SECONDS = 15;
const RENEW_MS = 4_000;
/** Slots of one platform in hand at a time. */
const AT_A_TIME = 24;
/** A platform that has to be waited for longer is left alone meanwhile. */
const HELD_MS = 2_000;
const STRAIGHTEN_MS = 60 * 60_000;
const FAILED_ROUND_MS = 3_000;
const FIRST_HOLD_MS = 5_000;
const LONGEST_HOLD_MS = 2 * 60_000;

/** One platform's slots in hand: what happens to one platform never keeps another waiting. */
interface Lane {
  platform: string;
  inHand: Set<Promise<void>>;
  /** Slots are being taken. */
  filling: boolean;
  /** The last look left some waiting. */
  more: boolean;
  /** Failures in a row of the platform as a whole. While there are any, one slot at a time tries. */
  failures: number;
  /** Until when (monotonic) it is left alone: what failed meanwhile was sent before. */
  heldUntil: number;
}

export interface Delivery {
  /** Looks for what is due at once. */
  wake(): void;
  /** Takes nothing more and waits for what is in hand. */
  stop(): Promise<void>;
}

export type DeliverParts = Omit<DeliverDeps, 'now' | 'watch' | 'pace' | 'clock' | 'crowded'>;

/** For one slot that somebody posts by hand from a process of its own. */
export function deliverAtOnce(parts: DeliverParts): DeliverDeps {
  return {
    ...parts,
    clock: 'database',
    now: () => new Date(),
    watch: { lookBefore: () => new Date(0), restored: () => null, claims: () => 0, claimed() {} },
    pace: (place, what) => paced(parts, place, what),
  };
}

/**
 * Opens due slots and posts them until it is stopped, by its own clock: a queue that forgets or is away delays nothing. Every worker may
 * run it; the store gives each slot to one, and all share a platform's budget of requests.
 */
export function startDelivery(parts: DeliverParts, platforms: readonly string[]): Delivery {
  const stopping = new AbortController();
  const watch = watchStore(parts.db, () =>
    parts.log('the store was restored from an older copy: checking each channel before posting', {}),
  );
  const deps: DeliverDeps = {
    ...parts,
    clock: 'database',
    now: watch.now,
    watch,
    pace: (place, what) => paced(parts, place, what),
  };
  const lanes = platforms.map(
    (platform): Lane => ({ platform, inHand: new Set(), filling: false, more: false, failures: 0, heldUntil: 0 }),
  );
  let straightened = Number.NEGATIVE_INFINITY;
  let round = new AbortController();
  let publishing: Promise<void> | null = null;
  const wake = () => round.abort();

  async function rounds(): Promise<void> {
    while (!stopping.signal.aborted) {
      round = new AbortController();
      const pause = await oneRound().catch((error: unknown) => {
        parts.log('digests are waiting for the store', { err: error });
        return FAILED_ROUND_MS;
      });
      await wait(pause, undefined, { signal: AbortSignal.any([round.signal, stopping.signal]) }).catch(() => {});
    }
  }

  /** Returns after how many milliseconds the next one is wanted. */
  async function oneRound(): Promise<number> {
    await watch.check();
    if (performance.now() - straightened > STRAIGHTEN_MS) {
      straightened = performance.now();
      await straightenDigests(parts.db, watch.now());
    }
    const opened = await openDueSlots(parts.db, watch.now());
    await Promise.all(lanes.map((lane) => fill(deps, lane, stopping.signal)));
    // Of many that are due at once the first are posted while the others are opened.
    if (opened.length > 0) wake();
    await tellOfFailures(deps);
    // Asking for a channel's kind takes a request that a waiting digest needs.
    if (!lanes.some(({ more }) => more))
      publishing ??= publishPosted(deps)
        .catch((error: unknown) => parts.log('posts are waiting to be published', { err: error }))
        .finally(() => {
          publishing = null;
        });
    const due = await nextDue(parts.db);
    return due ? Math.max(0, Math.min(ROUND_MS, due.getTime() - watch.now().getTime())) : ROUND_MS;
  }

  const running = rounds();
  return {
    wake,
    async stop() {
      stopping.abort();
      await running;
      await publishing;
      for (const { inHand } of lanes) while (inHand.size > 0) await Promise.all(inHand);
    },
  };
}

/** Takes as many slots as the lane has room for, and attends to each on its own; when half of them are done it takes more. */
async function fill(deps: DeliverDeps, lane: Lane, stopping: AbortSignal): Promise<void> {
  const room = (lane.failures > 0 ? 1 : AT_A_TIME) - lane.inHand.size;
  if (room <= 0 || lane.filling || stopping.aborted) return;
  lane.filling = true;
  try {
    if ((await paceWait(deps.db, lane.platform)) > HELD_MS) return;
    const taken = await takeSlots(deps.db, lane.platform, room, LEASE_SECONDS, deps.clock);
    lane.more = taken.length === room;
    for (const key of taken) take(deps, lane, key, stopping);
  } finally {
    lane.filling = false;
  }
}

function take(deps: DeliverDeps, lane: Lane, key: SlotKey, stopping: AbortSignal): void {
  const attending = attend(deps, lane, key)
    .catch((error: unknown) => deps.log('a digest is waiting', { err: error, digest: key.digest, slot: key.slot }))
    .finally(() => {
      lane.inHand.delete(attending);
      // The next ones need not wait for the next round, which says what keeps it from taking them.
      if (lane.more && lane.inHand.size < AT_A_TIME / 2) fill(deps, lane, stopping).catch(() => {});
    });
  lane.inHand.add(attending);
}

async function attend(deps: DeliverDeps, lane: Lane, key: SlotKey): Promise<void> {
  const renewing = setInterval(() => {
    void putOff(deps.db, key, LEASE_SECONDS * 1000, deps.clock).catch(() => {});
  }, RENEW_MS);
  const outcome = await attendSlot({ ...deps, crowded: () => lane.more }, key).finally(() => clearInterval(renewing));
  if (outcome.kind !== 'open' || outcome.trouble === null) lane.failures = 0;
  if (outcome.kind !== 'open') {
    if (outcome.kind !== 'gone') deps.log('digest', { ...key, outcome: outcome.kind, note: outcome.note });
    return;
  }
  if (outcome.trouble === null) return putOff(deps.db, key, outcome.retryAfterMs, deps.clock);
  if (performance.now() < lane.heldUntil) return putOff(deps.db, key, lane.heldUntil - performance.now(), deps.clock);
  lane.failures += 1;
  const hold = Math.max(
    outcome.retryAfterMs,
    Math.min(LONGEST_HOLD_MS, FIRST_HOLD_MS * 2 ** Math.min(lane.failures - 1, 8)),
  );
  deps.log('pausing posts to a platform', { platform: lane.platform, reason: outcome.trouble, milliseconds: hold });
  lane.heldUntil = performance.now() + hold;
  await holdPace(deps.db, lane.platform, hold);
  await putOff(deps.db, key, hold, deps.clock);
}
