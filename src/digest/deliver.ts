import type { Database } from '../store/database.ts';
import type { Clock } from '../store/digests/clock.ts';
import {
  type ClaimedDelivery,
  claimDelivery,
  type DeliveryResult,
  type DeliveryState,
  deliveriesOf,
  FOUND,
  giveUpOpen,
  IN_FLIGHT_SECONDS,
  recordDelivery,
  renewClaim,
  takeOverClaims,
} from '../store/digests/deliveries.ts';
import { type Digest, findDigest, pauseDigest } from '../store/digests/digests.ts';
import { noteForAdmins } from '../store/digests/notices.ts';
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
import { deliveryMarker, deliveryNonce, partMarker } from './marks.ts';
import type { NewsSource } from './news-source.ts';
import { latestMs, MISSED_MINUTES } from './open.ts';
import type { FindResult, Poster, PostResult } from './poster.ts';
import type { StoreWatch } from './store-watch.ts';
import { composeWirePost } from './wire.ts';

const LATE_MS = MISSED_MINUTES * 60_000;
/** Messages are looked for from before they can have been sent, by an hour more: either clock may have been set. */
const CLOCK_SLACK_MS = 65 * 60_000;
/** A personal digest that failed so often in a row is paused. */
const PERSONAL_FAILURES = 3;
const NO_POSTER_MS = 20_000;
const UNKNOWN_RETRY_MS = 30_000;
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 60_000;
/** Between the last word from the store that a claim is ours and the send. */
const FRESH_MS = 3_000;
/** How long after its last moment a message of unknown fate is still looked for. */
const LAST_LOOK_MS = 60 * 60_000;

export interface DeliverDeps {
  db: Database;
  posterFor: (place: string) => Poster | null;
  worker: string;
  /** Whose time counts for claims. */
  clock: Clock;
  now: () => Date;
  /** What may have been posted although the store does not say so. */
  watch: Pick<StoreWatch, 'lookBefore' | 'restored' | 'claims' | 'claimed'>;
  /** Waits until the platform may be sent one more request. Where that takes too long it says how many milliseconds, and does not wait. */
  pace: (place: string, what: 'post' | 'look') => Promise<number>;
  news: NewsSource;
  log: (message: string, fields: Record<string, unknown>) => void;
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
  if (slot.state === 'due' && (tooLate || (!digest.active && !isByHand(key)))) {
    const note = tooLate ? "it couldn't be posted in time" : 'the digest was paused';
    await closeSlot(deps.db, key, 'late-skipped', note);
    return { kind: 'failed', note };
  }
  if (!poster) return { kind: 'open', retryAfterMs: NO_POSTER_MS, trouble: null };
  // What was composed long ago and never sent tells the news of then, and does not say that it is late.
  const stale = slot.state === 'composed' && slot.tries > 1 && late > LATE_MS && (await composedLongAgo(deps, key));
  const due = slot.state === 'due' || (stale && !tooLate && (await reopenSlot(deps.db, key)));
  if (due && (await compose(deps, digest, key, poster, slot.due)) === 'empty')
    return { kind: 'empty', note: 'nothing new' };
  const trouble = await postOpenParts(deps, poster, digest, key, slot, tooLate);
  return settle(deps, digest, key, slot, tooLate, trouble);
}

async function compose(deps: DeliverDeps, digest: Digest, key: SlotKey, poster: Poster, due: Date) {
  if (digest.settings.wire) return composeWirePost(deps.db, digest, key, poster);
  const now = deps.now();
  const late = now.getTime() - due.getTime() > LATE_MS;
  // On time, all digests of one minute cover the same span and share its news. It is read before the slot is locked.
  const covers = spanOf(digest, late ? now : due);
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
  await takeOverClaims(deps.db, key, deps.clock);
  for (;;) {
    const before = deps.watch.claims();
    const claim = await claimDelivery(deps.db, key, deps.worker, deps.clock);
    if (!claim) return null;
    deps.watch.claimed(claim.count, before);
    const sent = await deliverOne(deps, poster, key, claim, slot, tooLate);
    if (!sent || !(await recordDelivery(deps.db, key, claim, sent.result, deps.clock))) return null;
    const { result } = sent;
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
  }
}

interface Sent {
  result: DeliveryResult;
  /** The platform says for good that the channel takes nothing. */
  closed: boolean;
  trouble: string | null;
}

/** Looks for a message where it may be already, else sends it. Null when another worker has taken it over. */
async function deliverOne(
  deps: DeliverDeps,
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
function afterLook(deps: DeliverDeps, claim: ClaimedDelivery, slot: Slot, found: FindResult): Sent | null {
  const restored = deps.watch.restored();
  switch (found.kind) {
    case 'found':
      return { result: { state: 'posted', messageId: found.id, found: true }, closed: false, trouble: null };
    case 'absent':
      return null;
    case 'retry':
      return notNow(claim, found.reason, Math.max(found.afterMs, backOff(slot.tries)), found.platform);
    case 'unreadable':
      // Nothing hints that it was posted: a start of the worker alone is no reason to leave a digest out.
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
async function stillOurs(deps: DeliverDeps, key: SlotKey, claim: ClaimedDelivery): Promise<boolean> {
  for (;;) {
    const asked = performance.now();
    if (!(await renewClaim(deps.db, key, claim, deps.clock))) return false;
    if (performance.now() - asked < FRESH_MS) return true;
  }
}

async function firstOf(deps: DeliverDeps, key: SlotKey): Promise<DeliveryState | null> {
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
    await giveUpOpen(deps.db, key, failed?.reason ?? "it couldn't be posted in time");
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
