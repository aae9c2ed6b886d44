import { type Kysely, sql } from 'kysely';

/** Feeds that were shown and not yet taken; where a workspace is told that a feed fails, and since when it knows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table feed_offers (
    id text primary key,
    workspace_id text not null references workspaces on delete cascade,
    url text not null,
    title text not null,
    page_url text,
    name text,
    added timestamptz not null default now()
  )`.execute(db);
  await sql`alter table feed_followers add column place text, add column told timestamptz`.execute(db);
}
