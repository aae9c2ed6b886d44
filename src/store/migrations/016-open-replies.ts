import { type Kysely, sql } from 'kysely';

/** Replies that people wait for: after a restart they are told, instead of waiting for ever. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table open_replies (
    id bigint generated always as identity primary key,
    platform text not null,
    handle jsonb not null,
    opened timestamptz not null
  )`.execute(db);
  await sql`create index open_replies_platform on open_replies (platform)`.execute(db);
}
