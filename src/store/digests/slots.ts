import type { ArticleId } from '../../article/article.ts';
import type { Database, Queries } from '../database.ts';
import type { DigestId } from '../schema.ts';

export interface SlotKey {
  digest: DigestId;
  /** The local date; a run by hand adds `+` and a number. */
  slot: string;
}

/** Opens a slot for a run by hand on a local date. */
export async function openManualSlot(db: Database, digest: DigestId, localDate: string, now: Date): Promise<SlotKey> {
  return db.transaction().execute(async (tx) => {
    await tx.selectFrom('digests').select('id').where('id', '=', digest).forUpdate().execute();
    const { runs } = await tx
      .selectFrom('slots')
      .select((e) => e.fn.countAll<number>().as('runs'))
      .where('digest_id', '=', digest)
      .where('slot', 'like', `${localDate}+%`)
      .executeTakeFirstOrThrow();
    const slot = `${localDate}+${runs + 1}`;
    await tx.insertInto('slots').values({ digest_id: digest, slot, due: now, state: 'due' }).execute();
    return { digest, slot };
  });
}

/** Slots that are due or half posted, oldest first: what a restarted worker goes on with. */
export async function unfinishedSlots(db: Queries, limit: number): Promise<SlotKey[]> {
  const rows = await db
    .selectFrom('slots')
    .select(['digest_id', 'slot'])
    .where('state', 'in', ['due', 'composed'])
    .orderBy('due')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ digest: row.digest_id, slot: row.slot }));
}

export interface Slot {
  due: Date;
  state: 'due' | 'composed' | 'posted' | 'empty' | 'late-skipped' | 'failed';
  note: string | null;
}

export async function findSlot(db: Queries, key: SlotKey): Promise<Slot | null> {
  const row = await db
    .selectFrom('slots')
    .select(['due', 'state', 'note'])
    .where('digest_id', '=', key.digest)
    .where('slot', '=', key.slot)
    .executeTakeFirst();
  return row ?? null;
}

/** The last slots of a digest, newest first. */
export async function recentSlots(db: Queries, digest: DigestId, limit: number): Promise<(Slot & { slot: string })[]> {
  return db
    .selectFrom('slots')
    .select(['slot', 'due', 'state', 'note'])
    .where('digest_id', '=', digest)
    .orderBy('due', 'desc')
    .limit(limit)
    .execute();
}

export async function closeSlot(
  db: Queries,
  key: SlotKey,
  state: 'posted' | 'failed',
  note: string | null,
): Promise<void> {
  await db
    .updateTable('slots')
    .set({ state, note })
    .where('digest_id', '=', key.digest)
    .where('slot', '=', key.slot)
    .where('state', '=', 'composed')
    .execute();
}

export interface ComposedSlot {
  covers: { from: Date; to: Date };
  deliveries: { place: string; message: unknown; nonce: string }[];
  stories: { article: ArticleId; story: string; position: number }[];
}

/**
 * Freezes what a due slot will post: its messages, what they cover, and which stories were told. `compose` runs while the
 * slot's row is locked, so two workers can't compose it twice. Null when the slot was composed already or is not due.
 */
export async function composeSlot(
  db: Database,
  key: SlotKey,
  compose: (tx: Queries, slot: Slot) => Promise<ComposedSlot | null>,
): Promise<'composed' | 'empty' | null> {
  return db.transaction().execute(async (tx) => {
    const slot = await tx
      .selectFrom('slots')
      .select(['due', 'state', 'note'])
      .where('digest_id', '=', key.digest)
      .where('slot', '=', key.slot)
      .forUpdate()
      .executeTakeFirst();
    if (slot?.state !== 'due') return null;
    const composed = await compose(tx, slot);
    if (composed === null) {
      await tx
        .updateTable('slots')
        .set({ state: 'empty', note: 'nothing new' })
        .where('digest_id', '=', key.digest)
        .where('slot', '=', key.slot)
        .execute();
      return 'empty';
    }
    const { covers, deliveries, stories } = composed;
    await tx
      .insertInto('deliveries')
      .values(
        deliveries.map((delivery, part) => ({
          digest_id: key.digest,
          slot: key.slot,
          part,
          place: delivery.place,
          payload: JSON.stringify(delivery.message),
          nonce: delivery.nonce,
          state: 'planned' as const,
        })),
      )
      .execute();
    if (stories.length > 0) {
      await tx
        .insertInto('digest_stories')
        .values(
          stories.map(({ article, story, position }) => ({
            digest_id: key.digest,
            slot: key.slot,
            article_id: article,
            story,
            position,
          })),
        )
        .onConflict((c) => c.doNothing())
        .execute();
    }
    await tx
      .updateTable('slots')
      .set({ state: 'composed', covers_from: covers.from, covers_to: covers.to })
      .where('digest_id', '=', key.digest)
      .where('slot', '=', key.slot)
      .execute();
    await tx.updateTable('digests').set({ covered_to: covers.to }).where('id', '=', key.digest).execute();
    return 'composed';
  });
}
