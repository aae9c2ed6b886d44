import { type Kysely, sql } from 'kysely';

/** The languages that a person wants stories in; null: all. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`alter table people add column languages text[]`).execute(db);
}
