import type { Queries } from './database.ts';

/** Slack repeats an event for some minutes; a day is more than enough. */
const KEPT_MS = 24 * 3_600_000;

/**
 * Whether this is the first time that an event with this key came in, in this process or before a restart. Remembers the key for a day.
 */
export async function firstReceipt(db: Queries, key: string, now: Date): Promise<boolean> {
  const [first = false] = await firstReceipts(db, [key], now);
  return first;
}

/** As `firstReceipt`, for several at a time: of the same key twice the first alone is the first. */
export async function firstReceipts(db: Queries, keys: readonly string[], now: Date): Promise<boolean[]> {
  if (keys.length === 0) return [];
  const plain = keys.map((key) => key.replaceAll('\0', '').slice(0, 200));
  const added = await db
    .insertInto('receipts')
    .values([...new Set(plain)].map((key) => ({ key, at: now })))
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('key')
    .execute();
  const fresh = new Set(added.map(({ key }) => key));
  return plain.map((key) => fresh.delete(key));
}

/** Whether an event with this key came in within the last day. */
export async function hasReceipt(db: Queries, key: string): Promise<boolean> {
  return (await db.selectFrom('receipts').select('key').where('key', '=', key).executeTakeFirst()) !== undefined;
}

/** Forgets the keys of events that came in more than a day ago. */
export async function forgetReceipts(db: Queries, now: Date): Promise<void> {
  await db
    .deleteFrom('receipts')
    .where('at', '<', new Date(now.getTime() - KEPT_MS))
    .execute();
}
