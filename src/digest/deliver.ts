import type { Database } from '../store/database.ts';
import {
  claimDelivery,
  type DeliveryResult,
  type DeliveryState,
  deliveriesOf,
  giveUpOpen,
  recordDelivery,
  takeOverClaims,
} from '../store/digests/deliveries.ts';
import { type Digest, findDigest, pauseDigest } from '../store/digests/digests.ts';
import { noteForAdmins } from '../store/digests/failure-notes.ts';
import {
  closeSlot,
  composeSlot,
  failuresInARow,
  findSlot,
  isByHand,
  reopenSlot,
  type Slot,
  type SlotKey,
} from '../store/digests/slots.ts';
import { composeDigest, spanOf } from './compose.ts';
import { deliveryMarker, deliveryNonce } from './delivery-marks.ts';
import type { NewsSource } from './news-source.ts';
import { latestMs, MISSED_MINUTES } from './open.ts';
import type { Poster } from './poster.ts';
import { deliverOne, FIRST_RETRY_MS, LONGEST_RETRY_MS, type SendDeps } from './send-message.ts';
import { composeWirePost } from './wire.ts';

const MINUTE_MS = 60_000;
const LATE_MS = MISSED_MINUTES * MINUTE_MS;
/** A personal digest that failed so often in a row is paused. */
const PERSONAL_FAILURES = 3;
const NO_POSTER_MS = 20_000;
/** How long after its last moment a message of unknown fate is still looked for. */
const LAST_LOOK_MS = 60 * 60_000;

export interface DeliverDeps extends SendDeps {
  db: Database;
  posterFor: (place: string) => Poster | null;
  worker: string;
  now: () => Date;
  news: NewsSource;
  log: (message: string, fields: Record<string, unknown>) => void;
  /** Whether more slots of the platform are due than can be attended to just now. */
  crowded?: () => boolean;
}

export type SlotOutcome =
  | { kind: 'posted' | 'empty' | 'failed' | 'gone'; note: string | null }
  /** Something is still open: attend to the slot again after the wait. `trouble`: the platform takes nothing at all just now. */
  | { kind: 'open'; retryAfterMs: number; trouble: string | null };

/**
 * Composes a due slot and posts what is open of it, each message claimed in the store before it is sent. Safe to run twice and
 * from two workers at once: a message is posted once, and one whose fate is unknown is looked for in the channel before any retry.
 */
export async function attendSlot(deps: DeliverDeps, key: SlotKey): Promise<SlotOutcome> {
  const digest = await findDigest(deps.db, key.digest);
  const slot = await findSlot(deps.db, key);
  if (!digest || !slot) return { kind: 'gone', note: null };
  const poster = deps.posterFor(digest.place);
  const late = deps.now().getTime() - slot.due.getTime();
  const tooLate = late > latestMs(digest);
  const paused = !digest.active && !isByHand(key);
  // What was composed before a pause and certainly not sent is taken back.
  if ((slot.state === 'due' && (tooLate || paused)) || (paused && (await reopenSlot(deps.db, key)))) {
    const note = paused ? 'the digest was paused' : "it couldn't be posted in time";
    await closeSlot(deps.db, key, 'late-skipped', note);
    return { kind: 'failed', note };
  }
  if (!poster) return { kind: 'open', retryAfterMs: NO_POSTER_MS, trouble: null };
  // What was composed long ago and never sent tells the news of then, and does not say that it is late.
  const stale = slot.state === 'composed' && slot.tries > 1 && late > LATE_MS && (await composedLongAgo(deps, key));
  const due = slot.state === 'due' || (stale && !tooLate && (await reopenSlot(deps.db, key)));
  if (due && (await compose(deps, digest, key, poster, slot.due)) === 'empty')
    return { kind: 'empty', note: 'nothing new' };
  if (slot.state !== 'due') await takeOverClaims(deps.db, key, deps.clock);
  const trouble = await postOpenParts(deps, poster, digest, key, slot, tooLate);
  return settle(deps, digest, key, slot, tooLate, trouble);
}

async function compose(deps: DeliverDeps, digest: Digest, key: SlotKey, poster: Poster, due: Date) {
  if (digest.settings.wire) return composeWirePost(deps.db, digest, key, poster);
  const now = deps.now();
  const late = now.getTime() - due.getTime() > LATE_MS;
  // All digests of one minute cover the same span and share its news, also the late ones. It is read before the slot is locked.
  const covers = spanOf(digest, due, late ? new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS) : due);
  const news = await deps.news.between(digest, covers.from, covers.to);
  return composeSlot(deps.db, key, async (tx) => {
    const composed = await composeDigest(tx, news, digest, {
      slot: key,
      covers,
      late: late ? due : null,
      fits: (reply) => poster.messages(reply, deliveryMarker(key)).length === 1,
    });
    const { reply, details } = composed;
    const messages = reply ? poster.messages(reply, deliveryMarker(key), details ?? undefined) : [];
    return {
      covers,
      stories: composed.stories,
      decisions: composed.decisions,
      deliveries: messages.map(({ message, inThread }, part) => ({
        place: digest.place,
        message,
        inThread,
        nonce: deliveryNonce(key, digest.place, part),
      })),
    };
  });
}

