import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { attendSlot, type DeliverDeps } from '../../src/digest/deliver.ts';
import { openDueSlots, straightenDigests } from '../../src/digest/open.ts';
import { watchStore } from '../../src/digest/store-watch.ts';
import { tellOfFailures } from '../../src/digest/tell-of-failures.ts';
import type { Database } from '../../src/store/database.ts';
import { claimDelivery, deliveriesOf } from '../../src/store/digests/deliveries.ts';
import { DEFAULT_SETTINGS } from '../../src/store/digests/digest-settings.ts';
import { findDigest, pauseDigest, removeDigest } from '../../src/store/digests/digests.ts';
import { findSlot, openManualSlot, recentSlots, type SlotKey, takeSlots } from '../../src/store/digests/slots.ts';
import { type DigestId, SHARED, TERMINAL } from '../../src/store/schema.ts';
import { addText, HARBOUR } from '../chat/test-desk.ts';
import { testDatabase } from '../store/test-database.ts';
import { type RecordingPoster, recordingPoster } from './recording-poster.ts';
import { addDigest, deliverDeps, type NewDigest } from './test-delivery.ts';

const ID = 'd1' as DigestId;
const FLOOD = `Flood closes the old bridge in Halden

HALDEN — The old bridge was closed on Friday after the river Tista rose by two metres overnight, the road office said.

Engineers will look at the piers on Saturday.`;

/** A digest that has just become due, in a store with one new article. */
async function setUp(more: Partial<NewDigest> = {}) {
  const { db } = await testDatabase();
  const start = new Date();
  await addText(db, HARBOUR, SHARED);
  const { next } = await addDigest(db, start, more);
  const clock = { now: new Date(next.due.getTime() + 5_000) };
  return { db, poster: recordingPoster(), clock, due: next.due };
}

interface Clock {
  now: Date;
}

function deps(db: Database, poster: RecordingPoster, clock: Clock, more: Partial<DeliverDeps> = {}): DeliverDeps {
  return deliverDeps(db, poster, () => clock.now, more);
}

function later(clock: Clock, milliseconds: number): void {
  clock.now = new Date(clock.now.getTime() + milliseconds);
}

async function openSlot(db: Database, now: Date): Promise<SlotKey> {
  const [key] = await openDueSlots(db, now);
  if (!key) throw new Error('nothing is due');
  return key;
}

