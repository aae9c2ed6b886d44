import { type Kysely, sql } from 'kysely';

/** Which digest a thread belongs to is read from the posted message; stories keep their place in the digest. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table digest_stories add column position integer`.execute(db);
  await sql`create index digest_stories_slot on digest_stories (digest_id, slot)`.execute(db);
  await sql`create index deliveries_message on deliveries (message_id) where message_id is not null`.execute(db);
  await sql`alter table conversations drop column digest_id, drop column slot`.execute(db);
}
