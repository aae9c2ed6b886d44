import { type Kysely, sql } from 'kysely';

/** In how many articles a word of a story's profile stands; the row with the empty word counts the articles. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table story_words (word text primary key, articles bigint not null)`.execute(db);
}
