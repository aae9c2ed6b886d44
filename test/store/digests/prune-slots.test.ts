import { expect, test } from 'vitest';
import { deliveriesOf } from '../../../src/store/digests/deliveries.ts';
import { pruneSlots } from '../../../src/store/digests/prune-slots.ts';
import { composeSlot, decisionsOf, findSlot } from '../../../src/store/digests/slots.ts';
import { type DigestId, SHARED, TERMINAL } from '../../../src/store/schema.ts';
import { addText, HARBOUR } from '../../chat/test-desk.ts';
import { addDigest } from '../../digest/test-delivery.ts';
import { testDatabase } from '../test-database.ts';

const DAY = 86_400_000;

test('of old posts the text goes first, then the reasons, at last the slot; what is still open stays', async () => {
  const { db } = await testDatabase();
  const due = new Date('2026-01-01T08:00:00Z');
  await addDigest(db, due);
  const [posted, open] = [
    { digest: 'd1' as DigestId, slot: '2026-01-01' },
    { digest: 'd1' as DigestId, slot: '2026-01-02' },
  ];
  for (const { slot } of [posted, open])
    await db
      .insertInto('slots')
      .values({ digest_id: 'd1' as DigestId, slot, due, state: 'due', wake: due })
      .execute();
  await composeSlot(db, posted, async () => ({
    covers: { from: due, to: due },
    deliveries: [{ place: 'terminal', message: { text: 'news' }, nonce: 'n', inThread: false }],
    stories: [],
    decisions: [{ story: 's' }],
  }));
  await db.updateTable('deliveries').set({ state: 'posted', message_id: 'm', changed: due }).execute();
  await db.updateTable('slots').set({ state: 'posted' }).where('slot', '=', posted.slot).execute();
  const left = async (days: number) => {
    await pruneSlots(db, new Date(due.getTime() + days * DAY));
    const { payload } = (await db.selectFrom('deliveries').select('payload').executeTakeFirst()) ?? { payload: null };
    return [payload !== null, (await decisionsOf(db, posted)) !== null, (await findSlot(db, posted)) !== null];
  };
  expect(await left(29)).toEqual([true, true, true]);
  expect(await left(31)).toEqual([false, true, true]);
  expect((await deliveriesOf(db, posted))[0]?.messageId).toBe('m');
  expect(await left(91)).toEqual([false, false, true]);
  expect(await left(401)).toEqual([false, false, false]);
  expect(await findSlot(db, open)).not.toBeNull();
});

test('what a removed digest told its channel is forgotten with the slots of its time', async () => {
  const { db } = await testDatabase();
  const told = new Date('2026-01-01T08:00:00Z');
  await addText(db, HARBOUR, SHARED);
  const { id } = await db.selectFrom('articles').select('id').executeTakeFirstOrThrow();
  await db
    .insertInto('channel_stories')
    .values({ workspace_id: TERMINAL, place: 'terminal', article_id: id, story: id, sent: told })
    .execute();
  const left = async (days: number) => {
    await pruneSlots(db, new Date(told.getTime() + days * DAY));
    return (await db.selectFrom('channel_stories').select('place').execute()).length;
  };
  expect([await left(399), await left(401)]).toEqual([1, 0]);
});
