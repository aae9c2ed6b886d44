import { sql } from 'kysely';
import type { ArticleId } from '../article/article.ts';
import type { Occurrence } from '../digest/schedule.ts';
import { visibleArticles } from './articles.ts';
import type { Database, Queries } from './database.ts';
import type { DigestId, WorkspaceId } from './schema.ts';

export interface Digest {
  id: DigestId;
  workspace: WorkspaceId;
  place: string;
  at: string;
  days: number[];
  zone: string;
  topic: string | null;
  items: number;
  catchUpMinutes: number;
  active: boolean;
  pausedReason: string | null;
  next: Occurrence;
  coveredTo: Date | null;
}

export interface SlotKey {
  digest: DigestId;
  /** The local date; a run by hand adds `+` and a number. */
  slot: string;
}

type NewDigest = Omit<Digest, 'active' | 'pausedReason' | 'coveredTo'>;

const COLUMNS = [
  'id',
  'workspace_id',
  'place',
  'at',
  'days',
  'zone',
  'topic',
  'items',
  'catch_up_minutes',
  'active',
  'paused_reason',
  'next_date',
  'next_due',
  'covered_to',
] as const;

interface Row {
  id: DigestId;
  workspace_id: WorkspaceId;
  place: string;
  at: string;
  days: number[];
  zone: string;
  topic: string | null;
  items: number;
  catch_up_minutes: number;
  active: boolean;
  paused_reason: string | null;
  next_date: string;
  next_due: Date;
  covered_to: Date | null;
}

function toDigest(row: Row): Digest {
  return {
    id: row.id,
    workspace: row.workspace_id,
    place: row.place,
    at: row.at,
    days: row.days,
    zone: row.zone,
    topic: row.topic,
    items: row.items,
    catchUpMinutes: row.catch_up_minutes,
    active: row.active,
    pausedReason: row.paused_reason,
    next: { localDate: row.next_date, due: row.next_due },
    coveredTo: row.covered_to,
  };
}

/** Sets a digest; one with the same id gets the new schedule and is active again. What it covered stays. */
export async function saveDigest(db: Queries, digest: NewDigest): Promise<void> {
  const values = {
    workspace_id: digest.workspace,
    place: digest.place,
    at: digest.at,
    days: digest.days,
    zone: digest.zone,
    topic: digest.topic,
    items: digest.items,
    catch_up_minutes: digest.catchUpMinutes,
    next_date: digest.next.localDate,
    next_due: digest.next.due,
    active: true,
    paused_reason: null,
  };
  await db
    .insertInto('digests')
    .values({ id: digest.id, ...values })
    .onConflict((c) => c.column('id').doUpdateSet(values))
    .execute();
}

/** The digests of a workspace, or of all when null, next post first. */
export async function listDigests(db: Queries, workspace: WorkspaceId | null): Promise<Digest[]> {
  const query = db.selectFrom('digests').select(COLUMNS).orderBy('next_due').orderBy('id').limit(200);
  const rows: Row[] = await (workspace === null ? query : query.where('workspace_id', '=', workspace)).execute();
  return rows.map(toDigest);
}

export async function findDigest(db: Queries, id: string): Promise<Digest | null> {
  const row: Row | undefined = await db
    .selectFrom('digests')
    .select(COLUMNS)
    .where('id', '=', id as DigestId)
    .executeTakeFirst();
  return row ? toDigest(row) : null;
}

export async function removeDigest(db: Queries, workspace: WorkspaceId, id: string): Promise<boolean> {
  const rows = await db
    .deleteFrom('digests')
    .where('id', '=', id as DigestId)
    .where('workspace_id', '=', workspace)
    .returning('id')
    .execute();
  return rows.length > 0;
}

/** Stops a digest until it is set again, with a reason that its admins are shown. */
export async function pauseDigest(db: Queries, id: DigestId, reason: string): Promise<void> {
  await db.updateTable('digests').set({ active: false, paused_reason: reason }).where('id', '=', id).execute();
}

