import type { Queries } from './database.ts';

/** Notes that a part of Copydesk is at work. */
export async function beat(db: Queries, part: 'worker', now: Date): Promise<void> {
  await db
    .insertInto('heartbeats')
    .values({ part, at: now })
    .onConflict((c) => c.column('part').doUpdateSet({ at: now }))
    .execute();
}

/** When a part was last at work; null when it never was. */
export async function lastBeat(db: Queries, part: 'worker'): Promise<Date | null> {
  const row = await db.selectFrom('heartbeats').select('at').where('part', '=', part).executeTakeFirst();
  return row?.at ?? null;
}
