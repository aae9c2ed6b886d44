import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { listFeeds } from '../../src/store/feeds/feeds.ts';
import type { WorkspaceId } from '../../src/store/schema.ts';
import { testDesk } from '../chat/test-desk.ts';
import { connectTo } from './discord-edge/connect.ts';
import { buttonsOn, textOf } from './discord-edge/messages.ts';
import { BOT, CHANNEL, GUILD, READER } from './discord-edge/payloads.ts';
import { discordEdge } from './discord-edge/server.ts';

const STRING = 3;
const BOOLEAN = 5;
const CHANNEL_OPTION = 7;
const ROLE_OPTION = 8;
const EDITORS = '500000000000000007';
const COST = 'How much does the harbour wall cost?';

/** The bot in one server, for its admins. */
async function connected() {
  const discord = await discordEdge();
  onTestFinished(() => discord.stop());
  const core = await testDesk({ env: { DISCORD_MESSAGE_CONTENT: 'true' } });
  await connectTo(discord, { desk: core.desk, outbox: core.outbox, messageContent: true }).ready;
  const shown = (pattern: RegExp) =>
    expect
      .poll(() => discord.shown().find((message) => pattern.test(textOf(message))), { timeout: 25_000 })
      .toBeTruthy()
      .then(() => discord.shown().filter((message) => pattern.test(textOf(message))));
  const admin = async (path: string[], options: { name: string; type: number; value: unknown }[], answer: RegExp) => {
    const nested = path.reduceRight<object[]>(
      (inside, word, i) => [{ name: word, type: i === path.length - 1 ? 1 : 2, options: inside }],
      options,
    );
    discord.command('newsadmin', nested as Parameters<typeof discord.command>[1], { admin: true });
    return shown(answer);
  };
  return { discord, shown, admin, ...core };
}

test('in a channel for questions none needs a mention, and what people say to each other is theirs', async () => {
  const { discord, shown, admin } = await connected();
  await admin(
    ['channel', 'set'],
    [
      { name: 'channel', type: CHANNEL_OPTION, value: CHANNEL },
      { name: 'answers', type: STRING, value: 'every message' },
      { name: 'threads', type: BOOLEAN, value: true },
    ],
    /every message that is not for somebody else/,
  );
  discord.say(`<@${'4'.repeat(18)}> ${COST}`);
  discord.say('Who voted against the harbour wall?');
  await shown(/Rosa Timm/);
  expect(discord.shown().filter(({ ephemeral }) => !ephemeral)).toHaveLength(1);
  await expect
    .poll(() => discord.calls.find(({ path }) => /messages\/\d+\/threads$/.test(path))?.body.name)
    .toBe('Who voted against the harbour wall?');
});

