import type { Queries } from './database.ts';

/** A worker looks for what is due; a backup of the whole store is written. */
type Part = 'worker' | 'backup';

/** Notes that a part of Copydesk was at work. */
export async function beat(db: Queries, part: Part, now: Date): Promise<void> {
  await db
    .insertInto('heartbeats')
    .values({ part, at: now })
    .onConflict((c) => c.column('part').doUpdateSet({ at: now }))
    .execute();
}

/** When a part was last at work; null when it never was. */
export async function lastBeat(db: Queries, part: Part): Promise<Date | null> {
  const row = await db.selectFrom('heartbeats').select('at').where('part', '=', part).executeTakeFirst();
  return row?.at ?? null;
}
