import { type Kysely, sql } from 'kysely';

/**
 * Postings of our own in place of an index over arrays of terms: what a question may see and what fits it best is known before a text is
 * fetched. Articles that are stored already are indexed by the worker, in the background.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `drop table passages`,
    `drop function uncount_terms()`,
    // One row is left: the one that whoever adds an article locks first.
    `delete from terms where term <> ''`,
    `insert into terms (term, passages) values ('', 0) on conflict (term) do update set passages = 0`,
    // An article's newest revision under the number that the postings know it by.
    `create table passage_docs (
      doc integer generated always as identity primary key,
      article_id text not null unique references articles on delete cascade,
      revision_id bigint not null references revisions on delete cascade,
      passages integer not null,
      publisher text collate "C",
      published timestamptz,
      analysis integer not null
    )`,
    `create index passage_docs_revision on passage_docs (revision_id)`,
    `create index passage_docs_publisher on passage_docs (publisher, doc)`,
    `create index passage_docs_analysis on passage_docs (analysis)`,
    `create table passages (
      doc integer not null references passage_docs on delete cascade,
      place integer not null,
      article_id text not null,
      revision_id bigint not null,
      start integer not null check (start >= 0),
      "end" integer not null,
      text text not null check (text <> ''),
      primary key (doc, place),
      check ("end" > start)
    )`,
    `create index passages_article on passages (article_id)`,
    `create index passages_revision on passages (revision_id, start)`,
    // Postings are written once, with a segment for each article or batch of them; segments of one size are joined when there are many.
    `create table segments (
      id integer generated always as identity primary key,
      level integer not null,
      docs integer not null,
      analysis integer not null
    )`,
    `create table postings (
      segment integer not null,
      term text collate "C" not null,
      data bytea not null,
      primary key (segment, term)
    ) with (autovacuum_vacuum_scale_factor = 0.02)`,
    // A bit for each article number that a workspace may see, and their publication times in minutes since 1970, 512 to a row.
    `create table visible_docs (
      workspace_id text not null references workspaces on delete cascade,
      block integer not null,
      passages integer not null,
      bits bytea not null,
      primary key (workspace_id, block)
    ) with (fillfactor = 50)`,
    `create table doc_times (block integer primary key, version integer not null, minutes bytea not null) with (fillfactor = 50)`,
    // Runs when a transaction commits, one at a time: what an article's bits have to be follows from who sees it then.
    `create function note_visible_doc(changed integer, count integer) returns void language plpgsql as $$
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
    `create function note_changed_doc() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' then perform news.note_visible_doc(old.doc, old.passages);
        else perform news.note_visible_doc(new.doc, new.passages);
        end if;
        return null;
      end $$`,
    `create constraint trigger note_changed_doc after insert or delete on passage_docs
      deferrable initially deferred for each row execute function note_changed_doc()`,
    `create function note_changed_visibility() returns trigger language plpgsql as $$
      begin
        perform news.note_visible_doc(d.doc, d.passages) from news.passage_docs d
          where d.article_id = case when tg_op = 'DELETE' then old.article_id else new.article_id end;
        return null;
      end $$`,
    `create constraint trigger note_changed_visibility after insert or delete on article_visibility
      deferrable initially deferred for each row execute function note_changed_visibility()`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
