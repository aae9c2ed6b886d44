import { attendSlot, type DeliverDeps, type SlotOutcome } from '../../src/digest/deliver.ts';
import { newsSource } from '../../src/digest/news-source.ts';
import { openDueSlots } from '../../src/digest/open.ts';
import type { Poster } from '../../src/digest/poster.ts';
import type { Database } from '../../src/store/database.ts';
import { DEFAULT_SETTINGS } from '../../src/store/digests/digest-settings.ts';
import { type Digest, saveDigest } from '../../src/store/digests/digests.ts';
import type { SlotKey } from '../../src/store/digests/slots.ts';
import { type DigestId, TERMINAL } from '../../src/store/schema.ts';
import { nextOccurrence } from '../../src/time/schedule.ts';

export type NewDigest = Parameters<typeof saveDigest>[1];

/** What a worker delivers with, by a clock of the test's own. */
export function deliverDeps(
  db: Database,
  poster: Poster,
  now: () => Date,
  more: Partial<DeliverDeps> = {},
): DeliverDeps {
  return {
    db,
    posterFor: () => poster,
    worker: 'w1',
    clock: now,
    now,
    watch: { lookBefore: () => new Date(0), restored: () => null, claims: () => 0, claimed() {} },
    pace: async () => 0,
    news: newsSource(db),
    log() {},
    ...more,
  };
}

/** Opens what is due at an instant and attends to each slot once. */
export async function postDue(db: Database, poster: Poster, at: Date): Promise<SlotOutcome[]> {
  const outcomes: SlotOutcome[] = [];
  for (const key of await openDueSlots(db, at))
    outcomes.push(
      await attendSlot(
        deliverDeps(db, poster, () => at),
        key,
      ),
    );
  return outcomes;
}

/** A digest that has not been stored, for previews. */
export const NO_DIGEST: Digest = {
  id: 'preview' as DigestId,
  workspace: TERMINAL,
  place: 'terminal',
  at: '08:00',
  days: [1, 2, 3, 4, 5, 6, 7],
  zone: 'UTC',
  topic: null,
  items: 7,
  catchUpMinutes: 360,
  active: true,
  pausedReason: null,
  next: { localDate: '2026-11-29', slot: '2026-11-29', due: new Date('2026-11-29T08:00:00Z') },
  coveredTo: null,
  settings: DEFAULT_SETTINGS,
  setBy: null,
  setIn: null,
};

/** Stores a daily digest of the terminal whose first occurrence after `from` is next. */
export async function addDigest(db: Database, from: Date, more: Partial<NewDigest> = {}): Promise<NewDigest> {
  const schedule = { at: more.at ?? '08:00', days: more.days ?? [1, 2, 3, 4, 5, 6, 7], zone: more.zone ?? 'UTC' };
  const digest: NewDigest = {
    id: 'd1' as DigestId,
    workspace: TERMINAL,
    place: 'terminal',
    topic: null,
    items: 7,
    catchUpMinutes: 360,
    next: nextOccurrence(
      { ...schedule, also: more.settings?.also ?? [], cadence: more.settings?.cadence ?? null },
      from,
    ),
    ...schedule,
    ...more,
  };
  await saveDigest(db, digest);
  return digest;
}

export type { SlotKey };
