import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { testDesk } from '../chat/test-desk.ts';
import { connected } from './discord-edge/bot.ts';
import { connectTo } from './discord-edge/connect.ts';
import { textOf } from './discord-edge/messages.ts';
import { discordEdge } from './discord-edge/server.ts';

const STRING = 3;
const QUESTION = { name: 'question', type: STRING, value: 'How much does the harbour wall cost?' };

test('the commands are registered, also when Discord refuses at first', async () => {
  const discord = await discordEdge();
  onTestFinished(() => discord.stop());
  let refused = 0;
  discord.inject(({ method, path }) => {
    if (method !== 'PUT' || !/\/commands$/.test(path) || refused > 0) return null;
    refused += 1;
    return { status: 403 };
  });
  const { desk, outbox } = await testDesk();
  await connectTo(discord, { desk, outbox }).ready;
  await expect.poll(() => refused, { timeout: 8_000 }).toBe(1);
  expect(discord.commands()).toEqual([]);
  await expect
    .poll(() => discord.commands().map(({ name }) => name), { timeout: 15_000 })
    .toEqual(expect.arrayContaining(['ask', 'quote', 'news', 'newsadmin', 'Ask about this']));
});

test('a reply that a restart cut off is said to be', async () => {
  const first = await connected();
  first.discord.inject((call) => (/@original$/.test(call.path) ? { status: 503 } : null));
  first.discord.command('ask', [QUESTION]);
  await expect
    .poll(() => first.discord.calls.some(({ path }) => /@original$/.test(path)), { timeout: 8_000 })
    .toBe(true);
  await first.connection.close();
  first.discord.inject(() => null);
  await first.again();
  await expect.poll(() => first.discord.shown().map(textOf).join(), { timeout: 8_000 }).toContain('Please ask again');
  expect(first.discord.thinking()).toEqual([]);
});

test('an outage of everything is waited out, and questions are answered after it', async () => {
  const { discord, connection, shown } = await connected();
  discord.goAway(true);
  await expect.poll(() => connection.state().up, { timeout: 8_000 }).toBe(false);
  discord.goAway(false);
  await expect.poll(() => connection.state().up, { timeout: 15_000 }).toBe(true);
  discord.command('ask', [QUESTION]);
  await shown(/14 million/);
});

test('Discord away at the start is waited for, and a stop works meanwhile', async () => {
  const discord = await discordEdge();
  onTestFinished(() => discord.stop());
  discord.goAway(true);
  const { desk, outbox } = await testDesk();
  await connectTo(discord, { desk, outbox }).close();
  const connection = connectTo(discord, { desk, outbox });
  await expect.poll(() => connection.state().problem, { timeout: 15_000 }).toMatch(/can't be reached/);
  discord.goAway(false);
  await expect.poll(() => connection.state().up, { timeout: 15_000 }).toBe(true);
});

test('a close that nobody can heal but a person ends this connection with the remedy, and nothing else', async () => {
  const { discord, connection } = await connected();
  discord.close(4014);
  await expect
    .poll(() => connection.state().problem, { timeout: 8_000 })
    .toMatch(/Message Content intent: switch it on/);
  await wait(200);
  expect(discord.sockets()).toBe(0);
});
