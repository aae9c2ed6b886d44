import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { WorkspaceId } from '../../src/store/schema.ts';
import { addText, testDesk } from '../chat/test-desk.ts';
import { connected } from './discord-edge/bot.ts';
import { buttonsOn, textOf } from './discord-edge/messages.ts';
import { BOT } from './discord-edge/payloads.ts';

const STRING = 3;
const QUESTION = { name: 'question', type: STRING, value: 'How much does the harbour wall cost?' };

test('a slash command is answered in place of "thinking …"', async () => {
  const { discord, shown } = await connected();
  discord.command('ask', [QUESTION]);
  const reply = await shown(/14 million/);
  expect(reply.ephemeral).toBe(false);
  expect(discord.thinking()).toEqual([]);
});

test('what a private answer leads to is private: the follow-up, too', async () => {
  const { discord, shown } = await connected();
  discord.command('ask', [QUESTION, { name: 'private', type: 5, value: true }]);
  const reply = await shown(/14 million/);
  expect(reply.ephemeral).toBe(true);
  const followUp = buttonsOn(reply).find(({ label }) => label === 'Follow up');
  const opened = discord.press(reply, followUp?.id ?? '');
  await expect.poll(() => opened.modal).not.toBeNull();
  discord.submit(followUp?.id ?? '', { text: 'When does work start?' }, { message: reply });
  expect((await shown(/March/)).ephemeral).toBe(true);
});

test('an empty result of a public command goes to the asker alone, and nothing stays behind', async () => {
  const { discord, shown } = await connected();
  discord.command('quote', [{ name: 'speaker', type: STRING, value: 'Nobody Atall' }]);
  expect((await shown(/I found no quotation like that/)).ephemeral).toBe(true);
  expect(discord.thinking()).toEqual([]);
});

test('an edit that meets 500, a lost answer and a rate limit is made in the end, once', async () => {
  const { discord, shown } = await connected();
  const faults = [{ status: 500 }, 'lost', { status: 429, body: { retry_after: 0.2, global: false } }] as const;
  let n = 0;
  discord.inject((call) => (/@original$/.test(call.path) ? (faults[n++] ?? null) : null));
  discord.command('ask', [QUESTION]);
  await shown(/14 million/);
  expect(discord.shown()).toHaveLength(1);
});

test('a refused edit becomes a message in the channel', async () => {
  const { discord, shown } = await connected();
  discord.inject((call) =>
    /@original$/.test(call.path) ? { status: 401, body: { code: 50027, message: 'Invalid Webhook Token' } } : null,
  );
  discord.command('ask', [QUESTION]);
  expect((await shown(/14 million/)).ephemeral).toBe(false);
});

test('a mention is answered once although the answer to its post was lost', async () => {
  const { discord, shown } = await connected();
  let lost = 0;
  discord.inject((call) =>
    call.method === 'POST' && /channels.*messages$/.test(call.path) && lost++ === 0 ? 'lost' : null,
  );
  discord.say(`<@${BOT}> How much does the harbour wall cost?`);
  await shown(/14 million/);
  await expect.poll(() => lost, { timeout: 5_000 }).toBeGreaterThan(1);
  expect(discord.shown()).toHaveLength(1);
});

test('who asks in a channel where the bot may not write is told directly', async () => {
  const { discord, shown } = await connected();
  discord.inject((call) =>
    call.method === 'POST' && /^\/channels\/3\d+\/messages$/.test(call.path)
      ? { status: 403, body: { code: 50013, message: 'Missing Permissions' } }
      : null,
  );
  discord.say(`<@${BOT}> How much does the harbour wall cost?`);
  expect((await shown(/Send Messages/)).channel_id).toMatch(/^9/);
});

test('a mention of the role that Discord made for the bot counts', async () => {
  const { discord, shown } = await connected();
  discord.say('<@&500000000000000001> When does work on the harbour wall start?');
  await shown(/March/);
});

test('the pages of quotes replace each other wholly', async () => {
  const { discord, shown } = await connected();
  discord.command('quote', [{ name: 'source', type: STRING, value: 'Vale' }]);
  const first = await shown(/page 1 of 2/);
  const more = buttonsOn(first).find(({ label }) => label === 'More');
  discord.press(first, more?.id ?? '');
  const second = await shown(/page 2 of 2/);
  expect(second.id).toBe(first.id);
  expect(discord.shown()).toHaveLength(1);
});

test('an admin command of somebody who may not manage the server is refused, and does nothing', async () => {
  const { discord, shown } = await connected();
  const status = [{ name: 'status', type: 1, options: [] }];
  discord.command('newsadmin', status);
  await shown(/is for admins/);
  discord.command('newsadmin', status, { admin: true });
  await shown(/Copydesk status/);
});

