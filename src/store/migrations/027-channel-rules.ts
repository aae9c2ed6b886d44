import { type Kysely, sql } from 'kysely';

/** Where and to whom the bot answers in a workspace: rules of channels, and roles that may ask. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `create table channel_rules (
      place text primary key,
      workspace_id text not null references workspaces on delete cascade,
      answers text not null check (answers in ('every message', 'when mentioned', 'never')),
      threads boolean not null default false
    )`,
    `create index channel_rules_workspace on channel_rules (workspace_id)`,
    `alter table workspaces add column listed_channels_only boolean not null default false,
      add column asking_roles text[] not null default '{}'`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
