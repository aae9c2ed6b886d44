import { type Kysely, sql } from 'kysely';

/**
 * One index over all that a quotation is found by, copies included; the names that can be looked for, by who sees them. No extension is
 * needed any more. Quotations that are stored already are indexed by the worker, in the background.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `alter table quotes drop column if exists words, drop column if exists said_by`,
    // Without unaccent(), which a server may not have. Accents go by decomposition.
    String.raw`create or replace function fold(t text) returns text language sql immutable strict parallel safe as
      $$ select translate(lower(regexp_replace(normalize(t, NFKD), '[\u0300-\u036f]', '', 'g')), 'øłđðıØŁĐ', 'olddiold') $$`,
    `create table quote_keys (
      quote_id bigint primary key references quotes on delete cascade,
      article_id text not null,
      -- When it was published, or stored when that is not known.
      at timestamptz not null,
      keys integer[] not null
    )`,
    `create table quote_weeks (week integer primary key, quotes bigint not null)`,
    `create table quote_names (
      id integer generated always as identity primary key,
      kind text not null check (kind in ('speaker', 'publisher')),
      name text not null check (name <> ''),
      -- Of the name and the roles, each after a space.
      words text not null,
      unique (kind, name)
    )`,
    `create table quote_name_parts (
      word text collate "C" not null,
      name_id integer not null references quote_names on delete cascade,
      primary key (word, name_id)
    )`,
    // Every word that a speaker or a publisher can be found by, and the hashes by which misspelled ones meet it.
    `create table quote_name_words (word text collate "C" primary key, near integer[] not null)`,
    `create table quote_name_sightings (
      workspace_id text not null references workspaces on delete cascade,
      kind text not null,
      name_id integer not null references quote_names on delete cascade,
      quotes bigint not null,
      -- One that names it, so that it takes one look to see whether the workspace still sees the name.
      article_id text not null,
      primary key (workspace_id, name_id)
    )`,
    `create function quote_names_in(article text) returns table (kind text, id integer, quotes bigint) language sql stable as $$
      select n.kind, n.id, count(*)
      from news.articles a join news.quotes q on q.revision_id = a.current join news.quote_names n on n.kind = 'speaker' and n.name = q.speaker
      where a.id = article and q.kind in ('direct', 'partial') and q.speaker_kind <> 'unnamed' and q.confidence >= 0.7
      group by n.id
      union all
      select n.kind, n.id, 1
      from news.articles a join news.revisions r on r.id = a.current join news.quote_names n on n.kind = 'publisher' and n.name = r.publisher
      where a.id = article
    $$`,
    // Counts only order suggestions and are never taken back; what is suggested is checked against what the workspace sees.
    `create function note_quote_names() returns trigger language plpgsql as $$
      begin
        insert into news.quote_name_sightings (workspace_id, kind, name_id, quotes, article_id)
        select v.workspace_id, n.kind, n.id, sum(n.quotes), max(v.article_id)
        from seen v, news.quote_names_in(v.article_id) n group by 1, 2, 3 order by 1, 3
        on conflict (workspace_id, name_id) do update
          set quotes = quote_name_sightings.quotes + excluded.quotes, article_id = excluded.article_id;
        return null;
      end $$`,
    `create trigger note_quote_names after insert on article_visibility referencing new table as seen
      for each statement execute function note_quote_names()`,
    `create index quote_keys_keys on quote_keys using gin (keys) with (fastupdate = off)`,
    `create index quote_keys_article on quote_keys (article_id)`,
    `create index quote_name_words_near on quote_name_words using gin (near) with (fastupdate = off)`,
    `create index quote_name_sightings_most on quote_name_sightings (workspace_id, kind, quotes desc)`,
    `create index revisions_publisher on revisions (publisher)`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