/** As after a start: all that was due before now may be in its channel. */
function lookingBefore(clock: Clock): DeliverDeps['watch'] {
  return { lookBefore: () => clock.now, restored: () => null, claims: () => 0, claimed() {} };
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const busy = { kind: 'retry', afterMs: 1000, reason: 'busy', platform: false } as const;

test('a due digest is posted once with its stories, and the next one is planned', async () => {
  const { db, poster, clock } = await setUp();
  const key = await openSlot(db, clock.now);
  expect((await attendSlot(deps(db, poster, clock), key)).kind).toBe('posted');
  expect(poster.channel).toHaveLength(1);
  expect(poster.channel[0]?.text).toContain('Harbour wall to be raised by a metre');
  expect((await findDigest(db, ID))?.next.due.getTime()).toBeGreaterThan(clock.now.getTime());
});

test('a slot that is attended to twice is posted once', async () => {
  const { db, poster, clock } = await setUp();
  const key = await openSlot(db, clock.now);
  await attendSlot(deps(db, poster, clock), key);
  expect((await attendSlot(deps(db, poster, clock), key)).kind).toBe('posted');
  expect(poster.channel).toHaveLength(1);
});

test('ten workers that race for a slot post once', async () => {
  const { db, poster, clock } = await setUp();
  const opened = await Promise.all(Array.from({ length: 5 }, () => openDueSlots(db, clock.now)));
  expect(opened.flat()).toHaveLength(1);
  const [key] = opened.flat();
  if (!key) throw new Error('nothing is due');
  await Promise.all(
    Array.from({ length: 10 }, (_, i) => attendSlot(deps(db, poster, clock, { worker: `w${i}` }), key)),
  );
  expect(poster.channel).toHaveLength(1);
});

describe('a post of unknown fate', () => {
  test('is found in the channel and not repeated', async () => {
    const { db, poster, clock } = await setUp();
    const key = await openSlot(db, clock.now);
    poster.script = ['lost'];
    expect((await attendSlot(deps(db, poster, clock), key)).kind).toBe('open');
    later(clock, MINUTE);
    expect((await attendSlot(deps(db, poster, clock), key)).kind).toBe('posted');
    expect(poster.channel).toHaveLength(1);
    expect((await deliveriesOf(db, key))[0]).toMatchObject({ state: 'posted', messageId: 'm1' });
  });

  test('is looked for again when the look fails for the moment; nothing is posted blindly and nothing stops', async () => {
    const { db, poster, clock } = await setUp();
    const key = await openSlot(db, clock.now);
    poster.script = ['lost'];
    poster.looks = [busy, { ...busy, reason: 'Slack did not answer' }];
    await attendSlot(deps(db, poster, clock), key);
    for (let i = 0; i < 2; i++) {
      later(clock, 5 * MINUTE);
      expect((await attendSlot(deps(db, poster, clock), key)).kind).toBe('open');
    }
    later(clock, 5 * MINUTE);
    expect((await attendSlot(deps(db, poster, clock), key)).kind).toBe('posted');
    expect(poster.channel).toHaveLength(1);
    expect(await findDigest(db, ID)).toMatchObject({ active: true });
  });

  test('is not repeated where the channel can not be read; the digest goes on and whoever set it is told once', async () => {
    const { db, poster, clock } = await setUp({ setBy: 'ada', setIn: 'terminal/admins' });
    const key = await openSlot(db, clock.now);
    poster.script = ['lost'];
    await attendSlot(deps(db, poster, clock), key);
    poster.readable = false;
    later(clock, MINUTE);
    expect((await attendSlot(deps(db, poster, clock), key)).kind).toBe('failed');
    expect(poster.channel).toHaveLength(1);
    expect(await findDigest(db, ID)).toMatchObject({ active: true });
    later(clock, DAY);
    await tellOfFailures(deps(db, poster, clock));
    await tellOfFailures(deps(db, poster, clock));
    expect(poster.channel.slice(1).map(({ text }) => text)).toEqual([expect.stringContaining("can't tell whether")]);
  });
});

describe('a worker that dies', () => {
  test('after it claimed leaves the post to another, which waits out what may be on its way and looks first', async () => {
    const { db, poster, clock } = await setUp();
    const key = await openSlot(db, clock.now);
    poster.script = [busy];
    await attendSlot(deps(db, poster, clock), key);
    later(clock, 2_000);
    expect(await claimDelivery(db, key, 'dies', () => clock.now)).not.toBeNull();
    const other = deps(db, poster, clock, { worker: 'w2' });
    expect((await attendSlot(other, key)).kind).toBe('open');
    later(clock, 30_000);
    expect((await attendSlot(other, key)).kind).toBe('open');
    expect(poster.channel).toHaveLength(0);
    later(clock, 20_000);
    expect((await attendSlot(other, key)).kind).toBe('posted');
    expect(poster.channel).toHaveLength(1);
  });

  test('and wakes up after another has taken over sends nothing', async () => {
    const { db, poster, clock } = await setUp();
    const key = await openSlot(db, clock.now);
    // Stopped in the middle of its look; meanwhile another posts.
    const zombie = deps(db, poster, clock, {
      watch: lookingBefore(clock),
      pace: async (_, what) => {
        if (what === 'post' && poster.channel.length === 0) {
          later(clock, MINUTE);
          await attendSlot(deps(db, poster, clock, { worker: 'w2' }), key);
          later(clock, MINUTE);
          await attendSlot(deps(db, poster, clock, { worker: 'w2' }), key);
        }
        return 0;
      },
    });
    await attendSlot(zombie, key);
    expect(poster.channel).toHaveLength(1);
    expect(await findSlot(db, key)).toMatchObject({ state: 'posted' });
  });

  test('leaves a slot that comes back by itself', async () => {
    const { db, clock } = await setUp();
    const key = await openSlot(db, clock.now);
    const take = () => takeSlots(db, 'terminal', 5, 45, () => clock.now);
    expect(await take()).toEqual([key]);
    expect(await take()).toEqual([]);
    later(clock, 46_000);
    expect(await take()).toEqual([key]);
    // The clock was set back by an hour: what was put off does not wait for it.
    later(clock, -60 * MINUTE);
    expect(await take()).toEqual([key]);
  });
});

test('a moment’s trouble is retried as long as the digest is not too late, and pauses nothing', async () => {
  const { db, poster, clock } = await setUp();
  const key = await openSlot(db, clock.now);
  poster.script = Array.from({ length: 5 }, () => ({
    ...busy,
    reason: "DISCORD_TOKEN isn't accepted",
    platform: true,
  }));
  for (let i = 0; i < 5; i++) {
    expect(await attendSlot(deps(db, poster, clock), key)).toMatchObject({ kind: 'open', trouble: expect.any(String) });
    later(clock, MINUTE);
  }
  expect((await attendSlot(deps(db, poster, clock), key)).kind).toBe('posted');
  expect(await findDigest(db, ID)).toMatchObject({ active: true });
});

test('what a platform did not take before its digest was paused is not posted afterwards, and is told after the pause', async () => {
  const { db, poster, clock } = await setUp();
  const key = await openSlot(db, clock.now);
  poster.script = [{ ...busy, platform: true }];
  expect((await attendSlot(deps(db, poster, clock), key)).kind).toBe('open');
  await pauseDigest(db, ID, null);
  later(clock, MINUTE);
  await attendSlot(deps(db, poster, clock), key);
  expect(poster.channel).toHaveLength(0);
  expect(await findSlot(db, key)).toMatchObject({ state: 'late-skipped', note: 'the digest was paused' });
  await addDigest(db, clock.now);
  later(clock, DAY);
  expect((await attendSlot(deps(db, poster, clock), await openSlot(db, clock.now))).kind).toBe('posted');
  expect(poster.channel[0]?.text).toContain('Harbour wall');
});

test('a rate limit is waited for', async () => {
  const { db, poster, clock } = await setUp();
  const key = await openSlot(db, clock.now);
  poster.script = [{ kind: 'retry', afterMs: 30_000, reason: 'slow down', platform: false }];
  expect(await attendSlot(deps(db, poster, clock), key)).toEqual({ kind: 'open', retryAfterMs: 30_000, trouble: null });
  expect((await attendSlot(deps(db, poster, clock), key)).kind).toBe('open');
  expect(poster.channel).toHaveLength(0);
  later(clock, 31_000);
  expect((await attendSlot(deps(db, poster, clock), key)).kind).toBe('posted');
});

test('a channel that is gone pauses the digest with the reason, and whoever set it is told', async () => {
  const { db, poster, clock } = await setUp({ setBy: 'ada', setIn: 'terminal/admins' });
  const key = await openSlot(db, clock.now);
  poster.script = [{ kind: 'closed', reason: 'the channel is gone' }];
  expect(await attendSlot(deps(db, poster, clock), key)).toEqual({ kind: 'failed', note: 'the channel is gone' });
  expect(await findDigest(db, ID)).toMatchObject({ active: false, pausedReason: 'the channel is gone' });
  later(clock, DAY);
  await tellOfFailures(deps(db, poster, clock));
  expect(poster.channel[0]?.text).toContain('is paused: the channel is gone');
});

test('a personal digest is paused after three failures in a row, and its reader alone is told how to change or stop it', async () => {
  const settings = { ...DEFAULT_SETTINGS, reader: 'u7' };
  const { db, poster, clock } = await setUp({ settings, setBy: 'u7', setIn: 'terminal/public' });
  const shut = { kind: 'closed', reason: "the reader doesn't accept direct messages" } as const;
  for (const active of [true, true, false]) {
    await addText(db, active ? `${HARBOUR}\n\n${clock.now.toISOString()}` : FLOOD, SHARED);
    poster.script = [shut];
    expect((await attendSlot(deps(db, poster, clock), await openSlot(db, clock.now))).kind).toBe('failed');
    expect((await findDigest(db, ID))?.active).toBe(active);
    later(clock, DAY);
  }
  await tellOfFailures(deps(db, poster, clock));
  expect(poster.places).toEqual(['terminal/u7']);
  expect(poster.channel.at(-1)?.text).toMatch(/paused.*3 times in a row.*\/news subscribe.*\/news unsubscribe/s);
});

test('a message that is refused costs its slot alone', async () => {
  const { db, poster, clock } = await setUp();
  const key = await openSlot(db, clock.now);
  poster.script = [{ kind: 'refused', reason: 'Discord refused the message (400, code 50035)' }];
  expect((await attendSlot(deps(db, poster, clock), key)).kind).toBe('failed');
  expect(await findDigest(db, ID)).toMatchObject({ active: true });
});

test('what a failed digest would have told is told by the next one', async () => {
  const { db, poster, clock } = await setUp();
  poster.script = [{ kind: 'refused', reason: 'no' }];
  await attendSlot(deps(db, poster, clock), await openSlot(db, clock.now));
  later(clock, DAY);
  await attendSlot(deps(db, poster, clock), await openSlot(db, clock.now));
  expect(poster.channel[0]?.text).toContain('Harbour wall to be raised by a metre');
});

test('what one digest of a channel has told no other tells again', async () => {
  const { db, poster, clock, due } = await setUp();
  await attendSlot(deps(db, poster, clock), await openSlot(db, clock.now));
  await addDigest(db, new Date(due.getTime() - MINUTE), { id: 'second' as DigestId });
  await addText(db, FLOOD, SHARED);
  await attendSlot(deps(db, poster, clock), await openSlot(db, clock.now));
  expect(poster.channel[1]?.text).toContain('Flood closes the old bridge');
  expect(poster.channel[1]?.text).not.toContain('Harbour wall');
});

test('what a digest told that was removed no later digest of its channel tells again, that of another channel does', async () => {
  const { db, poster, clock, due } = await setUp();
  await attendSlot(deps(db, poster, clock), await openSlot(db, clock.now));
  expect(await removeDigest(db, TERMINAL, ID)).toBe(true);
  await addText(db, FLOOD, SHARED);
  await addDigest(db, new Date(due.getTime() - MINUTE), { id: 'second' as DigestId });
  await attendSlot(deps(db, poster, clock), await openSlot(db, clock.now));
  expect(poster.channel[1]?.text).toContain('Flood closes the old bridge');
  expect(poster.channel[1]?.text).not.toContain('Harbour wall');
  await addDigest(db, new Date(due.getTime() - MINUTE), { id: 'third' as DigestId, place: 'terminal/other' });
  await attendSlot(deps(db, poster, clock), await openSlot(db, clock.now));
  expect(poster.channel[2]?.text).toContain('Harbour wall');
});

test('what a digest was about to tell when it was removed is told by the next one', async () => {
  const { db, poster, clock, due } = await setUp();
  poster.script = [busy];
  await attendSlot(deps(db, poster, clock), await openSlot(db, clock.now));
  await removeDigest(db, TERMINAL, ID);
  await addDigest(db, new Date(due.getTime() - MINUTE), { id: 'second' as DigestId });
  await attendSlot(deps(db, poster, clock), await openSlot(db, clock.now));
  expect(poster.channel.map(({ text }) => text)).toEqual([expect.stringContaining('Harbour wall')]);
});

test('a run by hand leaves the scheduled post as it would have been, even when it fails', async () => {
  const { db, poster, clock } = await setUp();
  later(clock, -10 * MINUTE);
  const run = async () => {
    const key = await openManualSlot(db, ID, '2026-11-28', clock.now);
    return attendSlot(deps(db, poster, clock), key);
  };
  expect((await run()).kind).toBe('posted');
  poster.script = [{ kind: 'closed', reason: 'the channel is gone' }];
  expect((await run()).kind).toBe('failed');
  expect(await findDigest(db, ID)).toMatchObject({ active: true, coveredTo: null });
  later(clock, 10 * MINUTE);
  expect((await attendSlot(deps(db, poster, clock), await openSlot(db, clock.now))).kind).toBe('posted');
  expect(poster.channel[1]?.text).toContain('Harbour wall');
});

describe('a digest that comes late', () => {
  test('is posted once and says so', async () => {
    const { db, poster, clock } = await setUp();
    later(clock, 90 * MINUTE);
    const key = await openSlot(db, clock.now);
    expect((await attendSlot(deps(db, poster, clock), key)).kind).toBe('posted');
    expect(poster.channel[0]?.text).toContain('Late digest');
  });

  test('still tells what it would have told in time', async () => {
    const { db, poster, clock } = await setUp();
    later(clock, 5 * 60 * MINUTE);
    await attendSlot(deps(db, poster, clock), await openSlot(db, clock.now));
    expect(poster.channel[0]?.text).toContain('Harbour wall');
  });

  test('because the platform was away is composed from the news of now', async () => {
    const { db, poster, clock } = await setUp();
    const key = await openSlot(db, clock.now);
    poster.script = [busy];
    await attendSlot(deps(db, poster, clock), key);
    await takeSlots(db, 'terminal', 5, 1, () => clock.now);
    later(clock, 2 * 60 * MINUTE);
    await takeSlots(db, 'terminal', 5, 1, () => clock.now);
    expect((await attendSlot(deps(db, poster, clock), key)).kind).toBe('posted');
    expect(poster.channel[0]?.text).toContain('Late digest');
  });

  test('is given up after its catch-up time, also when it was opened in time', async () => {
    const { db, poster, clock } = await setUp();
    const key = await openSlot(db, clock.now);
    later(clock, 3 * DAY);
    expect((await attendSlot(deps(db, poster, clock), key)).kind).toBe('failed');
    expect(await findSlot(db, key)).toMatchObject({ state: 'late-skipped' });
    expect(poster.channel).toHaveLength(0);
  });

  test('is left to the next one where its rule says so', async () => {
    const { db, clock } = await setUp({ settings: { ...DEFAULT_SETTINGS, catchUp: 'merge' } });
    later(clock, 30 * MINUTE);
    expect(await openDueSlots(db, clock.now)).toHaveLength(0);
    expect(await recentSlots(db, ID, 1)).toMatchObject([{ state: 'late-skipped' }]);
    expect(await findDigest(db, ID)).toMatchObject({ coveredTo: null });
  });

  test('is dropped with its news where its rule says so', async () => {
    const { db, clock, due } = await setUp({ settings: { ...DEFAULT_SETTINGS, catchUp: 'skip' } });
    later(clock, 30 * MINUTE);
    expect(await openDueSlots(db, clock.now)).toHaveLength(0);
    expect(await findDigest(db, ID)).toMatchObject({ coveredTo: due });
  });

  test('of several days is the newest alone, and none when that is too late', async () => {
    const { db, clock } = await setUp();
    later(clock, 3 * DAY);
    expect(await openDueSlots(db, clock.now)).toHaveLength(1);
    expect((await recentSlots(db, ID, 9)).map((slot) => slot.state)).toEqual([
      'due',
      'late-skipped',
      'late-skipped',
      'late-skipped',
    ]);
    later(clock, DAY + 500 * MINUTE);
    expect(await openDueSlots(db, clock.now)).toHaveLength(0);
  });
});

test('with nothing new nothing is posted', async () => {
  const { db, poster, clock } = await setUp();
  await attendSlot(deps(db, poster, clock), await openSlot(db, clock.now));
  later(clock, DAY);
  const second = await openSlot(db, clock.now);
  expect((await attendSlot(deps(db, poster, clock), second)).kind).toBe('empty');
  expect((await findSlot(db, second))?.state).toBe('empty');
  expect(poster.channel).toHaveLength(1);
});

test('a digest whose zone nobody knows is paused and stops no other', async () => {
  const { db, clock } = await setUp();
  await addDigest(db, new Date(0), { id: 'broken' as DigestId });
  await sql`update digests set zone = 'Nowhere/Land' where id = 'broken'`.execute(db);
  expect(await openDueSlots(db, clock.now)).toHaveLength(1);
  expect(await findDigest(db, 'broken')).toMatchObject({
    active: false,
    pausedReason: expect.stringContaining('schedule'),
  });
});

test('a clock that was a month ahead for a moment silences nothing for that month', async () => {
  const { db, clock, due } = await setUp();
  await openDueSlots(db, new Date(clock.now.getTime() + 30 * DAY));
  later(clock, -60 * MINUTE);
  expect(await straightenDigests(db, clock.now)).toBe(1);
  expect((await findDigest(db, ID))?.next.due).toEqual(due);
  later(clock, 60 * MINUTE);
  expect(await openDueSlots(db, clock.now)).toHaveLength(1);
});

describe('a store that went back to an older copy', () => {
  async function posted() {
    const started = await setUp();
    const { db, poster, clock } = started;
    const key = await openSlot(db, clock.now);
    await attendSlot(deps(db, poster, clock), key);
    await db.deleteFrom('slots').execute();
    await db.deleteFrom('digest_stories').execute();
    await db
      .updateTable('digests')
      .set({ covered_to: null, next_due: clock.now, next_date: key.slot, next_slot: key.slot })
      .execute();
    later(clock, 10_000);
    return { ...started, again: await openSlot(db, clock.now) };
  }

  test('finds what was posted seconds ago and does not post it again', async () => {
    const { db, poster, clock, again } = await posted();
    const outcome = await attendSlot(deps(db, poster, clock, { watch: lookingBefore(clock) }), again);
    expect(outcome.kind).toBe('posted');
    expect(poster.channel).toHaveLength(1);
  });

  test('is waited for until what was on its way has arrived', async () => {
    const { db, poster, clock, again } = await posted();
    const watch = { ...lookingBefore(clock), restored: () => ({ at: clock.now, ago: 100 }) };
    const outcome = await attendSlot(deps(db, poster, clock, { watch }), again);
    expect(outcome).toMatchObject({ kind: 'open', retryAfterMs: expect.any(Number) });
    expect(poster.channel).toHaveLength(1);
  });

  test('is known by the number of its claims', async () => {
    const { db } = await testDatabase();
    const watch = watchStore(db, () => {});
    await watch.check();
    // The very first claim of a store is not a sign of anything.
    watch.claimed(1, watch.claims());
    expect(watch.restored()).toBeNull();
    watch.claimed(7, watch.claims());
    expect(watch.restored()).toBeNull();
    watch.claimed(5, watch.claims());
    expect(watch.restored()).not.toBeNull();
  });

  test.each([
    ['has just posted', false, ['-0']],
    ['found', true, ['-0', '-1']],
  ])('the thread of a message that it %s is looked through or not', async (_, there, expected) => {
    const { db, poster, clock } = await setUp();
    const looks: string[] = [];
    const threaded: RecordingPoster = Object.assign(poster, {
      messages: (_reply: unknown, marker: string) =>
        [0, 1].map((part) => ({ message: { text: 'news', marker: `${marker}-${part}` }, inThread: part === 1 })),
      async find(_place: string, marker: string) {
        looks.push(marker.slice(-2));
        return there && looks.length === 1 ? { kind: 'found' as const, id: 'm9' } : { kind: 'absent' as const };
      },
    });
    const started = clock.now;
    const key = await openSlot(db, clock.now);
    later(clock, 1_000);
    const watch = { ...lookingBefore(clock), lookBefore: () => started };
    expect((await attendSlot(deps(db, threaded, clock, { watch }), key)).kind).toBe('posted');
    expect(looks).toEqual(expected);
  });

  test('posts nothing where the channel can not be read', async () => {
    const { db, poster, clock, again } = await posted();
    poster.readable = false;
    const watch = { ...lookingBefore(clock), restored: () => ({ at: clock.now, ago: MINUTE }) };
    expect((await attendSlot(deps(db, poster, clock, { watch }), again)).kind).toBe('failed');
    expect(poster.channel).toHaveLength(1);
  });
});