test('where the bot may not answer, a command says so to the asker alone and a mention meets silence', async () => {
  const { discord, shown, admin } = await connected();
  await admin(['access'], [{ name: 'channels', type: STRING, value: 'listed' }], /I don't answer in any channel/);
  discord.say(`<@${BOT}> ${COST}`);
  discord.command('ask', [{ name: 'question', type: STRING, value: COST }]);
  const [told] = await shown(/I don't answer in this channel/);
  expect(told?.ephemeral).toBe(true);
  await wait(300);
  expect(discord.shown().filter((message) => !message.ephemeral)).toEqual([]);
  discord.say(COST, { guild: null });
  await shown(/14 million/);
});

test('once roles are listed, only who has one may ask, also in direct messages', async () => {
  const { discord, shown, admin } = await connected();
  const [listed] = await admin(['access'], [{ name: 'allow', type: ROLE_OPTION, value: EDITORS }], /Only members with/);
  expect(textOf(listed ?? { content: '', components: [] })).toContain(`<@&${EDITORS}>`);
  const question = [{ name: 'question', type: STRING, value: COST }];
  discord.command('ask', question);
  const [refused] = await shown(/Only members with certain roles/);
  expect(refused?.ephemeral).toBe(true);
  discord.say(COST, { guild: null });
  await expect
    .poll(() => discord.shown().filter((message) => /Only members with certain roles/.test(textOf(message))).length)
    .toBe(2);
  discord.command('ask', question, { roles: [EDITORS] });
  await shown(/14 million/);
});

test('a list of feeds that is uploaded is followed, and one that is none is refused', async () => {
  const { discord, shown, db } = await connected();
  const opml = `<opml version="2.0"><body><outline text="Vale" xmlUrl="https://vale.example/feed"/><outline text="Norfell" xmlUrl="https://norfell.example/rss"/></body></opml>`;
  discord.commandWithFile('newsadmin', ['feed', 'import'], opml, { admin: true });
  await shown(/I follow 2 more feeds/);
  expect((await listFeeds(db, `discord/${GUILD}` as WorkspaceId)).map(({ url }) => url).sort()).toEqual([
    'https://norfell.example/rss',
    'https://vale.example/feed',
  ]);
  discord.commandWithFile('newsadmin', ['feed', 'import'], 'no feeds here', { admin: true });
  await shown(/not a list of feeds/);
  discord.commandWithFile('newsadmin', ['feed', 'import'], opml, { admin: false });
  await shown(/is for admins/);
});

test('an article that is uploaded as a file is stored with its quotations', async () => {
  const { discord, shown } = await connected();
  const text = `Ferry stops on Sunday\n\nVALE — The ferry stops on Sunday, the company said.\n\n“Nobody takes it in winter,” said manager Ida Holm.`;
  discord.commandWithFile('newsadmin', ['article', 'import'], text, { admin: true });
  await shown(/Stored “Ferry stops on Sunday” with 1 quotation/);
});

test('a server that the bot is added to reads the first steps once, in the channel where it greets people', async () => {
  const { discord, shown } = await connected();
  discord.join('200000000000000005', 'New Times');
  const [steps] = await shown(/First steps/);
  expect(steps?.channel_id).toBe('300000000000000005');
  expect(textOf(steps ?? { content: '', components: [] })).toMatch(/newsadmin feed add/);
  expect(discord.shown()).toHaveLength(1);
});

test('what is wrong in a form can be mended: it opens again as it was typed, for whoever typed it', async () => {
  const { discord, shown } = await connected();
  discord.submit(
    'v1:form:newsadmin article add',
    { title: 'Ferry', text: 'Too short', published: 'soon' },
    { admin: true },
  );
  const [told] = await shown(/isn't a date/);
  const button = told && buttonsOn(told).find(({ label }) => label === 'Edit and try again');
  if (!told || !button) throw new Error('no way back to the form');
  const opened = discord.press(told, button.id, { admin: true });
  await expect.poll(() => JSON.stringify(opened.modal)).toContain('"value":"Too short"');
  discord.press(told, button.id, { admin: true, user: '400000000000000002' });
  await shown(/That form has expired/);
  expect(READER).not.toBe('400000000000000002');
});

test('who may not do what a form asks for is refused without a way to try again', async () => {
  const { discord, shown } = await connected();
  discord.submit('v1:form:newsadmin article add', { title: 'Ferry', text: 'It stops on Sunday.' });
  const [told] = await shown(/is for admins/);
  expect(told && buttonsOn(told)).toEqual([]);
});

test('why an answer did not help is chosen by radio buttons, and only the reason reaches the admins', async () => {
  const { discord, shown, admin } = await connected();
  discord.command('ask', [{ name: 'question', type: STRING, value: COST }]);
  const [answer] = await shown(/14 million/);
  const button = answer && buttonsOn(answer).find(({ label }) => label === 'Not helpful');
  if (!answer || !button) throw new Error('no button for feedback');
  const opened = discord.press(answer, button.id);
  await expect.poll(() => JSON.stringify(opened.modal)).toContain('"type":21');
  discord.submit(button.id, { reason: 'Out of date' }, { message: answer, radio: ['reason'] });
  await shown(/Thank/);
  const [told] = await admin(['feedback'], [], /Out of date/);
  expect(textOf(told ?? { content: '', components: [] })).not.toContain(READER);
});
