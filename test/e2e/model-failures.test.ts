import './loopback.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApplicationCommandOptionType, ChannelType } from 'discord.js';
import { DigitalDiscord } from 'discord-digital-twin';
import { expect, onTestFinished, test } from 'vitest';
import { connectDiscord } from '../../src/chat/discord/connect.ts';
import { connectSlack } from '../../src/chat/slack/connect.ts';
import { tokenBudget } from '../../src/model/budget.ts';
import { type TestDesk, testDesk } from '../chat/test-desk.ts';
import { BAD_MODELS, badModel } from './model-servers.ts';
import { APP_TOKEN, BOT, BOT_TOKEN, CHANNEL, hasSlackServer, SIGNING_SECRET, slackServer } from './slack-server.ts';

const QUESTION = 'How much does the harbour wall cost?';
const quiet = { info() {}, debug() {}, warn() {} };

async function deskWithBadModel() {
  const bad = await badModel();
  let spent = 0;
  const ledger = { spent: async () => spent, add: async (_w: string, _d: string, tokens: number) => (spent += tokens) };
  const budget = tokenBudget(ledger, 1_000_000, () => new Date());
  const core: TestDesk = await testDesk({
    model: { name: 'test', model: bad.model, budget },
    env: { QUESTIONS_PER_10_MINUTES: '1000' },
  });
  return { ...core, ...bad, spent: () => spent };
}

/** Each way of failing costs one built-in answer with a word about it, and no more tokens than were used. */
function expectBuiltIn(text: string, word: string, how: string): void {
  expect(text, how).toContain('14 million');
  expect(text, how).toContain(word);
  expect(text, how).toContain('this is the built-in answer');
  expect(text, how).not.toMatch(/grandchildren|41 million|evil|everyone/);
}

test('on Discord a model that fails in any way is answered for at once and once, in plain words', async () => {
  const core = await deskWithBadModel();
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-discord-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const discord = new DigitalDiscord({
    dbUrl: `file:${join(folder, 'discord.db')}`,
    guild: { name: 'Newsroom' },
    channels: [{ name: 'general', type: ChannelType.GuildText }],
    users: [{ username: 'reader' }],
  });
  await discord.start();
  onTestFinished(() => discord.stop());
  const id = (await discord.prisma.channel.findMany())[0]?.id ?? '';
  const user = (await discord.getFirstNonBotUserId()) ?? '';
  const connection = await connectDiscord({
    token: discord.botToken,
    apiUrl: discord.restUrl,
    messageContent: false,
    desk: core.desk,
    log: quiet,
    onFatal() {},
  });
  onTestFinished(() => connection.close());
  const channel = discord.channel(id);
  const replies = async () => (await channel.getMessages()).filter((message) => message.author.bot === true);
  let known = 0;
  for (const [how, bad] of Object.entries(BAD_MODELS)) {
    core.be(bad);
    const before = core.spent();
    const { id: interactionId } = await channel.user(user).runSlashCommand({
      name: 'ask',
      options: [{ name: 'question', type: ApplicationCommandOptionType.String, value: QUESTION }],
    });
    // Acknowledged while the model has said nothing.
    await channel.waitForInteractionAck({ interactionId });
    await expect
      .poll(async () => (await replies()).filter((message) => message.content !== '').length, {
        timeout: 8_000,
        message: how,
      })
      .toBeGreaterThan(known);
    const all = await replies();
    expectBuiltIn(all.at(-1)?.content ?? '', bad.word, how);
    expect(all.length, how).toBe(known + 1);
    known = all.length;
    expect(core.spent() > before, `${how}: cost`).toBe(bad.costs);
  }
  expect(core.errors).toEqual([]);
}, 60_000);

test.skipIf(!hasSlackServer)(
  'on Slack a model that fails in any way is answered for once, in plain words',
  async () => {
    const core = await deskWithBadModel();
    const server = await slackServer();
    const connection = await connectSlack({
      botToken: BOT_TOKEN,
      appToken: APP_TOKEN,
      signingSecret: SIGNING_SECRET,
      port: 0,
      apiUrl: server.apiUrl,
      adminIds: [],
      commandPrefix: '',
      desk: core.desk,
      log: quiet,
      onFatal() {},
    });
    onTestFinished(() => connection.close());
    for (const [how, bad] of Object.entries(BAD_MODELS)) {
      core.be(bad);
      const { message } = await server.say(CHANNEL, `<@${BOT}> ${QUESTION}`);
      const inThread = async () =>
        (await server.messages(CHANNEL)).filter((found) => found.user === BOT && found.thread_ts === message?.ts);
      await expect
        .poll(async () => (await inThread()).at(-1)?.text ?? '', { timeout: 8_000, message: how })
        .toContain(bad.word);
      const all = await inThread();
      expectBuiltIn(all.at(-1)?.text ?? '', bad.word, how);
      expect(all.length, how).toBe(1);
    }
    expect(core.errors).toEqual([]);
  },
  60_000,
);
