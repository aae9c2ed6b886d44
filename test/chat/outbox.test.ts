import { expect, test } from 'vitest';
import { createOutbox, type Outlet, RESTARTED, STILL_WORKING } from '../../src/chat/outbox.ts';
import { createPacer, DISCORD_PACE } from '../../src/pacing/pacer.ts';
import type { Sent } from '../../src/pacing/sent.ts';
import { notice, type Reply } from '../../src/reply/reply.ts';
import { beatBot, endBot, tokenMark } from '../../src/store/bots.ts';
import { openReplies, takeOpenReplies } from '../../src/store/open-replies.ts';
import { testDatabase } from '../store/test-database.ts';

const textOf = (reply: Reply) => reply.blocks.map((block) => ('text' in block ? block.text : '')).join(' ');

/** A way that answers its puts from a script, and then takes everything. */
function outlet(script: Sent[], more: Partial<Outlet<string>> = {}) {
  const shown: string[] = [];
  const way: Outlet<string> = {
    channel: 'c',
    growsEveryMs: null,
    asker: 'u1',
    handle: { message: 'm1' },
    render: (reply) => reply.blocks.map((block) => ('text' in block ? block.text : '')),
    async put(index, message) {
      const sent = script.shift() ?? { kind: 'sent', id: `m${index}` };
      if (sent.kind === 'sent') shown[index] = message;
      return sent;
    },
    instead: () => null,
    ...more,
  };
  return { way: way as Outlet, shown };
}

async function setUp() {
  const { db } = await testDatabase();
  let at = Date.parse('2026-11-28T12:00:00Z');
  const time = {
    now: () => at,
    wait: async (milliseconds: number) => {
      at += milliseconds;
    },
  };
  const warnings: string[] = [];
  const make = (more: { stillAfterMs?: number; instance?: string } = {}) =>
    createOutbox({
      ...more,
      platform: 'discord',
      db,
      pacer: createPacer(DISCORD_PACE, time),
      log: { warn: (_, message) => warnings.push(message) },
      now: () => new Date(at),
      wait: time.wait,
    });
  return { db, outbox: make(), make, warnings, passed: () => at - Date.parse('2026-11-28T12:00:00Z') };
}

test('a reply that meets a rate limit waits as long as it is told, and arrives', async () => {
  const { outbox, passed } = await setUp();
  const { way, shown } = outlet([{ kind: 'retry', afterMs: 7_000, reason: 'rate' }]);
  expect(await outbox.answer(way, async () => notice('The wall costs 14 million.'))).toBe('whole');
  expect(shown).toEqual(['The wall costs 14 million.']);
  expect(passed()).toBe(7_000);
});

test('a reply that the channel refuses takes the other way, whole', async () => {
  const { outbox } = await setUp();
  const other = outlet([]);
  const { way } = outlet([{ kind: 'refused', reason: 'token expired' }], { instead: () => other.way });
  const reply: Reply = {
    blocks: [
      { kind: 'text', text: 'One' },
      { kind: 'text', text: 'Two' },
    ],
    private: false,
  };
  expect(await outbox.answer(way, async () => reply)).toBe('other-way');
  expect(other.shown).toEqual(['One', 'Two']);
});

test('what has been shown is not shown again the other way', async () => {
  const { outbox } = await setUp();
  const other = outlet([]);
  const { way, shown } = outlet(
    [
      { kind: 'sent', id: 'm0' },
      { kind: 'unknown', reason: 'no answer' },
    ],
    {
      instead: () => other.way,
    },
  );
  const reply: Reply = {
    blocks: [
      { kind: 'text', text: 'One' },
      { kind: 'text', text: 'Two' },
    ],
    private: false,
  };
  await outbox.answer(way, async () => reply);
  expect(shown).toEqual(['One']);
  expect(other.shown.join()).not.toMatch(/One|Two/);
  expect(other.shown).toHaveLength(1);
});

test('every way is tried, down to the last', async () => {
  const { outbox } = await setUp();
  const last = outlet([]);
  let way = last.way;
  for (let i = 0; i < 6; i++) {
    const next = way;
    way = outlet([{ kind: 'refused', reason: `no ${i}` }], { instead: () => next }).way;
  }
  expect(await outbox.answer(way, async () => notice('x'))).toBe('other-way');
  expect(last.shown).toEqual(['x']);
});

test('a reply that no way takes is logged as lost, after the last way', async () => {
  const { outbox, warnings } = await setUp();
  const { way } = outlet([{ kind: 'refused', reason: 'no permission' }]);
  expect(await outbox.answer(way, async () => notice('x'))).toBe('lost');
  expect(warnings).toContain('could not deliver a reply');
});

test('the platform is not asked for ever', async () => {
  const { outbox, passed } = await setUp();
  const { way } = outlet(
    Array.from({ length: 100 }, () => ({ kind: 'retry', afterMs: 10_000, reason: 'rate' }) as const),
  );
  expect(await outbox.answer(way, async () => notice('x'))).toBe('lost');
  expect(passed()).toBeLessThanOrEqual(120_000);
});

