import { type Kysely, sql } from 'kysely';

/** The keys of chat events that were taken in, so that one which is delivered again after a restart is not answered twice. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table receipts (key text primary key, at timestamptz not null)`.execute(db);
  await sql`create index receipts_at on receipts (at)`.execute(db);
}
