import { type Kysely, sql } from 'kysely';

/** What the digests of a channel told that were removed since, so that no other tells it again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `create table channel_stories (
      workspace_id text not null references workspaces on delete cascade,
      place text not null,
      article_id text not null references articles on delete cascade,
      story text not null,
      revision_id bigint,
      headline text,
      sentence text,
      sent timestamptz not null,
      primary key (place, article_id, sent)
    )`,
    `create index channel_stories_article on channel_stories (article_id)`,
    `create index channel_stories_workspace on channel_stories (workspace_id)`,
    `create index channel_stories_sent on channel_stories (sent)`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