test('an article can be pasted whole into a form, quotation marks and paragraphs too', async () => {
  const { discord, shown } = await connected();
  const opened = discord.command(
    'newsadmin',
    [{ name: 'article', type: 2, options: [{ name: 'add', type: 1, options: [] }] }],
    { admin: true },
  );
  await expect.poll(() => opened.modal?.title).toBe('Add an article');
  const text =
    'PORT VALE — The bridge will close, the mayor said.\n\n“We will build it again,” Mayor Ada Lindqvist said. “It takes a year.”\n\nThe council voted 9 to 2.';
  discord.submit(
    String(opened.modal?.custom_id),
    { title: 'Bridge to close', text, publisher: 'Vale Courier' },
    { admin: true },
  );
  await shown(/Stored “Bridge to close” with 2 quotations/);
});

test('a digest is removed when somebody says so, and not before', async () => {
  const { discord, shown } = await connected();
  const channel = { name: 'channel', type: 7, value: '300000000000000001' };
  const set = [channel, { name: 'time', type: STRING, value: '08:00' }];
  discord.command('newsadmin', [{ name: 'digest', type: 2, options: [{ name: 'set', type: 1, options: set }] }], {
    admin: true,
  });
  const id = /Digest (\w+) is set/.exec(textOf(await shown(/is set/)))?.[1] ?? '';
  const remove = [{ name: 'digest', type: STRING, value: id }];
  discord.command('newsadmin', [{ name: 'digest', type: 2, options: [{ name: 'remove', type: 1, options: remove }] }], {
    admin: true,
  });
  const asked = await shown(/Remove the digest/);
  const button = buttonsOn(asked).find(({ label }) => label === 'Remove');
  discord.press(asked, button?.id ?? '', { admin: true });
  await shown(/is removed/);
});

test('"Ask about this" opens the form of a question with the message in it', async () => {
  const { discord, shown } = await connected();
  discord.command('ask', [QUESTION]);
  const reply = await shown(/14 million/);
  const opened = discord.askAbout(reply.id);
  await expect.poll(() => JSON.stringify(opened.modal ?? {})).toContain('14 million');
});

test('the commands that the help names can be clicked, an admin command only by who is told of it', async () => {
  const { discord, shown } = await connected();
  const help = [{ name: 'help', type: 1, options: [] }];
  // The ids are known once the commands are registered; until then the help names them without.
  const asked = () => {
    discord.command('news', help);
    return discord.shown().map(textOf).join('\n');
  };
  await expect.poll(asked, { timeout: 10_000, interval: 500 }).toContain('</ask:');
  const reply = await shown(/<\/ask:/);
  const idOf = (name: string) => String(discord.commands().find((command) => command.name === name)?.id);
  expect(textOf(reply)).toContain(`</ask:${idOf('ask')}>`);
  expect(textOf(reply)).toContain(`</news latest:${idOf('news')}>`);
  expect(textOf(reply)).not.toContain('newsadmin');
  discord.command('news', help, { admin: true });
  expect(textOf(await shown(/For admins/))).toContain(`</newsadmin digest set:${idOf('newsadmin')}>`);
});

test('an answer in public says who asked what, and pings nobody', async () => {
  const { discord, shown } = await connected();
  discord.command('ask', [QUESTION]);
  const reply = await shown(/14 million/);
  expect(textOf(reply)).toContain('<@400000000000000001> asked: How much does the harbour wall cost?');
  const edits = discord.calls.filter(({ path }) => /@original$/.test(path));
  expect(edits.map(({ body }) => body.allowed_mentions)).toEqual(edits.map(() => ({ parse: [] })));
});

test('a thread on an answer, or on its question, goes on with its conversation', async () => {
  const { discord, shown } = await connected();
  const question = discord.say(`<@${BOT}> How much does the harbour wall cost?`);
  const reply = await shown(/14 million/);
  await wait(200);
  discord.say('When does work on it start?', { thread: reply.id });
  expect((await shown(/March/)).channel_id).toBe(reply.id);
  discord.say('Who is the mayor?', { thread: question });
  expect((await shown(/Lindqvist/)).channel_id).toBe(question);
});

