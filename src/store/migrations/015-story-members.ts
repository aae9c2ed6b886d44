import { type Kysely, sql } from 'kysely';

/**
 * A story's profile is now the profiles of its articles. What was summed can't be taken apart: those stories keep their articles and
 * names, and without keys no new article is compared with them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`update stories set keys = '{}', profile = jsonb_build_object('articles', articles, 'members', '[]'::jsonb)`.execute(
    db,
  );
}
