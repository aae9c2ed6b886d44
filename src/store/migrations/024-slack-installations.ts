import { type Kysely, sql } from 'kysely';

/** Slack workspaces and organisations that installed the app, each with its tokens, encrypted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table slack_installations (
    id text primary key,
    sealed text not null,
    installed timestamptz not null
  )`.execute(db);
}
