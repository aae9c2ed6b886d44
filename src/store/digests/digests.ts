import type { Occurrence } from '../../time/schedule.ts';
import type { Database, Queries } from '../database.ts';
import type { DigestId, WorkspaceId } from '../schema.ts';
import type { SlotKey } from './slots.ts';

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
