import { sql } from 'kysely';
import type { ArticleId, RevisionId } from '../../article/article.ts';
import type { Database, Queries } from '../database.ts';
import type { DigestId } from '../schema.ts';
import { type Clock, clockTime } from './clock.ts';

export interface SlotKey {
  digest: DigestId;
  /** The occurrence's name (time/schedule.ts); a run by hand adds `+` and a number. */
  slot: string;
}

/** A slot that somebody opened by hand: the schedule knows nothing of it. */
export function isByHand({ slot }: Pick<SlotKey, 'slot'>): boolean {
  return slot.includes('+');
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
    await tx.insertInto('slots').values({ digest_id: digest, slot, due: now, state: 'due', wake: now }).execute();
    return { digest, slot };
  });
}

/** Nothing is put off longer than this: what is, comes from a clock that was set back. */
const FURTHEST_MINUTES = 20;

/**
 * Takes open slots of a platform that want attention, whichever has waited longest first, and puts each off by the lease, so that no
 * other worker attends to it meanwhile; what a dead worker took comes back by itself. In the order in which they were due.
 */
export async function takeSlots(
  db: Queries,
  platform: string,
  limit: number,
  leaseSeconds: number,
  clock: Clock,
): Promise<SlotKey[]> {
  const now = clockTime(clock);
  const { rows } = await sql<{ digest: DigestId; slot: string; due: Date }>`
    with waiting as (
      select s.digest_id, s.slot from slots s join digests d on d.id = s.digest_id
      where s.state in ('due', 'composed') and split_part(d.place, '/', 1) = ${platform}
        and (s.wake <= ${now} or s.wake > ${now} + make_interval(mins => ${FURTHEST_MINUTES}))
      order by s.wake, s.due, s.digest_id limit ${limit} for update of s skip locked
    )
    update slots s set wake = ${now} + make_interval(secs => ${leaseSeconds}), tries = s.tries + 1
    from waiting w where s.digest_id = w.digest_id and s.slot = w.slot
    returning s.digest_id as digest, s.slot, s.due`.execute(db);
  return rows.sort((a, b) => a.due.getTime() - b.due.getTime()).map(({ digest, slot }) => ({ digest, slot }));
}

/** Has an open slot attended to again after a wait. */
export async function putOff(db: Queries, key: SlotKey, milliseconds: number, clock: Clock): Promise<void> {
  await db
    .updateTable('slots')
    .set({ wake: sql<Date>`${clockTime(clock)} + make_interval(secs => ${milliseconds / 1000})` })
    .where('digest_id', '=', key.digest)
    .where('slot', '=', key.slot)
    .where('state', 'in', ['due', 'composed'])
    .execute();
}

export interface Slot {
  due: Date;
  state: 'due' | 'composed' | 'posted' | 'empty' | 'late-skipped' | 'failed';
  note: string | null;
  tries: number;
}

export async function findSlot(db: Queries, key: SlotKey): Promise<Slot | null> {
  const row = await db
    .selectFrom('slots')
    .select(['due', 'state', 'note', 'tries'])
    .where('digest_id', '=', key.digest)
    .where('slot', '=', key.slot)
    .executeTakeFirst();
  return row ?? null;
}

/** The last slots of a digest, newest first; with a local date only those of that day. */
export async function recentSlots(
  db: Queries,
  digest: DigestId,
  limit: number,
  date?: string,
): Promise<(Slot & { slot: string })[]> {
  const slots = db
    .selectFrom('slots')
    .select(['slot', 'due', 'state', 'note', 'tries'])
    .where('digest_id', '=', digest);
  return (date === undefined ? slots : slots.where(sql`left(slot, 10)`, '=', date))
    .orderBy('due', 'desc')
    .limit(limit)
    .execute();
}

const FAILURES_READ = 10;

/** How many of a digest's last scheduled posts failed, one after the other. */
export async function failuresInARow(db: Queries, digest: DigestId): Promise<number> {
  const rows = await db
    .selectFrom('slots')
    .select('state')
    .where('digest_id', '=', digest)
    .where('slot', 'not like', '%+%')
    .where('state', 'in', ['posted', 'empty', 'failed'])
    .orderBy('due', 'desc')
    .limit(FAILURES_READ)
    .execute();
  const success = rows.findIndex(({ state }) => state !== 'failed');
  return success === -1 ? rows.length : success;
}

/** Why the stories of a slot were chosen, as `composeSlot` was given it; null when nothing is kept. */
export async function decisionsOf(db: Queries, key: SlotKey): Promise<unknown> {
  const row = await db
    .selectFrom('slots')
    .select('decisions')
    .where('digest_id', '=', key.digest)
    .where('slot', '=', key.slot)
    .executeTakeFirst();
  return row?.decisions ?? null;
}