test('after a restart everybody who was left waiting is told, once', async () => {
  const { db, make } = await setUp();
  await openReplies(db, [
    { platform: 'discord', handle: { message: 'm7' }, opened: new Date(), instance: null },
    { platform: 'slack', handle: { message: 's1' }, opened: new Date(), instance: null },
  ]);
  const { way, shown } = outlet([]);
  const handles: unknown[] = [];
  const after = make();
  const reopen = (handle: unknown) => {
    handles.push(handle);
    return way;
  };
  await after.recover(reopen);
  await after.recover(reopen);
  await after.drain(1_000);
  expect(handles).toEqual([{ message: 'm7' }]);
  expect(shown).toEqual([RESTARTED]);
});

test('a bot that starts beside another leaves the replies of that one alone until it is gone', async () => {
  const { db, make } = await setUp();
  await beatBot(db, tokenMark('token'), 'other-7');
  await openReplies(db, [
    { platform: 'discord', handle: { message: 'its' }, opened: new Date(), instance: 'other-7' },
    { platform: 'discord', handle: { message: 'of one that is gone' }, opened: new Date(), instance: 'gone-3' },
  ]);
  const handles: unknown[] = [];
  const reopen = (handle: unknown) => {
    handles.push(handle);
    return null;
  };
  await make().recover(reopen);
  expect(handles).toEqual([{ message: 'of one that is gone' }]);
  await endBot(db, tokenMark('token'), 'other-7');
  await make().recover(reopen);
  expect(handles).toContainEqual({ message: 'its' });
});

test('whoever is being told of a restart stays on record until they were', async () => {
  const { db, make } = await setUp();
  await openReplies(db, [{ platform: 'discord', handle: { message: 'm7' }, opened: new Date(), instance: 'gone-3' }]);
  const onRecord = async () =>
    (await db.selectFrom('open_replies').select('instance').execute()).map((row) => row.instance);
  const seen: unknown[] = [];
  const { way } = outlet([]);
  const first = make({ instance: 'second-4' });
  await first.recover(() => ({
    ...way,
    put: async () => {
      seen.push(await onRecord());
      return { kind: 'sent', id: 'm7' };
    },
  }));
  await expect.poll(onRecord).toEqual([]);
  expect(seen).toEqual([['second-4']]);
});

test('after a restart nobody is told of a reply that nobody was waiting for', async () => {
  const { db, outbox } = await setUp();
  const open: unknown[] = [];
  const make = async () => {
    open.push(...(await takeOpenReplies(db, 'discord')));
    return notice('x');
  };
  await outbox.answer(outlet([]).way, make, false);
  expect(open).toEqual([]);
  await outbox.answer(outlet([]).way, make);
  expect(open).toHaveLength(1);
});

test('a reply that has arrived leaves nothing open', async () => {
  const { db, outbox } = await setUp();
  await outbox.answer(outlet([]).way, async () => notice('x'));
  expect(await takeOpenReplies(db, 'discord')).toEqual([]);
});

test('the final reply comes after every part of it', async () => {
  const { outbox } = await setUp();
  const { way, shown } = outlet([], { growsEveryMs: 1 });
  await outbox.answer(way, async (grow) => {
    grow(notice('Still writing …'));
    return notice('The whole answer.');
  });
  expect(textOf(notice(shown[0] ?? ''))).toBe('The whole answer.');
});

test('who waits for long reads that the answer is still being made, until it is there', async () => {
  const { make } = await setUp();
  const outbox = make({ stillAfterMs: 30 });
  const first = outlet([], { growsEveryMs: 1, render: (reply) => [textOf(reply).trim()] });
  const { promise: whole, resolve } = Promise.withResolvers<Reply>();
  const answered = outbox.answer(first.way, async (grow) => {
    grow({ blocks: [{ kind: 'text', text: 'The wall costs 14 million.' }], private: false });
    return whole;
  });
  await expect.poll(() => first.shown).toEqual([`The wall costs 14 million. ${STILL_WORKING}`]);
  resolve(notice('The wall costs 14 million, and work starts in March.'));
  await answered;
  expect(first.shown[0]).toBe('The wall costs 14 million, and work starts in March.');
});

test('nobody who did not ask reads that something takes long', async () => {
  const { make } = await setUp();
  const outbox = make({ stillAfterMs: 5 });
  const { way, shown } = outlet([], { growsEveryMs: 1 });
  const silent: Reply = { blocks: [], private: false, silent: true };
  await outbox.answer(way, () => new Promise((done) => setTimeout(done, 60, silent)), false);
  expect(shown).toEqual([]);
});

test('a part of a reply that may be shown late does not stay in place of the whole', async () => {
  const { outbox } = await setUp();
  const puts: string[] = [];
  const { way } = outlet([], {
    growsEveryMs: 1,
    render: (reply) => [textOf(reply).trim()],
    async put(_, message) {
      puts.push(message);
      return puts.length === 1 ? { kind: 'retry', afterMs: 0, reason: 'no answer' } : { kind: 'sent', id: 'm0' };
    },
  });
  const make = async (grow: (partial: Reply) => void) => {
    grow({ blocks: [{ kind: 'text', text: 'So far.' }], private: false });
    await expect.poll(() => puts).toHaveLength(1);
    return { blocks: [{ kind: 'text' as const, text: 'The whole.' }], private: false };
  };
  await outbox.answer(way, make);
  await expect.poll(() => puts).toEqual(['So far.', 'The whole.', 'The whole.']);
});
