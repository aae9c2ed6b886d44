import { type Kysely, sql } from 'kysely';

/** Feeds, each read once for all who follow it; who follows it; and which of its entries have been seen. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `create table feeds (
      id text primary key,
      url text not null unique,
      title text not null,
      page_url text,
      etag text,
      last_modified text,
      every_minutes integer not null check (every_minutes > 0),
      next_poll timestamptz not null,
      polled timestamptz,
      succeeded timestamptz,
      failures integer not null default 0 check (failures >= 0),
      problem text,
      added timestamptz not null default now()
    )`,
    `create index feeds_next on feeds (next_poll)`,
    `create table feed_followers (
      workspace_id text not null references workspaces on delete cascade,
      feed_id text not null references feeds on delete cascade,
      name text,
      active boolean not null default true,
      added timestamptz not null default now(),
      primary key (workspace_id, feed_id)
    )`,
    `create table feed_entries (
      feed_id text not null references feeds on delete cascade,
      entry text not null,
      url text,
      state text not null check (state in ('waiting', 'read', 'failed')),
      -- Of the first reading of a feed: stored, but no news to announce.
      old boolean not null,
      tries integer not null default 0,
      retry_at timestamptz not null default now(),
      draft jsonb,
      problem text,
      article_id text references articles on delete set null,
      seen timestamptz not null default now(),
      primary key (feed_id, entry)
    )`,
    `create index feed_entries_waiting on feed_entries (retry_at) where state = 'waiting'`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
