import { type Selectable, sql } from 'kysely';
import type { Occurrence, Schedule } from '../../time/schedule.ts';
import type { Database, Queries } from '../database.ts';
import type { DigestId, WorkspaceId } from '../schema.ts';
import type { DigestsTable } from '../tables/digest-tables.ts';
import { DEFAULT_SETTINGS, type DigestSettings, digestSettings } from './digest-settings.ts';
import { noteForAdmins } from './failure-notes.ts';
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
  settings: DigestSettings;
  setBy: string | null;
  setIn: string | null;
}

type NewDigest = Omit<Digest, 'active' | 'pausedReason' | 'coveredTo' | 'settings' | 'setBy' | 'setIn'> &
  Partial<Pick<Digest, 'settings' | 'setBy' | 'setIn'>>;

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
  'next_slot',
  'covered_to',
  'settings',
  'set_by',
  'set_in',
] as const;

type Row = Pick<Selectable<DigestsTable>, (typeof COLUMNS)[number]>;

const LIST_LIMIT = 500;
const OPENED_AT_ONCE = 50;

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
    next: { localDate: row.next_date, slot: row.next_slot ?? row.next_date, due: row.next_due },
    coveredTo: row.covered_to,
    settings: digestSettings(row.settings),
    setBy: row.set_by,
    setIn: row.set_in,
  };
}

/** When a digest is due. */
export function scheduleOf(digest: Pick<Digest, 'at' | 'days' | 'zone' | 'settings'>): Schedule {
  const { also, cadence } = digest.settings;
  return { at: digest.at, also, days: digest.days, zone: digest.zone, cadence };
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
    next_slot: digest.next.slot,
    settings: JSON.stringify(digest.settings ?? DEFAULT_SETTINGS),
    set_by: digest.setBy ?? null,
    set_in: digest.setIn ?? null,
    active: true,
    paused_reason: null,
    told_reason: null,
    notice: null,
  };
  await db
    .insertInto('digests')
    .values({ id: digest.id, ...values })
    .onConflict((c) => c.column('id').doUpdateSet(values))
    .execute();
}

/**
 * The digests of a workspace, or of all when null, next post first. Wires are not among them. `reader`: only the personal digests of somebody,
 * or (null) those of channels.
 */
export async function listDigests(
  db: Queries,
  workspace: WorkspaceId | null,
  reader?: string | null,
): Promise<Digest[]> {
  return listed(db, workspace, false, reader);
}

/** The wires of a workspace, or of all when null: digests that post each article as it comes. */
export async function listWires(db: Queries, workspace: WorkspaceId | null): Promise<Digest[]> {
  return listed(db, workspace, true);
}

async function listed(
  db: Queries,
  workspace: WorkspaceId | null,
  wires: boolean,
  reader?: string | null,
): Promise<Digest[]> {
  const every = db
    .selectFrom('digests')
    .select(COLUMNS)
    .where(IS_WIRE, '=', wires)
    .orderBy('next_due')
    .orderBy('id')
    .limit(LIST_LIMIT);
  const query =
    reader === undefined
      ? every
      : every.where(sql<boolean>`(digests.settings ->> 'reader') is not distinct from ${reader}`);
  const rows: Row[] = await (workspace === null ? query : query.where('workspace_id', '=', workspace)).execute();
  return rows.map(toDigest);
}

/** Whether a row is a wire (`settings.wire`), whose next occurrence never comes. */
export const IS_WIRE = sql<boolean>`coalesce(jsonb_typeof(digests.settings -> 'wire') = 'object', false)`;

export async function findDigest(db: Queries, id: string): Promise<Digest | null> {
  const row: Row | undefined = await db
    .selectFrom('digests')
    .select(COLUMNS)
    .where('id', '=', id as DigestId)
    .executeTakeFirst();
  return row ? toDigest(row) : null;
}

/** Removes a digest with its posts. What it told its channel stays known, so that no other digest tells it there again. */
export async function removeDigest(db: Database, workspace: WorkspaceId, id: string): Promise<boolean> {
  const removed = await withDigest(db, id, async (tx, digest) => {
    if (digest.workspace !== workspace) return false;
    if (!digest.settings.reader && !digest.settings.wire) await rememberStories(tx, digest.id);
    await tx.deleteFrom('digests').where('id', '=', digest.id).execute();
    return true;
  });
  return removed ?? false;
}

/** Notes for its channel what a digest's posts told. A message that was on its way counts. */
async function rememberStories(tx: Queries, digest: DigestId): Promise<void> {
  await sql`
    insert into channel_stories (workspace_id, place, article_id, story, revision_id, headline, sentence, sent)
    select d.workspace_id, d.place, t.article_id, t.story, t.revision_id, t.headline, t.sentence, t.sent
    from digest_stories t join digests d on d.id = t.digest_id join slots s on s.digest_id = t.digest_id and s.slot = t.slot
    where t.digest_id = ${digest} and t.slot not like '%+%' and (s.state = 'posted' or (s.state = 'composed' and exists (
      select from deliveries m where m.digest_id = t.digest_id and m.slot = t.slot and m.state in ('claimed', 'unknown', 'posted'))))
    on conflict do nothing`.execute(tx);
}

/** Stops a digest until it is resumed, with the reason that its list shows; null: somebody asked for it. */
export async function pauseDigest(db: Queries, id: DigestId, reason: string | null): Promise<void> {
  await db.updateTable('digests').set({ active: false, paused_reason: reason }).where('id', '=', id).execute();
}

/** Lets a paused digest go on with its next occurrence; what it missed while it was paused is not caught up. */
export async function resumeDigest(db: Queries, id: DigestId, next: Occurrence): Promise<void> {
  await db
    .updateTable('digests')
    .set({
      active: true,
      paused_reason: null,
      told_reason: null,
      notice: null,
      next_date: next.localDate,
      next_due: next.due,
      next_slot: next.slot,
    })
    .where('id', '=', id)
    .execute();
}

