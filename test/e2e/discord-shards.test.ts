import { expect, onTestFinished, test } from 'vitest';
import { testDesk } from '../chat/test-desk.ts';
import { connectTo } from './discord-edge/connect.ts';
import { textOf } from './discord-edge/messages.ts';
import { GUILD, READER } from './discord-edge/payloads.ts';
import { discordEdge } from './discord-edge/server.ts';

/** The next server on the other of two connections: ids are shared out by their time. */
const ELSEWHERE = String(BigInt(GUILD) + (1n << 22n));

async function inTwoParts(shards: (readonly number[] | null)[] = [null]) {
  const guilds = [GUILD, ELSEWHERE].map((id) => ({ id, name: `Newsroom ${id}`, members: [READER] }));
  const discord = await discordEdge({ guilds, shards: 2 });
  onTestFinished(() => discord.stop());
  const { desk, outbox } = await testDesk();
  const connect = (ids: readonly number[] | null) =>
    connectTo(discord, { desk, outbox, shards: ids && { ids: [...ids], count: 2 } });
  const connections = shards.map(connect);
  for (const { ready } of connections) await ready;
  async function answers(guild: string | null) {
    const before = discord.shown().length;
    discord.command('news', [{ name: 'sources', type: 1, options: [] }], { guild });
    await expect.poll(() => discord.shown().length, { timeout: 20_000 }).toBe(before + 1);
    return textOf(discord.shown().at(-1) ?? { content: '', components: [] });
  }
  const [connection = connect(null)] = connections;
  return { discord, connection, connections, answers };
}

test('where Discord asks for two connections, one process makes both and answers on each', async () => {
  const { discord, connection, answers } = await inTwoParts();
  expect(discord.sockets()).toBe(2);
  expect(connection.state()).toMatchObject({ up: true, problem: '' });
  expect(await answers(GUILD)).toContain('stored');
  expect(await answers(ELSEWHERE)).toContain('stored');
  expect(await answers(null)).toContain('share several servers');
});

test('when both are lost, each answers as soon as it is back, and the state says so when both are', async () => {
  const { discord, connection, answers } = await inTwoParts();
  const [first, second] = [discord.cut(0), discord.cut(1)];
  await expect.poll(() => connection.state().up, { timeout: 10_000 }).toBe(false);
  first();
  const [served] = [GUILD, ELSEWHERE].filter((id) => (BigInt(id) >> 22n) % 2n === 0n);
  await expect.poll(() => discord.sockets(0), { timeout: 10_000 }).toBe(1);
  expect(await answers(served ?? '')).toContain('stored');
  expect(connection.state().up).toBe(false);
  second();
  await expect.poll(() => connection.state().up, { timeout: 10_000 }).toBe(true);
  for (const guild of [GUILD, ELSEWHERE]) expect(await answers(guild)).toContain('stored');
});

test('where two processes share the connections, each makes its own, and each server is answered once', async () => {
  const { discord, connections, answers } = await inTwoParts([[0], [1]]);
  expect([discord.sockets(0), discord.sockets(1)]).toEqual([1, 1]);
  for (const connection of connections) expect(connection.state()).toMatchObject({ up: true, problem: '' });
  for (const guild of [GUILD, ELSEWHERE]) expect(await answers(guild)).toContain('stored');
  // Direct messages come to the first, which asks for the servers of the others.
  expect(await answers(null)).toContain('share several servers');
  await connections[1]?.close();
  await expect.poll(() => discord.sockets(1)).toBe(0);
  expect(discord.sockets(0)).toBe(1);
});

test('a number of connections that Discord refuses is told, and tried again', async () => {
  const discord = await discordEdge({ shards: 4 });
  onTestFinished(() => discord.stop());
  const { desk, outbox } = await testDesk();
  const connection = connectTo(discord, { desk, outbox, shards: { ids: [0], count: 2 } });
  await expect.poll(() => connection.state().problem, { timeout: 15_000 }).toContain('DISCORD_SHARDS');
});
