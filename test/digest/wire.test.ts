import { expect, test } from 'vitest';
import type { CommandName } from '../../src/chat/commands.ts';
import type { DeskDeps } from '../../src/chat/deps.ts';
import { renderDiscord } from '../../src/chat/platforms/discord/render.ts';
import { renderSlack } from '../../src/chat/platforms/slack/render.ts';
import { renderTerminal } from '../../src/chat/platforms/terminal/render.ts';
import { attendSlot } from '../../src/digest/deliver.ts';
import { openDueSlots } from '../../src/digest/open.ts';
import { fits, openArticlePosts } from '../../src/digest/wire.ts';
import { addArticle } from '../../src/intake/add-article.ts';
import { readPlainText } from '../../src/read/plain-text/plain-text.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { DEFAULT_SETTINGS } from '../../src/store/digests/digest-settings.ts';
import { listDigests, listWires } from '../../src/store/digests/digests.ts';
import type { WorkspaceId } from '../../src/store/schema.ts';
import type { CameIn } from '../../src/store/tables/article-tables.ts';
import { testDesk } from '../chat/test-desk.ts';
import { recordingPoster } from './recording-poster.ts';
import { deliverDeps } from './test-delivery.ts';

const GUILD = 'discord/g1' as WorkspaceId;
const CHANNEL = 'discord/g1/c1';
const HOUR = 3_600_000;

async function setUp(checks: DeskDeps['checks'] = {}) {
  const poster = recordingPoster();
  const replies: Reply[] = [];
  const { messages } = poster;
  poster.messages = (reply, marker, details) => {
    replies.push(reply);
    return messages(reply, marker, details);
  };
  const { desk, db } = await testDesk({ posterFor: () => poster, checks });
  await desk.welcome({ id: GUILD, platform: 'discord', name: 'Vale' });
  const caller = { workspace: GUILD, place: 'discord/g1/admins', user: 'ada', admin: true, zone: 'UTC' };
  const run = async (command: CommandName, options: Record<string, string | number | boolean> = {}) =>
    renderTerminal(await desk.handle({ kind: 'command', command, options, caller }), {
      color: false,
      width: 500,
      zone: 'UTC',
    });
  const add = async (text: string, more: { cameIn?: CameIn; hoursOld?: number; publisher?: string } = {}) => {
    const read = readPlainText(text, {
      publisher: more.publisher ?? 'Vale Courier',
      published: new Date(Date.now() - (more.hoursOld ?? 0) * HOUR),
    });
    if (read.kind === 'refused') throw new Error(read.message);
    const url = `https://vale.example/${encodeURIComponent(text.slice(0, 20))}`;
    const draft = { ...read.draft, url, image: { url: 'https://vale.example/wall.jpg', alt: 'The wall' } };
    return addArticle(db, draft, { workspace: GUILD, cameIn: more.cameIn ?? 'feed' });
  };
  /** What the worker does each time: opens what came, and attends to it. */
  const post = async () => {
    const now = new Date();
    const keys = await openArticlePosts(db, now, () => {});
    for (const key of keys)
      await attendSlot(
        deliverDeps(db, poster, () => new Date()),
        key,
      );
    return keys;
  };
  const wireId = async () => (await listWires(db, GUILD))[0]?.id ?? '';
  return { desk, db, poster, replies, run, add, post, wireId };
}

const FERRY =
  'Ferry to run at night\n\nPORT VALE — The ferry to Norfell will run at night from May, the council said on Tuesday.';
const BRIDGE =
  'Bridge closes for repairs\n\nNORFELL — The old bridge closes for six weeks from Monday, the road office said.';

test('a wire posts each article of the feeds once, as it comes, and nothing that was there before', async () => {
  const { run, add, post, poster } = await setUp();
  await add(BRIDGE);
  await run('newsadmin wire set', { channel: CHANNEL });
  expect(await post()).toEqual([]);
  await add(FERRY);
  await post();
  await post();
  expect(poster.channel.map(({ text }) => text)).toEqual([expect.stringContaining('Ferry to run at night')]);
  expect(poster.channel[0]?.text).toContain('Vale Courier');
});

test('a post whose answer was lost is looked for before it is sent again', async () => {
  const { run, add, post, poster, db } = await setUp();
  await run('newsadmin wire set', { channel: CHANNEL });
  await add(FERRY);
  poster.script.push('lost');
  const [key] = await post();
  if (!key) throw new Error('nothing was opened');
  const later = new Date(Date.now() + 60_000);
  expect(
    await attendSlot(
      deliverDeps(db, poster, () => later),
      key,
    ),
  ).toMatchObject({ kind: 'posted' });
  expect(poster.channel).toHaveLength(1);
});

test('two wires of one channel that an article fits send it once', async () => {
  const { run, add, post, poster } = await setUp();
  await run('newsadmin wire set', { channel: CHANNEL, topic: 'ferry' });
  await run('newsadmin wire set', { channel: CHANNEL });
  await add(FERRY);
  await post();
  expect(poster.channel).toHaveLength(1);
});

