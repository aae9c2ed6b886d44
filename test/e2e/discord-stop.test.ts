import { expect, onTestFinished, test } from 'vitest';
import type { Desk } from '../../src/chat/request.ts';
import { testDesk } from '../chat/test-desk.ts';
import { connectTo } from './discord-edge/connect.ts';
import { buttonsOn, textOf } from './discord-edge/messages.ts';
import { BOT } from './discord-edge/payloads.ts';
import { discordEdge } from './discord-edge/server.ts';

async function connected(change: (desk: Desk) => Desk = (desk) => desk) {
  const discord = await discordEdge();
  onTestFinished(() => discord.stop());
  const core = await testDesk();
  await connectTo(discord, { desk: change(core.desk), outbox: core.outbox }).ready;
  const find = (pattern: RegExp) => discord.shown().find((message) => pattern.test(textOf(message)));
  const shown = async (pattern: RegExp) => {
    await expect.poll(() => find(pattern), { timeout: 25_000 }).toBeTruthy();
    const message = find(pattern);
    if (!message) throw new Error(`nothing like ${pattern}`);
    return message;
  };
  return { discord, shown };
}

test('whoever asked can stop an answer while it grows, and nobody else', async () => {
  let stopped = false;
  const { discord, shown } = await connected((desk) => ({
    ...desk,
    handle: async (_, progress, signal) => {
      progress?.({ blocks: [{ kind: 'claim', text: 'The first statement.', cites: [] }], private: false });
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      stopped = true;
      return { blocks: [{ kind: 'text', text: 'Too late' }], private: false };
    },
  }));
  discord.say(`<@${BOT}> What happened?`);
  const growing = await shown(/The first statement/);
  const stop = buttonsOn(growing).find(({ label }) => label === 'Stop');
  discord.press(growing, stop?.id ?? '', { user: '400000000000000002' });
  expect((await shown(/Only the person who asked/)).ephemeral).toBe(true);
  expect(stopped).toBe(false);
  discord.press(growing, stop?.id ?? '');
  await shown(/Stopped, as you asked/);
  await expect.poll(() => stopped).toBe(true);
  expect(discord.shown().some((message) => /Too late/.test(textOf(message)))).toBe(false);
});

test('in a server that the bot is not in, somebody who installed it for themselves is answered alone', async () => {
  const { discord, shown } = await connected();
  const question = [{ name: 'question', type: 3, value: 'How much does the harbour wall cost?' }];
  discord.command('ask', question, { guild: '200000000000000099', channel: '300000000000000099' });
  const reply = await shown(/14 million|not in the stored|I didn't find/);
  expect(reply.ephemeral).toBe(true);
});
