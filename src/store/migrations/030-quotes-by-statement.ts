import { type Kysely, sql } from 'kysely';

/**
 * Quotations are checked against their article once for each statement that stores some, by pieces of the text: looked at one by one, each
 * costs the length of the whole text, and an article of 27,000 quotations took a minute and a half.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `drop trigger quote_is_a_slice on quotes`,
    `create trigger quote_is_a_slice before update on quotes for each row execute function quote_is_a_slice()`,
    `create function quotes_are_slices() returns trigger language plpgsql set enable_nestloop = off as $$
      declare revision record;
      begin
        if exists (
          select from added q left join news.revisions r on r.id = q.revision_id and r.article_id = q.article_id where r.id is null
        ) then
          raise exception 'quote of a revision that is not of its article' using errcode = 'check_violation';
        end if;
        for revision in select r.id, r.text, r.astral from news.revisions r where r.id in (select revision_id from added) loop
          if exists (
            with piece as materialized (
              select m.place - 1 as place, m.part[1] as words,
                case when revision.astral then news.utf16_length(m.part[1]) else char_length(m.part[1]) end as units
              from regexp_matches(revision.text, '(?s).{1,200}', 'g') with ordinality as m (part, place)
            ), located as materialized (
              select place, words, sum(units) over (order by place) - units as units_before from piece
            ), checked as materialized (
              select
                substr(string_agg(l.words, '' order by l.place), q.code_point % 200 + 1, char_length(q.text)) = q.text
                and min(l.units_before) + case when revision.astral
                  then news.utf16_length(left(string_agg(l.words, '' order by l.place), q.code_point % 200))
                  else q.code_point % 200 end = q.start
                and case when revision.astral then news.utf16_length(q.text) else char_length(q.text) end = q."end" - q.start
                and min(l.place) = q.code_point / 200 as fits
              from added q
              cross join lateral generate_series(q.code_point / 200, (q.code_point + char_length(q.text) - 1) / 200) as g (place)
              join located l on l.place = g.place
              where q.revision_id = revision.id
              group by q.id, q.code_point, q.text, q.start, q."end"
            )
            select where (select count(*) from checked where fits) <> (select count(*) from added where revision_id = revision.id)
          ) then
            raise exception 'a quote must equal its slice of the article' using errcode = 'check_violation';
          end if;
        end loop;
        return null;
      end $$`,
    `create trigger quotes_are_slices after insert on quotes referencing new table as added
      for each statement execute function quotes_are_slices()`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
