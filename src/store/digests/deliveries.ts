import { sql } from 'kysely';
import type { Queries } from '../database.ts';
import type { SlotKey } from './slots.ts';

/** Longer than any try of a platform call: a claim older than this belongs to a process that died. */
export const CLAIM_SECONDS = 60;

export interface ClaimedDelivery {
  part: number;
  place: string;
  message: unknown;
  nonce: string;
  /** Goes with the result: a claim that another worker took over can't record one. */
  fence: number;
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
  now: Date,
): Promise<ClaimedDelivery | null> {
  const { rows } = await sql<{
    part: number;
    place: string;
    payload: unknown;
    nonce: string;
    fence: number;
    tried: Date | null;
  }>`
    with next as (
      select digest_id, slot, part, state, attempted from deliveries
      where digest_id = ${key.digest} and slot = ${key.slot} and state in ('planned', 'claimed', 'unknown')
      order by part limit 1 for update
    )
    update deliveries d
    set state = 'claimed', claimed_by = ${worker}, fence = d.fence + 1, attempted = ${now}, retry_at = null, changed = ${now}
    from next
    where d.digest_id = next.digest_id and d.slot = next.slot and d.part = next.part
      and ((next.state in ('planned', 'unknown') and (d.retry_at is null or d.retry_at <= ${now}))
        or (next.state = 'claimed' and next.attempted < ${new Date(now.getTime() - CLAIM_SECONDS * 1000)}))
    returning d.part, d.place, d.payload, d.nonce, d.fence,
      case when next.state = 'planned' then null else next.attempted end as tried`.execute(db);
  const row = rows[0];
  return row
    ? {
        part: row.part,
        place: row.place,
        message: row.payload,
        nonce: row.nonce,
        fence: row.fence,
        triedBefore: row.tried,
      }
    : null;
}

export type DeliveryResult =
  | { state: 'posted'; messageId: string }
  | { state: 'failed'; reason: string }
  | { state: 'planned' | 'unknown'; reason: string; retryAt: Date };

/** Records what became of a claim. False when the claim was taken over meanwhile: then the other's record holds. */
export async function recordDelivery(
  db: Queries,
  key: SlotKey,
  claim: ClaimedDelivery,
  result: DeliveryResult,
  now: Date,
): Promise<boolean> {
  const rows = await db
    .updateTable('deliveries')
    .set({
      state: result.state,
      claimed_by: null,
      message_id: result.state === 'posted' ? result.messageId : null,
      reason: result.state === 'posted' ? null : result.reason,
      retry_at: 'retryAt' in result ? result.retryAt : null,
      changed: now,
    })
    .where('digest_id', '=', key.digest)
    .where('slot', '=', key.slot)
    .where('part', '=', claim.part)
    .where('fence', '=', claim.fence)
    .where('state', '=', 'claimed')
    .returning('part')
    .execute();
  return rows.length > 0;
}

export interface DeliveryState {
  part: number;
  state: 'planned' | 'claimed' | 'posted' | 'unknown' | 'failed';
  messageId: string | null;
  reason: string | null;
  retryAt: Date | null;
}

export async function deliveriesOf(db: Queries, key: SlotKey): Promise<DeliveryState[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['part', 'state', 'message_id', 'reason', 'retry_at'])
    .where('digest_id', '=', key.digest)
    .where('slot', '=', key.slot)
    .orderBy('part')
    .execute();
  return rows.map((row) => ({
    part: row.part,
    state: row.state,
    messageId: row.message_id,
    reason: row.reason,
    retryAt: row.retry_at,
  }));
}

/** Message ids of the first parts of the digests posted to a place since an instant: their threads are ours. */
export async function digestOfMessage(db: Queries, messageId: string): Promise<SlotKey | null> {
  const row = await db
    .selectFrom('deliveries')
    .select(['digest_id', 'slot'])
    .where('message_id', '=', messageId)
    .limit(1)
    .executeTakeFirst();
  return row ? { digest: row.digest_id, slot: row.slot } : null;
}
