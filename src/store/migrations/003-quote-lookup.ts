import { type Kysely, sql } from 'kysely';

/** Indexes that find quotations by word, by speaker and by time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `create extension if not exists unaccent schema public`,
    `create extension if not exists pg_trgm schema public`,
    // unaccent() alone is not immutable, because its dictionary could be changed; ours never is.
    `create function fold(t text) returns text language sql immutable strict parallel safe as
      $$ select lower(public.unaccent('public.unaccent', t)) $$`,
    `alter table quotes add column words tsvector generated always as (to_tsvector('english', news.fold(text))) stored`,
    `alter table quotes add column said_by text generated always as (news.fold(coalesce(speaker, '') || ' ' || coalesce(role, ''))) stored`,
    `create index quotes_words on quotes using gin (words) where kind in ('direct', 'partial')`,
    `create index quotes_said_by on quotes using gin (said_by public.gin_trgm_ops) where kind in ('direct', 'partial')`,
    `create index quotes_speaker on quotes (speaker) where kind in ('direct', 'partial') and speaker is not null`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
