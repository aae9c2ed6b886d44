import type { Queries } from '../store/database.ts';
import type { Clock } from '../store/digests/clock.ts';
import {
  type ClaimedDelivery,
  type DeliveryResult,
  type DeliveryState,
  deliveriesOf,
  FOUND,
  IN_FLIGHT_SECONDS,
  renewClaim,
} from '../store/digests/deliveries.ts';
import type { Slot, SlotKey } from '../store/digests/slots.ts';
import { partMarker } from './delivery-marks.ts';
import type { FindResult, Poster, PostResult } from './poster.ts';
import type { StoreWatch } from './store-watch.ts';

/** Messages are looked for from before they can have been sent, by an hour more: either clock may have been set. */
const CLOCK_SLACK_MS = 65 * 60_000;
const UNKNOWN_RETRY_MS = 30_000;
/** Before a first retry; each later one waits twice as long, up to the longest. */
export const FIRST_RETRY_MS = 5_000;
export const LONGEST_RETRY_MS = 60_000;
/** Between the last word from the store that a claim is ours and the send. */
const FRESH_MS = 3_000;

export interface SendDeps {
  db: Queries;
  /** Whose time counts for claims. */
  clock: Clock;
  /** What may have been posted although the store does not say so. */
  watch: Pick<StoreWatch, 'lookBefore' | 'restored' | 'claims' | 'claimed'>;
  /** Waits until the platform may be sent one more request. Where that takes too long it says how many milliseconds, and does not wait. */
  pace: (place: string, what: 'post' | 'look') => Promise<number>;
}

/** What became of one message. */
export interface Sent {
  result: DeliveryResult;
  /** The platform says for good that the channel takes nothing. */
  closed: boolean;
  trouble: string | null;
}

/** Looks for a message where it may be already, else sends it. Null when another worker has taken it over. */
export async function deliverOne(
  deps: SendDeps,
  poster: Poster,
  key: SlotKey,
  claim: ClaimedDelivery,
  slot: Slot,
  tooLate: boolean,
): Promise<Sent | null> {
  const parent = claim.inThread ? await firstOf(deps, key) : null;
  const thread = parent?.messageId ?? null;
  const restored = deps.watch.restored();
  if (restored && slot.due <= restored.at && restored.ago < IN_FLIGHT_SECONDS * 1000)
    return notNow(claim, 'the store was restored from an older copy', IN_FLIGHT_SECONDS * 1000 - restored.ago);
  // Nothing is in a thread from before its first message was there.
  const newThread = parent !== null && parent.reason !== FOUND && parent.changed > deps.watch.lookBefore();
  if (claim.triedBefore || (slot.due <= deps.watch.lookBefore() && !newThread)) {
    const busy = await deps.pace(claim.place, 'look');
    if (busy > 0) return notNow(claim, 'other channels are looked at first', busy);
    const since = Math.min(slot.due.getTime(), claim.triedBefore?.getTime() ?? Number.POSITIVE_INFINITY);
    const found = await poster.find(claim.place, partMarker(key, claim.part), new Date(since - CLOCK_SLACK_MS), thread);
    const seen = afterLook(deps, claim, slot, found);
    if (seen) return seen;
  }
  if (tooLate)
    return { result: { state: 'failed', reason: "it couldn't be posted in time" }, closed: false, trouble: null };
  const busy = await deps.pace(claim.place, 'post');
  if (busy > 0) return notNow(claim, 'other channels are posted to first', busy);
  if (!(await stillOurs(deps, key, claim))) return null;
  return recorded(await poster.post(claim.place, claim.message, claim.nonce, thread), slot.tries);
}

/** Nothing was sent by this try: what is known of the message stays. */
function notNow(claim: ClaimedDelivery, reason: string, retryMs: number, platform = false): Sent {
  const state = claim.triedBefore ? 'unknown' : 'planned';
  return { result: { state, reason, retryMs }, closed: false, trouble: platform ? reason : null };
}

/** What a look at the channel settles; null when the message is to be sent. */
function afterLook(deps: SendDeps, claim: ClaimedDelivery, slot: Slot, found: FindResult): Sent | null {
  const restored = deps.watch.restored();
  switch (found.kind) {
    case 'found':
      return { result: { state: 'posted', messageId: found.id, found: true }, closed: false, trouble: null };
    case 'absent':
      return null;
    case 'retry':
      return notNow(claim, found.reason, Math.max(found.afterMs, backOff(slot.tries)), found.platform);
    case 'unreadable':
      // Nothing hints that it was posted: that the worker has just started isn't a reason to leave a digest out.
      if (!claim.triedBefore && !(restored && slot.due <= restored.at)) return null;
      // Without a look at the channel a second try could be a second post: at most once, and somebody is told.
      return {
        result: {
          state: 'failed',
          reason: `I can't tell whether the digest was posted, because I can't read the channel: ${found.reason}`,
        },
        closed: false,
        trouble: null,
      };
  }
}

/** Asks the store right before the send; a process that was stopped in between asks again. */
async function stillOurs(deps: SendDeps, key: SlotKey, claim: ClaimedDelivery): Promise<boolean> {
  for (;;) {
    const asked = performance.now();
    if (!(await renewClaim(deps.db, key, claim, deps.clock))) return false;
    if (performance.now() - asked < FRESH_MS) return true;
  }
}

async function firstOf(deps: SendDeps, key: SlotKey): Promise<DeliveryState | null> {
  const [first] = await deliveriesOf(deps.db, key);
  return first ?? null;
}

function recorded(result: PostResult, tries: number): Sent {
  const sent = (result: DeliveryResult, more: Partial<Sent> = {}) => ({
    result,
    closed: false,
    trouble: null,
    ...more,
  });
  switch (result.kind) {
    case 'posted':
      return sent({ state: 'posted', messageId: result.id, found: false });
    case 'closed':
      return sent({ state: 'failed', reason: result.reason }, { closed: true });
    case 'refused':
      return sent({ state: 'failed', reason: result.reason });
    case 'retry': {
      const retryMs = result.afterMs > 0 ? result.afterMs : backOff(tries);
      return sent(
        { state: 'planned', reason: result.reason, retryMs },
        { trouble: result.platform ? result.reason : null },
      );
    }
    case 'unknown':
      return sent({ state: 'unknown', reason: result.reason, retryMs: Math.max(UNKNOWN_RETRY_MS, backOff(tries)) });
  }
}

function backOff(tries: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, Math.min(tries, 10) - 1));
}
