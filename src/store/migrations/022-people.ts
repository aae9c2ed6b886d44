import { type Kysely, sql } from 'kysely';

/** What people chose, who asked what (so that it can be taken away again), and which messages of ours belong to a conversation. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table people (
    person text primary key,
    workspace_id text references workspaces (id) on delete set null,
    zone text
  )`.execute(db);
  await sql`alter table turns add column asker text`.execute(db);
  await sql`create index turns_asker on turns (asker) where asker is not null`.execute(db);
  await sql`alter table votes add column reason text, add column remark text`.execute(db);
  await sql`create table conversation_posts (
    post text primary key,
    place text not null references conversations (place) on delete cascade
  )`.execute(db);
  await sql`create index conversation_posts_place on conversation_posts (place)`.execute(db);
}