/** Sets up to when everything counts as covered. */
export async function coverFrom(db: Queries, id: DigestId, instant: Date): Promise<void> {
  await db.updateTable('digests').set({ covered_to: instant }).where('id', '=', id).execute();
}

/** What becomes of a digest's occurrences that have come, and when the next one is. */
export interface DuePlan {
  slots: (Occurrence & { state: 'due' | 'late-skipped'; note: string | null })[];
  next: Occurrence;
  /** What came before is not told any more; null: nothing is passed over. */
  passOver: Date | null;
}

/**
 * Takes active digests whose next occurrence has come and opens the slots that `plan` says, some in one transaction; two workers never see
 * the same one. One whose plan throws is paused with the reason and stops no other.
 */
export async function takeDueDigests(db: Database, now: Date, plan: (digest: Digest) => DuePlan): Promise<SlotKey[]> {
  return db.transaction().execute(async (tx) => {
    const rows: Row[] = await tx
      .selectFrom('digests')
      .select(COLUMNS)
      .where('active', '=', true)
      .where('next_due', '<=', now)
      .orderBy('next_due')
      .limit(OPENED_AT_ONCE)
      .forUpdate()
      .skipLocked()
      .execute();
    const planned: (DuePlan & { digest: DigestId })[] = [];
    for (const row of rows) {
      try {
        planned.push({ digest: row.id, ...plan(toDigest(row)) });
      } catch (error) {
        const reason = `its schedule can't be read (${error instanceof Error ? error.message : String(error)})`;
        await pauseDigest(tx, row.id, reason);
        await noteForAdmins(tx, row.id, reason);
      }
    }
    return openSlots(tx, planned);
  });
}

/** When the next occurrence of any active digest comes. */
export async function nextDue(db: Queries): Promise<Date | null> {
  const row = await db
    .selectFrom('digests')
    .select((e) => e.fn.min<Date>('next_due').as('due'))
    .where('active', '=', true)
    .executeTakeFirst();
  return row?.due ?? null;
}

/** Opens slots of digests whose rows the transaction has locked, and sets their next occurrences. Returns those to post. */
export async function openSlots(tx: Queries, plans: readonly (DuePlan & { digest: DigestId })[]): Promise<SlotKey[]> {
  const slots = plans.flatMap(({ digest, slots }) =>
    slots.map(({ slot, due, state, note }) => ({ digest_id: digest, slot, due, state, note, wake: due })),
  );
  const opened =
    slots.length === 0
      ? []
      : await tx
          .insertInto('slots')
          .values(slots)
          .onConflict((c) => c.doNothing())
          .returning(['digest_id as digest', 'slot', 'state'])
          .execute();
  if (plans.length > 0)
    await sql`
      update digests d set next_date = p.next_date, next_due = p.next_due, next_slot = p.next_slot,
        covered_to = case when p.pass_over is null then d.covered_to else greatest(d.covered_to, p.pass_over) end
      from unnest(${plans.map(({ digest }) => digest)}::text[], ${plans.map(({ next }) => next.localDate)}::date[],
        ${plans.map(({ next }) => next.due)}::timestamptz[], ${plans.map(({ next }) => next.slot)}::text[],
        ${plans.map(({ passOver }) => passOver)}::timestamptz[]) as p (id, next_date, next_due, next_slot, pass_over)
      where d.id = p.id`.execute(tx);
  return opened.filter(({ state }) => state === 'due').map(({ digest, slot }) => ({ digest, slot }));
}

/** Runs `change` on a digest whose row is locked meanwhile. Null when there is none. */
export async function withDigest<T>(
  db: Database,
  id: string,
  change: (tx: Queries, digest: Digest) => Promise<T>,
): Promise<T | null> {
  return db.transaction().execute(async (tx) => {
    const row: Row | undefined = await tx
      .selectFrom('digests')
      .select(COLUMNS)
      .where('id', '=', id as DigestId)
      .forUpdate()
      .executeTakeFirst();
    return row ? change(tx, toDigest(row)) : null;
  });
}

/** The slots of a digest that were opened by its schedule on a local date or later. */
export async function usedSlots(db: Queries, id: DigestId, from: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('slots')
    .select('slot')
    .where('digest_id', '=', id)
    .where('slot', '>=', from)
    .where('slot', 'not like', '%+%')
    .execute();
  return new Set(rows.map((row) => row.slot));
}

/**
 * Digests whose next occurrence lies so far ahead that a clock may have been wrong when it was set. A transaction a digest;
 * `next` gives what it should be, or null when it is right.
 */
export async function straightenSchedules(
  db: Database,
  now: Date,
  after: Date,
  next: (digest: Digest, used: Set<string>) => Occurrence | null,
): Promise<number> {
  const rows = await db
    .selectFrom('digests')
    .select('id')
    .where('active', '=', true)
    .where('next_due', '>', after)
    .limit(LIST_LIMIT)
    .execute();
  let changed = 0;
  for (const { id } of rows) {
    await withDigest(db, id, async (tx, digest) => {
      // What was skipped or found empty in a future that has not come yet has not been.
      await tx
        .deleteFrom('slots')
        .where('digest_id', '=', id)
        .where('due', '>', now)
        .where('state', 'in', ['late-skipped', 'empty'])
        .execute();
      const right = next(digest, await usedSlots(tx, id, '0000'));
      if (!right) return;
      changed++;
      await openSlots(tx, [{ digest: id, slots: [], next: right, passOver: null }]);
    });
  }
  return changed;
}