/** Ends an open slot. One that was posted, and not by hand, moves on what its digest has covered; what another would have told stays to be told. */
export async function closeSlot(
  db: Queries,
  key: SlotKey,
  state: 'posted' | 'failed' | 'late-skipped',
  note: string | null,
): Promise<void> {
  const posted = state === 'posted';
  // Whoever removes a digest locks its row before those of its slots: so does this.
  await sql`
    with owner as (select id from digests where id = ${key.digest} for no key update), closed as (
      update slots set state = ${state}, note = ${note} from owner
      where digest_id = owner.id and slot = ${key.slot} and state in ('due', 'composed') returning covers_from, covers_to
    )
    update digests set covered_to = case when ${posted}::boolean then greatest(covered_to, closed.covers_to)
        else coalesce(covered_to, closed.covers_from) end,
      told_reason = case when ${posted}::boolean then null else told_reason end,
      notice = case when ${posted}::boolean then null else notice end
    from closed where id = ${key.digest} and ${!isByHand(key)}::boolean`.execute(db);
}

/** Takes back what was composed and certainly not posted, so that it is composed again from the news of then. */
export async function reopenSlot(db: Database, key: SlotKey): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const slot = await tx
      .selectFrom('slots')
      .select('state')
      .where('digest_id', '=', key.digest)
      .where('slot', '=', key.slot)
      .forUpdate()
      .executeTakeFirst();
    if (slot?.state !== 'composed') return false;
    const tried = await tx
      .selectFrom('deliveries')
      .select('part')
      .where('digest_id', '=', key.digest)
      .where('slot', '=', key.slot)
      .where('state', '<>', 'planned')
      .executeTakeFirst();
    if (tried) return false;
    for (const table of ['deliveries', 'digest_stories'] as const)
      await tx.deleteFrom(table).where('digest_id', '=', key.digest).where('slot', '=', key.slot).execute();
    await tx
      .updateTable('slots')
      .set({ state: 'due' })
      .where('digest_id', '=', key.digest)
      .where('slot', '=', key.slot)
      .execute();
    return true;
  });
}

export interface PlannedStory {
  article: ArticleId;
  story: string;
  position: number;
  /** What is told of the story; null for its further articles. */
  told: { revision: RevisionId; headline: string; sentence: string | null } | null;
}

export interface ComposedSlot {
  covers: { from: Date; to: Date };
  deliveries: { place: string; message: unknown; nonce: string; inThread: boolean }[];
  stories: PlannedStory[];
  decisions: unknown;
}

/**
 * Freezes what a due slot will post: its messages, what they cover and which stories they tell. `compose` runs while the slot's row is
 * locked, so two workers can't compose it twice, and while its channel is, so two digests of a channel can't tell the same story at once.
 * No deliveries: there is nothing to say, and the slot is empty.
 */
export async function composeSlot(
  db: Database,
  key: SlotKey,
  compose: (tx: Queries, slot: Pick<Slot, 'due' | 'state' | 'note'>) => Promise<ComposedSlot>,
): Promise<'composed' | 'empty' | null> {
  return db.transaction().execute(async (tx) => {
    // Whoever removes a digest locks its row before those of its slots: so does this.
    await tx
      .selectFrom('digests')
      .select(sql`pg_advisory_xact_lock(hashtextextended(place, 0))`.as('channel'))
      .where('id', '=', key.digest)
      .forKeyShare()
      .execute();
    const slot = await tx
      .selectFrom('slots')
      .select(['due', 'state', 'note'])
      .where('digest_id', '=', key.digest)
      .where('slot', '=', key.slot)
      .forUpdate()
      .executeTakeFirst();
    if (slot?.state !== 'due') return null;
    const { covers, deliveries, stories, decisions } = await compose(tx, slot);
    const state = deliveries.length === 0 ? ('empty' as const) : ('composed' as const);
    if (deliveries.length > 0) {
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
            in_thread: delivery.inThread,
            state: 'planned' as const,
          })),
        )
        .execute();
    }
    if (deliveries.length > 0 && stories.length > 0) {
      await tx
        .insertInto('digest_stories')
        .values(
          stories.map(({ article, story, position, told }) => ({
            digest_id: key.digest,
            slot: key.slot,
            article_id: article,
            story,
            position,
            revision_id: told?.revision ?? null,
            headline: told?.headline ?? null,
            sentence: told?.sentence ?? null,
          })),
        )
        .onConflict((c) => c.doNothing())
        .execute();
    }
    await tx
      .updateTable('slots')
      .set({
        state,
        covers_from: covers.from,
        covers_to: covers.to,
        decisions: JSON.stringify(decisions),
        ...(state === 'empty' ? { note: 'nothing new' } : {}),
      })
      .where('digest_id', '=', key.digest)
      .where('slot', '=', key.slot)
      .execute();
    if (state === 'empty' && !isByHand(key)) {
      await tx
        .updateTable('digests')
        .set({ covered_to: sql<Date>`greatest(covered_to, ${covers.to})` })
        .where('id', '=', key.digest)
        .execute();
    }
    return state;
  });
}
