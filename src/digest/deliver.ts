import { createHash } from 'node:crypto';
import type { Database } from '../store/database.ts';
import {
  type ClaimedDelivery,
  claimDelivery,
  type DeliveryResult,
  deliveriesOf,
  recordDelivery,
} from '../store/digests/deliveries.ts';
import { type Digest, findDigest, pauseDigest, takeDueDigests } from '../store/digests/digests.ts';
import { closeSlot, composeSlot, findSlot, type SlotKey } from '../store/digests/slots.ts';
import { dueOccurrences, nextOccurrence } from '../time/schedule.ts';
import { composeDigest } from './compose.ts';
import type { Poster, PostResult } from './poster.ts';

/** A post later than this may have been made before a store was lost or restored: look first. */
const LATE_SECONDS = 60;
const RETRY_SECONDS = 20;
const UNKNOWN_RETRY_SECONDS = 45;
const GIVE_UP_HOURS = 6;

export interface DeliverDeps {
  db: Database;
  posterFor: (place: string) => Poster | null;
  worker: string;
  now: () => Date;
  log: (message: string, fields: Record<string, unknown>) => void;
}

/**
 * Opens the slots that have become due: of each digest the newest occurrence if it is not too late, the missed ones before it
 * as skipped. Returns the slots to post.
 */
export async function openDueSlots(db: Database, now: Date): Promise<SlotKey[]> {
  return takeDueDigests(db, now, (digest) => {
    const due = dueOccurrences(digest, digest.next, now);
    const last = due.at(-1);
    const slots = due.map((occurrence) => {
      const late = now.getTime() - occurrence.due.getTime() > digest.catchUpMinutes * 60_000 + LATE_SECONDS * 1000;
      const skip = late || occurrence !== last;
      return {
        ...occurrence,
        state: skip ? ('late-skipped' as const) : ('due' as const),
        note: skip ? 'Copydesk was off' : null,
      };
    });
    return { slots, next: nextOccurrence(digest, now) };
  });
}

export type SlotOutcome =
  | { kind: 'posted' | 'empty' | 'failed' | 'gone'; note: string | null }
  /** Something is still open: run the job again after the wait. */
  | { kind: 'open'; retryAfterMs: number };

/**
 * Composes a due slot and posts what is open of it, each message claimed in the store before it is sent. Safe to run twice and
 * from two workers at once: a message is posted once, and one whose fate is unknown is looked for in the channel before any retry.
 */
export async function postSlot(deps: DeliverDeps, key: SlotKey): Promise<SlotOutcome> {
  const digest = await findDigest(deps.db, key.digest);
  const slot = await findSlot(deps.db, key);
  if (!digest || !slot) return { kind: 'gone', note: null };
  const poster = deps.posterFor(digest.place);
  if (!poster) return { kind: 'open', retryAfterMs: RETRY_SECONDS * 1000 };
  if (slot.state === 'due' && (await compose(deps, digest, key, poster)) === 'empty')
    return { kind: 'empty', note: 'nothing new' };
  for (;;) {
    const now = deps.now();
    const claim = await claimDelivery(deps.db, key, deps.worker, now);
    if (!claim) break;
    const result = await deliverOne(deps, poster, key, claim, slot.due);
    if (!(await recordDelivery(deps.db, key, claim, result, deps.now()))) break;
    deps.log('delivery', {
      digest: key.digest,
      slot: key.slot,
      part: claim.part,
      state: result.state,
      reason: 'reason' in result ? result.reason : null,
    });
    if (result.state === 'failed') {
      await pauseDigest(deps.db, key.digest, result.reason);
      break;
    }
    if (result.state !== 'posted') break;
  }
  return settle(deps, key, slot.due);
}

/** Short code that every message of a delivery carries, so that it can be found again in the channel. */
export function deliveryMarker(key: SlotKey): string {
  return createHash('sha256').update(`${key.digest}/${key.slot}`).digest('hex').slice(0, 10);
}

/** 24 characters that are the same for every try of one part (Discord takes at most 25). */
export function deliveryNonce(key: SlotKey, place: string, part: number): string {
  return createHash('sha256').update(`${place}/${key.digest}/${key.slot}/${part}`).digest('hex').slice(0, 24);
}

