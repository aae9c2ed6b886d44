import { type Kysely, sql } from 'kysely';

/** Passages with their search terms, and in how many passages each term stands; the empty term counts the passages. */
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
    // However a passage goes (a new revision, a removed article), its terms are counted off.
    `create function uncount_terms() returns trigger language plpgsql as $$
      begin
        update news.terms t set passages = greatest(0, t.passages - gone_terms.n)
        from (select term, count(*) as n from gone, unnest(gone.terms) as term group by term order by term) as gone_terms
        where t.term = gone_terms.term;
        update news.terms set passages = greatest(0, passages - (select count(*) from gone)) where term = '';
        return null;
      end $$`,
    `create trigger uncount_terms after delete on passages referencing old table as gone
      for each statement execute function uncount_terms()`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
