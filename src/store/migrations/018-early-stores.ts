import { type Kysely, sql } from 'kysely';

/**
 * Stores from before the first release, whose migrations were edited after they had run: they get the columns and functions of everybody
 * else. What they had indexed in an earlier format goes, and the worker indexes it again. Does nothing to other stores.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `alter table revisions add column if not exists astral boolean
      generated always as (octet_length(text) > 0 and text ~ '[^\\u0001-\\uFFFF]') stored`,
    `create or replace function quote_is_a_slice() returns trigger language plpgsql as $$
      declare body text; wide boolean;
      begin
        select r.text, r.astral into body, wide from news.revisions r where r.id = new.revision_id and r.article_id = new.article_id;
        if body is null then
          raise exception 'quote of a revision that is not of its article' using errcode = 'check_violation';
        end if;
        if substr(body, new.code_point + 1, char_length(new.text)) is distinct from new.text
          or (case when wide then news.utf16_length(substr(body, 1, new.code_point)) else new.code_point end) <> new.start
          or (case when wide then news.utf16_length(new.text) else char_length(new.text) end) <> new."end" - new.start then
          raise exception 'a quote must equal its slice of the article' using errcode = 'check_violation';
        end if;
        return new;
      end $$`,
    String.raw`create or replace function fold(t text) returns text language sql immutable strict parallel safe as
      $$ select translate(lower(regexp_replace(normalize(t, NFKD), '[\u0300-\u036f]', '', 'g')), 'øłđðıØŁĐ', 'olddiold') $$`,
    `do $$ begin
      if not exists (select from information_schema.columns
        where table_schema = 'news' and table_name = 'segments' and column_name = 'analysis') then
        drop table news.doc_times;
        create table news.doc_times (block integer primary key, version integer not null, minutes bytea not null)
          with (fillfactor = 50);
        truncate news.postings, news.segments, news.visible_docs;
        alter table news.segments add column analysis integer not null;
        set constraints all immediate;
        alter table news.passage_docs disable trigger user;
        delete from news.passage_docs;
        alter table news.passage_docs enable trigger user;
      end if;
      if not exists (select from information_schema.columns
        where table_schema = 'news' and table_name = 'quote_name_sightings' and column_name = 'article_id') then
        truncate news.quote_keys, news.quote_weeks, news.quote_name_sightings;
        alter table news.quote_name_sightings add column article_id text not null;
      end if;
    end $$`,
    `create or replace function note_visible_doc(changed integer, count integer) returns void language plpgsql as $$
      declare
        b constant integer := changed / 512;
        bit constant integer := changed % 512;
        seers text[];
        minute integer;
      begin
        perform pg_advisory_xact_lock(7305811);
        select array_agg(v.workspace_id order by v.workspace_id) into seers
          from news.passage_docs d join news.article_visibility v on v.article_id = d.article_id where d.doc = changed;
        update news.visible_docs set bits = set_bit(bits, bit, 0), passages = passages - count
          where block = b and get_bit(bits, bit) = 1 and workspace_id <> all (coalesce(seers, '{}'));
        if seers is null then return; end if;
        insert into news.visible_docs as old (workspace_id, block, passages, bits)
          select seer, b, count, set_bit(decode(repeat('00', 64), 'hex'), bit, 1) from unnest(seers) as seer
          on conflict (workspace_id, block) do update set bits = set_bit(old.bits, bit, 1), passages = old.passages + count
          where get_bit(old.bits, bit) = 0;
        select floor(extract(epoch from published) / 60)::integer into minute from news.passage_docs where doc = changed;
        if minute is null then return; end if;
        insert into news.doc_times as old (block, version, minutes)
          values (b, 1, overlay(decode(repeat('00', 2048), 'hex') placing int4send(minute) from bit * 4 + 1))
          on conflict (block) do update set version = old.version + 1, minutes = overlay(old.minutes placing int4send(minute) from bit * 4 + 1)
          where substring(old.minutes from bit * 4 + 1 for 4) <> int4send(minute);
      end $$`,
    `create or replace function note_quote_names() returns trigger language plpgsql as $$
      begin
        insert into news.quote_name_sightings (workspace_id, kind, name_id, quotes, article_id)
        select v.workspace_id, n.kind, n.id, sum(n.quotes), max(v.article_id)
        from seen v, news.quote_names_in(v.article_id) n group by 1, 2, 3 order by 1, 3
        on conflict (workspace_id, name_id) do update
          set quotes = quote_name_sightings.quotes + excluded.quotes, article_id = excluded.article_id;
        return null;
      end $$`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
