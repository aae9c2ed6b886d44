import { type Kysely, sql } from 'kysely';

/** Passages with their search terms, and in how many passages each term stands. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `create table passages (
      id bigint generated always as identity primary key,
      article_id text not null references articles on delete cascade,
      revision_id bigint not null references revisions on delete cascade,
      start integer not null check (start >= 0),
      "end" integer not null,
      text text not null check (text <> ''),
      terms text[] not null,
      check ("end" > start)
    )`,
    `create index passages_article on passages (article_id)`,
    `create index passages_revision on passages (revision_id)`,
    `create index passages_terms on passages using gin (terms) with (fastupdate = off)`,
    `create table terms (term text primary key, passages bigint not null)`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
