import { type Kysely, sql } from 'kysely';

/** Fingerprints of articles from the web, by which a syndicated copy at another address is recognised. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table fingerprints (
    article_id text primary key references articles on delete cascade,
    owner text not null references workspaces,
    keys text[] not null,
    fingerprint jsonb not null
  )`.execute(db);
  await sql`create index fingerprints_keys on fingerprints using gin (keys)`.execute(db);
}
