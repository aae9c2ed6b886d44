import { type Kysely, sql } from 'kysely';

/** Text without accents and in lower case. What looked quotations up before 009 needed extensions that a server may not have. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      String.raw`create function fold(t text) returns text language sql immutable strict parallel safe as
      $$ select translate(lower(regexp_replace(normalize(t, NFKD), '[\u0300-\u036f]', '', 'g')), 'øłđðıØŁĐ', 'olddiold') $$`,
    )
    .execute(db);
  await sql`create index quotes_speaker on quotes (speaker) where kind in ('direct', 'partial') and speaker is not null`.execute(
    db,
  );
}
