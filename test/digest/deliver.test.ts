import { expect, test } from 'vitest';
import { type DeliverDeps, openDueSlots, postSlot } from '../../src/digest/deliver.ts';
import type { Database } from '../../src/store/database.ts';
import { claimDelivery, deliveriesOf } from '../../src/store/digests/deliveries.ts';
import { findDigest, saveDigest } from '../../src/store/digests/digests.ts';
import { findSlot, recentSlots, type SlotKey } from '../../src/store/digests/slots.ts';
import { type DigestId, SHARED, TERMINAL } from '../../src/store/schema.ts';
import { nextOccurrence } from '../../src/time/schedule.ts';
import { addText, HARBOUR } from '../chat/test-desk.ts';
import { testDatabase } from '../store/test-database.ts';
import { type RecordingPoster, recordingPoster } from './recording-poster.ts';

const ID = 'd1' as DigestId;

/** A digest that is due an hour from now, in a store with one new article. */
async function setUp() {
  const { db } = await testDatabase();
  await addText(db, HARBOUR, SHARED);
  const start = Temporal.Now.instant();
  const at = start.add({ hours: 1 }).toZonedDateTimeISO('UTC').toPlainTime().toString().slice(0, 5);
  const schedule = { at, days: [1, 2, 3, 4, 5, 6, 7], zone: 'UTC' };
  const next = nextOccurrence(schedule, new Date(start.epochMilliseconds));
  await saveDigest(db, {
    id: ID,
    workspace: TERMINAL,
    place: 'terminal',
    ...schedule,
    topic: null,
    items: 7,
    catchUpMinutes: 360,
    next,
  });
  const clock = { now: new Date(next.due.getTime() + 5_000) };
  const poster = recordingPoster();
  return { db, poster, clock, due: next.due };
}

function deps(db: Database, poster: RecordingPoster, clock: { now: Date }, worker = 'w1'): DeliverDeps {
  return { db, posterFor: () => poster, worker, now: () => clock.now, log() {} };
}

async function openSlot(db: Database, now: Date): Promise<SlotKey> {
  const [key] = await openDueSlots(db, now);
  if (!key) throw new Error('nothing is due');
  return key;
}

const minutes = (n: number) => n * 60_000;

test('a due digest is posted once with its stories, and the next one is planned', async () => {
  const { db, poster, clock } = await setUp();
  const key = await openSlot(db, clock.now);
  expect((await postSlot(deps(db, poster, clock), key)).kind).toBe('posted');
  expect(poster.channel).toHaveLength(1);
  expect(poster.channel[0]?.text).toContain('Harbour wall to be raised by a metre');
  expect((await findDigest(db, ID))?.next.due.getTime()).toBeGreaterThan(clock.now.getTime());
});

test('a job that runs twice posts once', async () => {
  const { db, poster, clock } = await setUp();
  const key = await openSlot(db, clock.now);
  await postSlot(deps(db, poster, clock), key);
  expect((await postSlot(deps(db, poster, clock), key)).kind).toBe('posted');
  expect(poster.channel).toHaveLength(1);
});

test('ten workers that race for a slot post once', async () => {
  const { db, poster, clock } = await setUp();
  const opened = await Promise.all(Array.from({ length: 5 }, () => openDueSlots(db, clock.now)));
  expect(opened.flat()).toHaveLength(1);
  const [key] = opened.flat();
  if (!key) throw new Error('nothing is due');
  await Promise.all(Array.from({ length: 10 }, (_, i) => postSlot(deps(db, poster, clock, `w${i}`), key)));
  expect(poster.channel).toHaveLength(1);
});

test('a post whose answer was lost is found in the channel and not repeated', async () => {
  const { db, poster, clock } = await setUp();
  const key = await openSlot(db, clock.now);
  poster.script = ['lost'];
  expect((await postSlot(deps(db, poster, clock), key)).kind).toBe('open');
  clock.now = new Date(clock.now.getTime() + minutes(1));
  expect((await postSlot(deps(db, poster, clock), key)).kind).toBe('posted');
  expect(poster.channel).toHaveLength(1);
  expect((await deliveriesOf(db, key))[0]).toMatchObject({ state: 'posted', messageId: 'm1' });
});