test('people who talk to each other in a thread of ours are left alone', async () => {
  const { discord, shown } = await connected();
  discord.say(`<@${BOT}> How much does the harbour wall cost?`);
  const reply = await shown(/14 million/);
  await wait(200);
  const between = [
    '<@400000000000000009> lol ok, see you at lunch',
    '<@400000000000000009> what does the wall cost?',
    '<@&500000000000000007> what does the wall cost?',
    'who wants coffee?',
    'Nils, are you coming tonight?',
    `What does the wall cost? ${'And so on. '.repeat(50)}`,
  ];
  for (const said of between) discord.say(said, { thread: reply.id });
  discord.say('thanks!', { thread: reply.id });
  await shown(/You're welcome/);
  discord.say(`<@${BOT}> When does work start?`, { thread: reply.id });
  await shown(/March/);
  expect(discord.shown()).toHaveLength(3);
});

test('who goes on mentioning the bot over the limit is told once, where everybody reads it', async () => {
  const core = await testDesk({ env: { QUESTIONS_PER_10_MINUTES: '1' } });
  const { discord, shown } = await connected({}, core);
  discord.say(`<@${BOT}> How much does the harbour wall cost?`);
  await shown(/14 million/);
  discord.say(`<@${BOT}> When does work start?`);
  await shown(/the limit for one person/);
  discord.say(`<@${BOT}> And when does it end?`);
  discord.say(`<@${BOT}> Hello?`, { user: '400000000000000005' });
  await shown(/Hello!/);
  expect(discord.shown()).toHaveLength(3);
});

test('an edited question is answered again in the same message', async () => {
  const { discord, shown } = await connected();
  const id = discord.say(`<@${BOT}> How much does the harbour wall cost?`);
  const reply = await shown(/14 million/);
  await wait(200);
  discord.edit(id, `<@${BOT}> When does work on the harbour wall start?`);
  await expect.poll(() => textOf(reply), { timeout: 8_000 }).toContain('March');
  expect(discord.shown()).toHaveLength(1);
});

test('the answer to a question that is taken back goes with it', async () => {
  const { discord, shown } = await connected();
  const question = discord.say(`<@${BOT}> How much does the harbour wall cost?`);
  await shown(/14 million/);
  discord.takeBack(question);
  await expect.poll(() => discord.shown()).toEqual([]);
});

test('who writes directly gets the news of the server that they share with the bot', async () => {
  const { discord, shown, db } = await connected();
  await addText(
    db,
    'Bridge to close\n\nPORT VALE — The Oxbow bridge closes in July, the council said.',
    'discord/200000000000000001' as WorkspaceId,
  );
  discord.say('When does the Oxbow bridge close?', { guild: null });
  await shown(/July/);
  discord.say('When does the Oxbow bridge close?', { guild: null, user: '400000000000000005' });
  await expect.poll(() => discord.shown().length, { timeout: 8_000 }).toBe(2);
  expect(discord.shown().filter((message) => /July/.test(textOf(message)))).toHaveLength(1);
});

test('who shares several servers with the bot is asked which, and the choice is remembered', async () => {
  const guilds = ['200000000000000001', '200000000000000002', '200000000000000003'].map((id, i) => ({
    id,
    name: `Newsroom ${i + 1}`,
    members: i < 2 ? ['400000000000000001'] : [],
  }));
  const { discord, shown, db } = await connected({ guilds });
  await addText(
    db,
    'Bridge to close\n\nPORT VALE — The Oxbow bridge closes in July, the council said.',
    'discord/200000000000000002' as WorkspaceId,
  );
  discord.say('When does the Oxbow bridge close?', { guild: null });
  const asked = await shown(/Whose news/);
  expect(buttonsOn(asked).map(({ label }) => label)).toEqual(expect.arrayContaining(['Newsroom 1', 'Newsroom 2']));
  expect(textOf(asked) + JSON.stringify(asked.components)).not.toContain('Newsroom 3');
  const choice = buttonsOn(asked).find(({ label }) => label === 'Newsroom 2');
  discord.press(asked, 'v1:menu:1', { guild: null, values: [choice?.id ?? ''] });
  await shown(/answer here with the news from Newsroom 2|July/);
  discord.say('When does the Oxbow bridge close?', { guild: null });
  await shown(/July/);
  discord.press(asked, 'v1:menu:1', { guild: null, values: ['v1:server:discord/200000000000000003'] });
  await shown(/no longer share that server/);
});

test('a role that was given the admin commands under Integrations may use them, and no other', async () => {
  const { discord, shown } = await connected();
  await expect.poll(() => discord.commands().length).toBeGreaterThan(3);
  discord.override('newsadmin', [{ id: '500000000000000007', type: 1, permission: true }]);
  const status = [{ name: 'status', type: 1, options: [] }];
  discord.command('newsadmin', status, { roles: ['500000000000000008'] });
  await shown(/is for admins/);
  discord.command('newsadmin', status, { roles: ['500000000000000007'] });
  await shown(/Copydesk status/);
});

test('a question from before a restart is still answered again when it is edited, and its answer goes with it', async () => {
  const { discord, shown, connection, again } = await connected();
  const id = discord.say(`<@${BOT}> How much does the harbour wall cost?`);
  const reply = await shown(/14 million/);
  await connection.close();
  await again();
  discord.edit(id, `<@${BOT}> When does work on the harbour wall start?`);
  await expect.poll(() => textOf(reply), { timeout: 8_000 }).toContain('March');
  expect(discord.shown()).toHaveLength(1);
  await (await again()).close();
  discord.takeBack(id);
  await expect.poll(() => discord.shown(), { timeout: 8_000 }).toEqual([]);
});

test('in a direct message of several people, only whoever asked sees what comes of it', async () => {
  const { discord, shown } = await connected();
  const there = { guild: null, group: true, channel: '920000000000000001' };
  discord.command('ask', [{ name: 'question', type: 3, value: 'How much does the harbour wall cost?' }], there);
  const answer = await shown(/14 million/);
  expect(answer.ephemeral).toBe(true);
  discord.press(answer, 'v1:spoken:1', there);
  await shown(/said|Lindqvist/);
  discord.command('quote', [{ name: 'text', type: 3, value: 'three floods' }], there);
  await shown(/three floods/);
  expect(discord.shown().every(({ ephemeral }) => ephemeral)).toBe(true);
});