test('what is given by hand, old pages and what other sources say stay out', async () => {
  const { run, add, post, poster } = await setUp();
  await run('newsadmin wire set', { channel: CHANNEL, sources: 'Norfell Times' });
  await add(FERRY, { cameIn: 'paste', publisher: 'Norfell Times' });
  await add(BRIDGE, { hoursOld: 72, publisher: 'Norfell Times' });
  await add('Library opens\n\nNORFELL — The library opens on Friday, the council said.', { publisher: 'Vale Courier' });
  await post();
  expect(poster.channel).toEqual([]);
});

test.each([
  [{ topic: 'ferry' }, true],
  [{ topic: 'bridge' }, false],
  [{ words: ['night', 'tunnel'] }, true],
  [{ words: ['tunnel'] }, false],
  [{ without: ['council'] }, false],
])('a wire for %o takes the article about the ferry: %s', (filter, taken) => {
  const { topic = null, words = [], without = [] } = filter as { topic?: string; words?: string[]; without?: string[] };
  const [title = '', head = ''] = FERRY.split('\n\n');
  const article = { cameIn: 'feed' as const, published: null, added: new Date(), title, head };
  const settings = { ...DEFAULT_SETTINGS, without, wire: { words, pictures: false, ping: null } };
  expect(fits(article, { topic, settings })).toBe(taken);
});

test('a paused wire goes on with what comes from then on', async () => {
  const { run, add, post, poster, wireId } = await setUp();
  await run('newsadmin wire set', { channel: CHANNEL });
  const id = await wireId();
  expect(await run('newsadmin wire pause', { wire: id })).toContain('is paused');
  await add(FERRY);
  await post();
  await run('newsadmin wire pause', { wire: id });
  await post();
  expect(poster.channel).toEqual([]);
  await add(BRIDGE);
  await post();
  expect(poster.channel).toHaveLength(1);
});

test('a channel that takes nothing any more pauses its wire, and whoever set it is told how to go on', async () => {
  const { run, add, post, poster, wireId } = await setUp();
  await run('newsadmin wire set', { channel: CHANNEL });
  await add(FERRY);
  poster.script.push({ kind: 'closed', reason: 'the channel is gone' });
  await post();
  expect(await run('newsadmin wire list')).toContain(
    `the channel is gone. Resume it with /newsadmin wire pause ${await wireId()}`,
  );
});

test('a picture and a call of a role come only where the wire says so', async () => {
  const { run, add, post, replies } = await setUp();
  await run('newsadmin wire set', { channel: CHANNEL });
  await add(FERRY);
  await post();
  expect(replies.at(-1)?.blocks.map(({ kind }) => kind)).toEqual(['story', 'buttons']);
  await run('newsadmin wire set', { channel: CHANNEL, pictures: true, ping: '123456' });
  await add(BRIDGE);
  await post();
  const reply = replies.at(-1);
  if (!reply) throw new Error('nothing was posted');
  expect(renderDiscord(reply)[0]).toMatchObject({
    allowed_mentions: { parse: [], roles: ['123456'] },
    components: expect.arrayContaining([
      expect.objectContaining({
        items: [{ media: { url: 'https://vale.example/wall.jpg' }, description: 'The wall' }],
      }),
    ]),
  });
  expect(JSON.stringify(renderSlack(reply)[0]?.blocks)).toContain('"usergroup_id":"123456"');
});

test('nobody can have everybody called', async () => {
  const { run } = await setUp();
  expect(await run('newsadmin wire set', { channel: CHANNEL, ping: 'g1' })).toContain("I don't notify everybody");
});

test('a wire is not a digest: it is never due, stands in no list of digests, and leaves the digests of its channel their news', async () => {
  const { run, add, post, db } = await setUp();
  await run('newsadmin wire set', { channel: CHANNEL });
  await run('newsadmin digest set', { channel: CHANNEL, time: '08:00' });
  await add(FERRY);
  await post();
  expect(await listDigests(db, GUILD)).toHaveLength(1);
  expect(await run('newsadmin digest preview', { digest: (await listDigests(db, GUILD))[0]?.id ?? '' })).toContain(
    'Ferry to run at night',
  );
  const [digest] = await listDigests(db, GUILD);
  const opened = await openDueSlots(db, digest?.next.due ?? new Date());
  expect(opened.map(({ digest }) => digest)).toEqual([digest?.id]);
});

test('"Ask" under a post asks about its article', async () => {
  const { run, add, post, replies, desk } = await setUp();
  await run('newsadmin wire set', { channel: CHANNEL });
  await add(FERRY);
  await post();
  const [button] = replies.at(-1)?.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : [])) ?? [];
  const caller = { workspace: GUILD, place: `${CHANNEL}/m9`, user: 'bo', admin: false, zone: 'UTC' };
  const reply = await desk.handle({
    kind: 'press',
    button: button?.id ?? '',
    values: { text: 'Summarise it' },
    caller,
  });
  expect(renderTerminal(reply, { color: false, width: 500, zone: 'UTC' })).toContain('will run at night from May');
});