async function compose(deps: DeliverDeps, digest: Digest, key: SlotKey, poster: Poster) {
  return composeSlot(deps.db, key, async (tx, slot) => {
    const now = deps.now();
    const late = now.getTime() - slot.due.getTime() > 10 * LATE_SECONDS * 1000 ? slot.due : null;
    const composed = await composeDigest(tx, digest, now, late);
    if (!composed) return null;
    const messages = poster.messages(composed.reply, deliveryMarker(key));
    return {
      covers: composed.covers,
      stories: composed.stories,
      deliveries: messages.map((message, part) => ({
        place: digest.place,
        message,
        nonce: deliveryNonce(key, digest.place, part),
      })),
    };
  });
}

async function deliverOne(
  deps: DeliverDeps,
  poster: Poster,
  key: SlotKey,
  claim: ClaimedDelivery,
  due: Date,
): Promise<DeliveryResult> {
  const now = deps.now();
  const late = now.getTime() - due.getTime() > LATE_SECONDS * 1000;
  if (claim.triedBefore || late) {
    const since = new Date(Math.min(due.getTime(), (claim.triedBefore ?? due).getTime()) - LATE_SECONDS * 1000);
    const found = await poster.find(claim.place, partMarker(key, claim.part), since);
    if (found.kind === 'found') return { state: 'posted', messageId: found.id };
    // Without a look at the channel a second try could be a second post: at most once, and the admins are told.
    if (found.kind === 'unreadable' && claim.triedBefore) {
      return {
        state: 'failed',
        reason: `It is not known whether the digest was posted, and the channel can't be read: ${found.reason}`,
      };
    }
  }
  return recorded(await poster.post(claim.place, claim.message, claim.nonce), deps.now());
}

/** The marker of one part; renderers number the messages of a reply the same way. */
export function partMarker(key: SlotKey, part: number): string {
  return `${deliveryMarker(key)}-${part}`;
}

function recorded(result: PostResult, now: Date): DeliveryResult {
  switch (result.kind) {
    case 'posted':
      return { state: 'posted', messageId: result.id };
    case 'rejected':
      return { state: 'failed', reason: result.reason };
    case 'retry':
      return {
        state: 'planned',
        reason: result.reason,
        retryAt: new Date(now.getTime() + Math.max(1000, result.afterMs)),
      };
    case 'unknown':
      return {
        state: 'unknown',
        reason: result.reason,
        retryAt: new Date(now.getTime() + UNKNOWN_RETRY_SECONDS * 1000),
      };
  }
}

async function settle(deps: DeliverDeps, key: SlotKey, due: Date): Promise<SlotOutcome> {
  const parts = await deliveriesOf(deps.db, key);
  const slot = await findSlot(deps.db, key);
  if (parts.length === 0) return { kind: slot?.state === 'empty' ? 'empty' : 'gone', note: slot?.note ?? null };
  const failed = parts.find((part) => part.state === 'failed');
  if (failed) {
    await closeSlot(deps.db, key, 'failed', failed.reason);
    return { kind: 'failed', note: failed.reason };
  }
  if (parts.every((part) => part.state === 'posted')) {
    await closeSlot(deps.db, key, 'posted', null);
    return { kind: 'posted', note: null };
  }
  const now = deps.now();
  if (now.getTime() - due.getTime() > GIVE_UP_HOURS * 3_600_000) {
    const note = `gave up after ${GIVE_UP_HOURS} hours: ${parts.find((part) => part.reason)?.reason ?? 'unknown reason'}`;
    await closeSlot(deps.db, key, 'failed', note);
    await pauseDigest(deps.db, key.digest, note);
    return { kind: 'failed', note };
  }
  const waits = parts.flatMap((part) => (part.retryAt ? [part.retryAt.getTime() - now.getTime()] : []));
  return { kind: 'open', retryAfterMs: Math.max(1000, waits.length > 0 ? Math.min(...waits) : RETRY_SECONDS * 1000) };
}
