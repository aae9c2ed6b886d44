import { type Kysely, sql } from 'kysely';

/**
 * How an article puts words in marks: said, or denied, alleged, supposed. A speaker who is too unsure to be shown is kept no more, so that no
 * query has to leave them out. Every article notes which reader of quotes has read it; the worker reads the others again.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `alter table quotes add column stance text not null default 'said'
        check (stance in ('said', 'reported', 'denied', 'alleged', 'hypothetical')),
      add column imputed_to text`,
    `alter table quotes add check (speaker is null or stance in ('said', 'reported'))`,
    `update quotes set speaker = null, speaker_kind = null, role = null, mention_start = null, mention_end = null, mention = null,
        confidence = 0
      where speaker is not null and confidence < 0.7`,
    `alter table articles add column quote_reader integer not null default 0`,
    `create index articles_quote_reader on articles (quote_reader, added)`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
