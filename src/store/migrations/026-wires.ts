import { type Kysely, sql } from 'kysely';

/** A wire posts articles as they come: its slots are named by their articles, so that each is posted once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `alter table slots drop constraint slots_slot_check`,
    `alter table slots add constraint slots_slot_check check (
      slot ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}([.][0-9]{1,2})?([+][0-9]{1,4})?$' or slot ~ '^article-[0-9a-z]{1,32}$')`,
    `create index article_visibility_added on article_visibility (workspace_id, added)`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