test('a worker that dies after it claimed leaves the post to another, which looks first', async () => {
  const { db, poster, clock } = await setUp();
  const key = await openSlot(db, clock.now);
  poster.script = [{ kind: 'retry', afterMs: 1000, reason: 'busy' }];
  await postSlot(deps(db, poster, clock), key);
  clock.now = new Date(clock.now.getTime() + 2_000);
  expect(await claimDelivery(db, key, 'dies', clock.now)).not.toBeNull();
  expect((await postSlot(deps(db, poster, clock, 'w2'), key)).kind).toBe('open');
  expect(poster.channel).toHaveLength(0);
  clock.now = new Date(clock.now.getTime() + minutes(2));
  expect((await postSlot(deps(db, poster, clock, 'w2'), key)).kind).toBe('posted');
  expect(poster.channel).toHaveLength(1);
});

test('when the fate of a post is unknown and the channel can not be read, it is not repeated and the digest says why it stopped', async () => {
  const { db, poster, clock } = await setUp();
  const key = await openSlot(db, clock.now);
  poster.script = ['lost'];
  await postSlot(deps(db, poster, clock), key);
  poster.readable = false;
  clock.now = new Date(clock.now.getTime() + minutes(1));
  expect((await postSlot(deps(db, poster, clock), key)).kind).toBe('failed');
  expect(poster.channel).toHaveLength(1);
  expect(await findDigest(db, ID)).toMatchObject({ active: false, pausedReason: expect.stringContaining('not known') });
});

test('a rate limit is waited for', async () => {
  const { db, poster, clock } = await setUp();
  const key = await openSlot(db, clock.now);
  poster.script = [{ kind: 'retry', afterMs: 30_000, reason: 'slow down' }];
  expect(await postSlot(deps(db, poster, clock), key)).toEqual({ kind: 'open', retryAfterMs: 30_000 });
  expect((await postSlot(deps(db, poster, clock), key)).kind).toBe('open');
  expect(poster.channel).toHaveLength(0);
  clock.now = new Date(clock.now.getTime() + 31_000);
  expect((await postSlot(deps(db, poster, clock), key)).kind).toBe('posted');
});

test('a channel that is gone pauses the digest with the reason', async () => {
  const { db, poster, clock } = await setUp();
  const key = await openSlot(db, clock.now);
  poster.script = [{ kind: 'rejected', reason: 'the channel is gone' }];
  expect(await postSlot(deps(db, poster, clock), key)).toEqual({ kind: 'failed', note: 'the channel is gone' });
  expect(await findDigest(db, ID)).toMatchObject({ active: false, pausedReason: 'the channel is gone' });
});

test('a digest due during downtime is posted once, late, and says so', async () => {
  const { db, poster, clock } = await setUp();
  clock.now = new Date(clock.now.getTime() + minutes(90));
  const key = await openSlot(db, clock.now);
  expect((await postSlot(deps(db, poster, clock), key)).kind).toBe('posted');
  expect(poster.channel[0]?.text).toContain('Late digest');
});

test('of several missed days only the newest is posted, and none when it is too late', async () => {
  const { db, clock } = await setUp();
  clock.now = new Date(clock.now.getTime() + minutes(60 * 24 * 3));
  expect(await openDueSlots(db, clock.now)).toHaveLength(1);
  expect((await recentSlots(db, ID, 9)).map((slot) => slot.state)).toEqual([
    'due',
    'late-skipped',
    'late-skipped',
    'late-skipped',
  ]);
  clock.now = new Date(clock.now.getTime() + minutes(60 * 24 + 500));
  expect(await openDueSlots(db, clock.now)).toHaveLength(0);
});

test('with nothing new nothing is posted', async () => {
  const { db, poster, clock } = await setUp();
  const first = await openSlot(db, clock.now);
  await postSlot(deps(db, poster, clock), first);
  clock.now = new Date(clock.now.getTime() + minutes(60 * 24));
  const second = await openSlot(db, clock.now);
  expect((await postSlot(deps(db, poster, clock), second)).kind).toBe('empty');
  expect((await findSlot(db, second))?.state).toBe('empty');
  expect(poster.channel).toHaveLength(1);
});

test('what was posted before the store was restored from a backup is found and not posted again', async () => {
  const { db, poster, clock } = await setUp();
  const key = await openSlot(db, clock.now);
  await postSlot(deps(db, poster, clock), key);
  await db.deleteFrom('slots').execute();
  await db.deleteFrom('digest_stories').execute();
  await db.updateTable('digests').set({ covered_to: null, next_due: clock.now, next_date: key.slot }).execute();
  clock.now = new Date(clock.now.getTime() + minutes(5));
  const again = await openSlot(db, clock.now);
  expect((await postSlot(deps(db, poster, clock), again)).kind).toBe('posted');
  expect(poster.channel).toHaveLength(1);
});
