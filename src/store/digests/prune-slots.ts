import { sql } from 'kysely';
import type { Queries } from '../database.ts';

/** The text of a message is on its platform; the reasons for its stories are asked for soon, if at all. */
const PAYLOAD_DAYS = 30;
const DECISIONS_DAYS = 90;
/** A story that was told longer ago may be told again. */
const SLOT_DAYS = 400;
const AT_ONCE = 500;

/** Drops what is no longer needed of old posts, a part at a time: the texts first, then the reasons, at last the slots with what they told. */
export async function pruneSlots(db: Queries, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000);
  await sql`
    update deliveries set payload = 'null'::jsonb where (digest_id, slot, part) in (
      select digest_id, slot, part from deliveries
      where changed < ${before(PAYLOAD_DAYS)} and state in ('posted', 'failed') and payload <> 'null'::jsonb limit ${AT_ONCE})`.execute(
    db,
  );
  await sql`
    update slots set decisions = null where (digest_id, slot) in (
      select digest_id, slot from slots where due < ${before(DECISIONS_DAYS)} and decisions is not null limit ${AT_ONCE})`.execute(
    db,
  );
  await sql`
    delete from slots where (digest_id, slot) in (
      select digest_id, slot from slots
      where due < ${before(SLOT_DAYS)} and state not in ('due', 'composed') limit ${AT_ONCE})`.execute(db);
  await sql`
    delete from channel_stories where (place, article_id, sent) in (
      select place, article_id, sent from channel_stories where sent < ${before(SLOT_DAYS)} limit ${AT_ONCE})`.execute(
    db,
  );
}
