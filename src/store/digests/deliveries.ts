import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Queries } from '../database.ts';
import { type Clock, clockTime } from './clock.ts';
import type { SlotKey } from './slots.ts';

/** Longer than any try of a platform call. */
export const CLAIM_SECONDS = 20;
/** A claim that was taken over may still be on its way for as long as a platform call takes: nobody looks before. */
export const IN_FLIGHT_SECONDS = 17;

export interface ClaimedDelivery {
  part: number;
  place: string;
  message: unknown;
  nonce: string;
  inThread: boolean;
  /** Names this very claim: one that another worker took over, or that a restored store never saw, can't send or record any more. */
  token: string;
  /** How many claims the store has seen, this one included. */
  count: number;
  /** What is open after it: another message, or what stands in the thread of the first. */
  follows: 'message' | 'thread' | null;
  /** When an earlier try may have reached the platform; null on the first. */
  triedBefore: Date | null;
}

/**
 * Claims the next open delivery of a slot before anything is sent, in the order of its parts. Null when none can be claimed now:
 * all done, another worker has it, or it waits for its retry.
 */
export async function claimDelivery(
  db: Queries,
  key: SlotKey,
  worker: string,
  clock: Clock,
): Promise<ClaimedDelivery | null> {
  const now = clockTime(clock);
  const token = `${worker}/${randomUUID()}`;
  const { rows } = await sql<{
    part: number;
    place: string;
    payload: unknown;
    nonce: string;
    in_thread: boolean;
    count: number;
    follows: 'message' | 'thread' | null;
    tried: Date | null;
  }>`
    with next as (
      select digest_id, slot, part, state, attempted from deliveries
      where digest_id = ${key.digest} and slot = ${key.slot} and state in ('planned', 'claimed', 'unknown')
      order by part limit 1 for update
    ), counted as (select nextval('delivery_claims') as n)
    update deliveries d
    set state = 'claimed', claimed_by = ${token}, fence = d.fence + 1, attempted = ${now}, retry_at = null, changed = ${now}
    from next, counted
    where d.digest_id = next.digest_id and d.slot = next.slot and d.part = next.part and counted.n > 0
      and next.state in ('planned', 'unknown')
      and (d.retry_at is null or d.retry_at <= ${now} or d.retry_at > ${now} + interval '20 minutes')
    returning d.part, d.place, d.payload, d.nonce, d.in_thread, counted.n::float8 as count,
      (select case when o.in_thread then 'thread' else 'message' end from deliveries o where o.digest_id = d.digest_id
        and o.slot = d.slot and o.part > d.part and o.state in ('planned', 'claimed', 'unknown') order by o.part limit 1) as follows,
      case when next.state = 'planned' then null else next.attempted end as tried`.execute(db);
  const row = rows[0];
  return row
    ? {
        part: row.part,
        place: row.place,
        message: row.payload,
        nonce: row.nonce,
        inThread: row.in_thread,
        token,
        count: row.count,
        follows: row.follows,
        triedBefore: row.tried,
      }
    : null;
}

/**
 * Takes over the claims of a slot whose workers stopped: what they were sending is unknown, and nobody looks for it before it must have
 * arrived. From now on the earlier holder can neither send nor record, should it wake up. A claim from the future is one of a clock that was set back.
 */
export async function takeOverClaims(db: Queries, key: SlotKey, clock: Clock): Promise<void> {
  const now = clockTime(clock);
  await sql`
    update deliveries set state = 'unknown', fence = fence + 1, claimed_by = null, reason = 'the worker stopped while it was posting',
      retry_at = ${now} + make_interval(secs => ${IN_FLIGHT_SECONDS}), changed = ${now}
    where digest_id = ${key.digest} and slot = ${key.slot} and state = 'claimed'
      and attempted not between ${now} - make_interval(secs => ${CLAIM_SECONDS}) and ${now} + interval '5 seconds'`.execute(
    db,
  );
}

