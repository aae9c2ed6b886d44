import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { removeDigest } from '../../../src/store/digests/digests.ts';
import { closeSlot, composeSlot, takeSlots } from '../../../src/store/digests/slots.ts';
import { type DigestId, TERMINAL } from '../../../src/store/schema.ts';
import { addDigest } from '../../digest/test-delivery.ts';
import { testDatabase } from '../test-database.ts';

const DUE = new Date('2026-01-01T08:00:00Z');
const COVERS = { from: DUE, to: DUE };

/** Digests with a due slot each. */
async function dueDigests(count: number) {
  const { db } = await testDatabase();
  const keys = Array.from({ length: count }, (_, i) => ({ digest: `d${i}` as DigestId, slot: '2026-01-01' }));
  for (const { digest, slot } of keys) {
    await addDigest(db, DUE, { id: digest });
    await db.insertInto('slots').values({ digest_id: digest, slot, due: DUE, state: 'due', wake: DUE }).execute();
  }
  return { db, keys };
}

test('digests are removed while their slots are taken and closed, and neither waits for the other for ever', async () => {
  const { db, keys } = await dueDigests(60);
  const work = keys.flatMap((key) => [
    () => closeSlot(db, key, 'posted', null),
    () => removeDigest(db, TERMINAL, key.digest),
    () => takeSlots(db, 'terminal', 10, 15, 'database'),
  ]);
  const results = await Promise.allSettled(work.map((one) => one()));
  expect(results.filter(({ status }) => status === 'rejected')).toEqual([]);
  expect(await db.selectFrom('slots').select('slot').execute()).toEqual([]);
});

test('a digest that is removed while it is composed goes when that is done', async () => {
  const { db, keys } = await dueDigests(1);
  const [key] = keys;
  if (!key) throw new Error('nothing is due');
  let removed: Promise<boolean> | null = null;
  const outcome = composeSlot(db, key, async () => {
    removed = removeDigest(db, TERMINAL, key.digest);
    // Until it waits for the rows that are locked here.
    const waiting = sql`
      select from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database()`;
    await expect.poll(async () => (await waiting.execute(db)).rows.length).toBeGreaterThan(0);
    return { covers: COVERS, deliveries: [], stories: [], decisions: [] };
  });
  expect(await outcome).toBe('empty');
  expect(await removed).toBe(true);
});
