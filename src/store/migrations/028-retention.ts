import { type Kysely, sql } from 'kysely';

/** What is old is found without reading all of the rest. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index articles_added on articles (added)`.execute(db);
}
