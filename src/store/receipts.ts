import type { Queries } from './database.ts';

/** Slack repeats an event for some minutes; a day is more than enough. */
const KEPT_MS = 24 * 3_600_000;

/**
 * Whether this is the first time that an event with this key came in, in this process or before a restart. Remembers the key for a day.
 */
export async function firstReceipt(db: Queries, key: string, now: Date): Promise<boolean> {
  const added = await db
    .insertInto('receipts')
    .values({ key: key.replaceAll('\0', '').slice(0, 200), at: now })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

/** Forgets the keys of events that came in more than a day ago. */
export async function forgetReceipts(db: Queries, now: Date): Promise<void> {
  await db
    .deleteFrom('receipts')
    .where('at', '<', new Date(now.getTime() - KEPT_MS))
    .execute();
}
