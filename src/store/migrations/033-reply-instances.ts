import { type Kysely, sql } from 'kysely';

/** Which process is giving a reply; null where that was not noted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`alter table open_replies add column instance text`).execute(db);
}