async function composedLongAgo(deps: DeliverDeps, key: SlotKey): Promise<boolean> {
  const parts = await deliveriesOf(deps.db, key);
  return parts.every((part) => part.state === 'planned');
}

/** Sends the open parts one after the other. Returns what keeps the whole platform from taking anything, if so. */
async function postOpenParts(
  deps: DeliverDeps,
  poster: Poster,
  digest: Digest,
  key: SlotKey,
  slot: Slot,
  tooLate: boolean,
): Promise<string | null> {
  for (;;) {
    const before = deps.watch.claims();
    const claim = await claimDelivery(deps.db, key, deps.worker, deps.clock);
    if (!claim) return null;
    deps.watch.claimed(claim.count, before);
    const sent = await deliverOne(deps, poster, key, claim, slot, tooLate);
    if (!sent) return null;
    const publish = poster.publish !== undefined && !claim.inThread;
    const result: DeliveryResult =
      sent.result.state === 'posted' && publish ? { ...sent.result, publish } : sent.result;
    if (!(await recordDelivery(deps.db, key, claim, result, deps.clock))) return null;
    deps.log('delivery', {
      digest: key.digest,
      slot: key.slot,
      part: claim.part,
      state: result.state,
      reason: 'reason' in result ? result.reason : null,
    });
    if (result.state === 'failed' && !claim.inThread) {
      // Direct messages may be shut for a day: a personal digest is paused after some failures (settle).
      if (sent.closed && !isByHand(key) && !digest.settings.reader)
        await pauseDigest(deps.db, digest.id, result.reason);
      await noteForAdmins(deps.db, digest.id, result.reason);
    }
    if (result.state !== 'posted' && !(result.state === 'failed' && claim.inThread)) return sent.trouble;
    if (claim.follows === null) return sent.trouble;
    // While other digests wait to be posted at all, what stands in a thread comes after them.
    if (claim.follows === 'thread' && deps.crowded?.()) return sent.trouble;
  }
}

async function settle(
  deps: DeliverDeps,
  digest: Digest,
  key: SlotKey,
  slot: Slot,
  tooLate: boolean,
  trouble: string | null,
): Promise<SlotOutcome> {
  const parts = await deliveriesOf(deps.db, key);
  const now = deps.now();
  if (parts.length === 0) {
    const closed = await findSlot(deps.db, key);
    return { kind: closed?.state === 'empty' ? 'empty' : 'gone', note: closed?.note ?? null };
  }
  const main = parts.filter((part) => !part.inThread);
  const failed = main.find((part) => part.state === 'failed');
  const posted = main.some((part) => part.state === 'posted');
  const open = parts.filter((part) => part.state !== 'posted' && part.state !== 'failed');
  const hopeless = tooLate && now.getTime() - slot.due.getTime() > latestMs(digest) + LAST_LOOK_MS;
  if (failed || open.length === 0 || (tooLate && open.every((part) => part.state === 'planned')) || hopeless) {
    if (open.length > 0) await giveUpOpen(deps.db, key, failed?.reason ?? "it couldn't be posted in time");
    const reason = failed?.reason ?? open.find((part) => part.reason)?.reason ?? null;
    const note = posted && !failed ? null : (reason ?? "it couldn't be posted in time");
    await closeSlot(deps.db, key, posted ? 'posted' : 'failed', note);
    if (!posted && digest.settings.reader && !isByHand(key)) await pauseUnread(deps, digest, reason);
    if (!posted && !failed) await noteForAdmins(deps.db, digest.id, note ?? "it couldn't be posted in time");
    return { kind: posted ? 'posted' : 'failed', note };
  }
  return { kind: 'open', retryAfterMs: waitFor(open, now), trouble };
}

/** Pauses a personal digest that could not be delivered several times in a row. */
async function pauseUnread(deps: DeliverDeps, digest: Digest, reason: string | null): Promise<void> {
  if ((await failuresInARow(deps.db, digest.id)) < PERSONAL_FAILURES) return;
  const note = `it could not be delivered ${PERSONAL_FAILURES} times in a row${reason ? `: ${reason}` : ''}`;
  await pauseDigest(deps.db, digest.id, note);
  await noteForAdmins(deps.db, digest.id, note);
}

function waitFor(open: readonly DeliveryState[], now: Date): number {
  const next = open[0];
  const wait = next?.retryAt ? next.retryAt.getTime() - now.getTime() : FIRST_RETRY_MS;
  return Math.max(250, Math.min(wait, LONGEST_RETRY_MS));
}
