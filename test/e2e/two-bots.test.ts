import './loopback.ts';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ChannelType } from 'discord.js';
import { DigitalDiscord } from 'discord-digital-twin';
import { expect, onTestFinished, test } from 'vitest';
import { connectDiscord } from '../../src/chat/platforms/discord/connect.ts';
import { rollCall } from '../../src/roll-call.ts';
import { beatBot, botsAtWork, endBot, INSTANCE, tokenMark } from '../../src/store/bots.ts';
import { testDesk } from '../chat/test-desk.ts';
import { testDatabase } from '../store/test-database.ts';

test('two bots with one token answer a mention once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-discord-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const discord = new DigitalDiscord({
    dbUrl: `file:${join(folder, 'discord.db')}`,
    channels: [{ name: 'general', type: ChannelType.GuildText }],
    users: [{ username: 'reader' }],
  });
  await discord.start();
  onTestFinished(() => discord.stop());
  const [channel] = await discord.prisma.channel.findMany();
  const user = await discord.getFirstNonBotUserId();
  if (!channel || !user) throw new Error('the server has no channel or user');
  const core = await testDesk();
  for (const desk of [core.desk, core.restart()]) {
    const connection = connectDiscord({
      token: discord.botToken,
      apiUrl: discord.restUrl,
      messageContent: false,
      layout: 'plain',
      outbox: core.outbox,
      desk,
      log: { info() {}, warn() {} },
    });
    onTestFinished(() => connection.close());
    await connection.ready;
  }
  await discord
    .channel(channel.id)
    .user(user)
    .sendMessage({ content: `<@${discord.botUserId}> How much does the wall cost?` });
  const answers = async () =>
    (await discord.channel(channel.id).getMessages()).filter((message) =>
      message.content.includes('14 million crowns'),
    );
  await expect.poll(async () => (await answers()).length, { timeout: 30_000 }).toBe(1);
  await wait(2_000);
  expect(await answers()).toHaveLength(1);
});

test('a bot hears of another one with its token, and not of one with another token', async () => {
  const { db } = await testDatabase();
  const mark = tokenMark('token');
  await beatBot(db, mark, 'old-1');
  await beatBot(db, tokenMark('other'), 'else-1');
  expect(await botsAtWork(db, mark)).toEqual(['old-1']);
  expect(await botsAtWork(db, null)).toHaveLength(2);
  await endBot(db, mark, 'old-1');
  expect(await botsAtWork(db, mark)).toEqual([]);
});

test('a bot of this host that was killed is known to be gone at once, one of another host only after a while', async () => {
  const { db } = await testDatabase();
  const mark = tokenMark('token');
  const { pid = 0 } = spawnSync(process.execPath, ['--version']);
  await beatBot(db, mark, INSTANCE.replace(/\d+$/, String(pid)));
  await beatBot(db, mark, `elsewhere-${pid}`);
  await beatBot(db, mark, INSTANCE);
  expect((await botsAtWork(db, mark)).sort()).toEqual([`elsewhere-${pid}`, INSTANCE].sort());
});

test('the log says once that two bots have one token', async () => {
  const { db } = await testDatabase();
  const said: string[] = [];
  const log = { warn: (_: object, message: string) => void said.push(message), info: () => {} };
  await beatBot(db, tokenMark('token'), 'old-1');
  const call = rollCall({ db, log } as unknown as Parameters<typeof rollCall>[0], 'discord', 'token');
  await expect.poll(() => said, { timeout: 10_000 }).toEqual(['discord: bots with one token: in trouble']);
  await call.end();
  expect(await botsAtWork(db, tokenMark('token'))).toEqual(['old-1']);
});
