import { type Kysely, sql } from 'kysely';

/** What a model says of a whole story, in points that each one article proves: a point goes with its article. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `create table story_summaries (
      story_id text primary key references stories on delete cascade,
      articles integer not null check (articles > 0),
      model text not null,
      prompt text not null,
      added timestamptz not null default now()
    )`,
    `create table story_points (
      story_id text not null references story_summaries on delete cascade,
      n smallint not null,
      article_id text not null references articles on delete cascade,
      revision_id bigint not null references revisions on delete cascade,
      text text not null,
      spans jsonb not null,
      primary key (story_id, n)
    )`,
    `create index story_points_article on story_points (article_id)`,
    `create index story_points_revision on story_points (revision_id)`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