/** Right before a send: whether the claim is still ours. From now on it counts again. */
export async function renewClaim(db: Queries, key: SlotKey, claim: ClaimedDelivery, clock: Clock): Promise<boolean> {
  const { numUpdatedRows } = await ofClaim(db, key, claim)
    .set({ attempted: clockTime(clock) })
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The reason of a posted message that was found in its channel. */
export const FOUND = 'an earlier try had posted it';

export type DeliveryResult =
  /** `found`: an earlier try had posted it; `publish`: it is still to be published to those who follow the channel. */
  | { state: 'posted'; messageId: string; found: boolean; publish?: true }
  | { state: 'failed'; reason: string }
  | { state: 'planned' | 'unknown'; reason: string; retryMs: number };

/** Records what became of a claim. False when the claim was taken over meanwhile: then the other's record holds. */
export async function recordDelivery(
  db: Queries,
  key: SlotKey,
  claim: ClaimedDelivery,
  result: DeliveryResult,
  clock: Clock,
): Promise<boolean> {
  const now = clockTime(clock);
  const retryAt: RawBuilder<Date> | null =
    'retryMs' in result ? sql<Date>`${now} + make_interval(secs => ${result.retryMs / 1000})` : null;
  const { numUpdatedRows } = await ofClaim(db, key, claim)
    .set({
      state: result.state,
      claimed_by: null,
      message_id: result.state === 'posted' ? result.messageId : null,
      reason: result.state !== 'posted' ? result.reason : result.found ? FOUND : null,
      retry_at: retryAt,
      publish_at: result.state === 'posted' && result.publish ? now : null,
      changed: now,
    })
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

function ofClaim(db: Queries, key: SlotKey, claim: ClaimedDelivery) {
  return db
    .updateTable('deliveries')
    .where('digest_id', '=', key.digest)
    .where('slot', '=', key.slot)
    .where('part', '=', claim.part)
    .where('claimed_by', '=', claim.token)
    .where('state', '=', 'claimed');
}

/** Gives up the parts of a slot that are still open: for what came too late. */
export async function giveUpOpen(db: Queries, key: SlotKey, reason: string): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ state: 'failed', reason, claimed_by: null })
    .where('digest_id', '=', key.digest)
    .where('slot', '=', key.slot)
    .where('state', 'in', ['planned', 'unknown'])
    .execute();
}

export interface Unpublished extends SlotKey {
  part: number;
  place: string;
  messageId: string;
}

/** Takes posted messages that are to be published, and puts each off by the lease: what a dead worker took comes back by itself. */
export async function takeUnpublished(
  db: Queries,
  limit: number,
  leaseSeconds: number,
  clock: Clock,
): Promise<Unpublished[]> {
  const now = clockTime(clock);
  const { rows } = await sql<Unpublished>`
    with waiting as (
      select digest_id, slot, part from deliveries where publish_at <= ${now}
      order by publish_at limit ${limit} for update skip locked
    )
    update deliveries d set publish_at = ${now} + make_interval(secs => ${leaseSeconds})
    from waiting w where d.digest_id = w.digest_id and d.slot = w.slot and d.part = w.part
    returning d.digest_id as digest, d.slot, d.part, d.place, d.message_id as "messageId"`.execute(db);
  return rows;
}

/** Notes that a message is published, or when it is tried again; what is older than a day is let go. */
export async function putOffPublication(
  db: Queries,
  { digest, slot, part }: Unpublished,
  retryMs: number | null,
  clock: Clock,
): Promise<void> {
  const now = clockTime(clock);
  const again = sql<Date | null>`case when changed > ${now} - interval '1 day' then ${now} + make_interval(secs => ${(retryMs ?? 0) / 1000}) end`;
  await db
    .updateTable('deliveries')
    .set({ publish_at: retryMs === null ? null : again })
    .where('digest_id', '=', digest)
    .where('slot', '=', slot)
    .where('part', '=', part)
    .execute();
}

export interface DeliveryState {
  part: number;
  state: 'planned' | 'claimed' | 'posted' | 'unknown' | 'failed';
  inThread: boolean;
  messageId: string | null;
  reason: string | null;
  retryAt: Date | null;
  attempted: Date | null;
  changed: Date;
}

export async function deliveriesOf(db: Queries, key: SlotKey): Promise<DeliveryState[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['part', 'state', 'in_thread', 'message_id', 'reason', 'retry_at', 'attempted', 'changed'])
    .where('digest_id', '=', key.digest)
    .where('slot', '=', key.slot)
    .orderBy('part')
    .execute();
  return rows.map((row) => ({
    part: row.part,
    state: row.state,
    inThread: row.in_thread,
    messageId: row.message_id,
    reason: row.reason,
    retryAt: row.retry_at,
    attempted: row.attempted,
    changed: row.changed,
  }));
}

/** What tells a store that was restored from an older copy, or whose server was restarted, from the one seen before. */
export interface StoreAge {
  now: Date;
  /** When its server started. */
  started: Date;
  /** Claims made in it so far. */
  claims: number;
}

export async function storeAge(db: Queries): Promise<StoreAge> {
  const { rows } = await sql<StoreAge>`
    select clock_timestamp() as now, pg_postmaster_start_time() as started,
      (select case when is_called then last_value else 0 end from delivery_claims)::float8 as claims`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('the store returned no time');
  return row;
}
