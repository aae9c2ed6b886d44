import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { connectDiscord } from '../../src/chat/platforms/discord/connect.ts';
import { testDesk } from '../chat/test-desk.ts';
import { BOT, buttonsOn, discordEdge, textOf } from './discord-edge/server.ts';

const STRING = 3;
const QUESTION = { name: 'question', type: STRING, value: 'How much does the harbour wall cost?' };

async function connected(options: Parameters<typeof testDesk>[0] = {}) {
  const discord = await discordEdge();
  onTestFinished(() => discord.stop());
  const core = await testDesk(options);
  const warnings: string[] = [];
  const connection = connectDiscord({
    token: 'test-token',
    apiUrl: discord.url,
    messageContent: true,
    layout: 'auto',
    desk: core.desk,
    outbox: core.outbox,
    log: {
      info() {},
      warn: (fields, message) =>
        warnings.push(
          `${message} ${JSON.stringify(fields)} ${'err' in fields ? String((fields.err as Error)?.stack) : ''}`,
        ),
    },
  });
  onTestFinished(() => connection.close());
  await connection.ready;
  /** The first message to be seen that fits; when none comes, the error tells what there was. */
  async function shown(pattern: RegExp) {
    const found = () => discord.shown().find((message) => pattern.test(textOf(message)));
    const until = performance.now() + 10_000;
    while (!found() && performance.now() < until) await wait(25);
    const message = found();
    if (message) return message;
    const there = {
      shown: discord.shown().map(textOf),
      warnings,
      errors: core.errors.map(String),
      calls: discord.calls.slice(-8),
    };
    throw new Error(`nothing like ${pattern}: ${JSON.stringify(there)}`);
  }
  return { discord, connection, warnings, shown, ...core };
}

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
  expect((await shown(/No stored quotation/)).ephemeral).toBe(true);
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

test('the commands are registered, also when Discord refuses at first', async () => {
  const { discord } = await connected();
  await expect
    .poll(() => discord.commands().map(({ name }) => name))
    .toEqual(expect.arrayContaining(['ask', 'quote', 'news', 'newsadmin', 'Ask about this']));
});
