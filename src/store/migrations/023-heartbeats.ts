import { type Kysely, sql } from 'kysely';

/** When the worker was last at work, so that the bot can say that none runs. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table heartbeats (part text primary key, at timestamptz not null)`.execute(db);
}