/**
 * Takes the active digests whose next occurrence has come and gives each to `plan`, which says what becomes of its occurrences
 * and when the next one is. All of it is one transaction a digest; two workers never see the same one.
 */
export async function takeDueDigests(
  db: Database,
  now: Date,
  plan: (digest: Digest) => {
    slots: (Occurrence & { state: 'due' | 'late-skipped'; note: string | null })[];
    next: Occurrence;
  },
): Promise<SlotKey[]> {
  const opened: SlotKey[] = [];
  for (let i = 0; i < 1000; i++) {
    const taken = await db.transaction().execute(async (tx) => {
      const row: Row | undefined = await tx
        .selectFrom('digests')
        .select(COLUMNS)
        .where('active', '=', true)
        .where('next_due', '<=', now)
        .orderBy('next_due')
        .limit(1)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst();
      if (!row) return null;
      const { slots, next } = plan(toDigest(row));
      for (const slot of slots) {
        const rows = await tx
          .insertInto('slots')
          .values({ digest_id: row.id, slot: slot.localDate, due: slot.due, state: slot.state, note: slot.note })
          .onConflict((c) => c.doNothing())
          .returning('slot')
          .execute();
        if (rows.length > 0 && slot.state === 'due') opened.push({ digest: row.id, slot: slot.localDate });
      }
      await tx
        .updateTable('digests')
        .set({ next_date: next.localDate, next_due: next.due })
        .where('id', '=', row.id)
        .execute();
      return row.id;
    });
    if (taken === null) break;
  }
  return opened;
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

export interface NewsItem {
  article: ArticleId;
  revision: number;
  story: string;
  title: string;
  publisher: string | null;
  published: Date | null;
  added: Date;
  url: string | null;
  sample: boolean;
}

/** The articles a workspace got between two instants (after `from`, up to `to`), newest first. `topic` words must occur in title or text. */
export async function articlesBetween(
  db: Queries,
  workspace: WorkspaceId,
  window: { from: Date; to: Date; topic: string | null; limit: number },
): Promise<NewsItem[]> {
  let query = db
    .selectFrom('article_visibility')
    .innerJoin('articles', 'articles.id', 'article_visibility.article_id')
    .innerJoin('revisions', 'revisions.id', 'articles.current')
    .select([
      'articles.id as article',
      'revisions.id as revision',
      sql<string>`coalesce(articles.story, articles.id)`.as('story'),
      'revisions.title',
      'revisions.publisher',
      'revisions.published',
      'articles.added',
      'revisions.url',
      sql<boolean>`articles.came_in = 'sample'`.as('sample'),
    ])
    .where('articles.id', 'in', visibleArticles(db, workspace))
    .where('article_visibility.workspace_id', 'in', [workspace, 'shared' as WorkspaceId])
    .where('article_visibility.added', '>', window.from)
    .where('article_visibility.added', '<=', window.to);
  if (window.topic !== null) {
    query = query.where(
      sql<boolean>`to_tsvector('english', revisions.title || ' ' || revisions.text) @@ websearch_to_tsquery('english', ${window.topic})`,
    );
  }
  const rows = await query
    .orderBy(sql`coalesce(revisions.published, articles.added)`, 'desc')
    .orderBy('articles.id')
    .limit(window.limit)
    .execute();
  return [...new Map(rows.map((row) => [row.article, row])).values()];
}

/** Which of these stories a digest has told already, with the newest time it did. */
export async function storiesTold(
  db: Queries,
  digest: DigestId,
  stories: readonly string[],
): Promise<Map<string, Date>> {
  if (stories.length === 0) return new Map();
  const rows = await db
    .selectFrom('digest_stories')
    .select((e) => ['story', e.fn.max<Date>('sent').as('sent')])
    .where('digest_id', '=', digest)
    .where('story', 'in', stories)
    .groupBy('story')
    .execute();
  return new Map(rows.map((row) => [row.story, row.sent]));
}
