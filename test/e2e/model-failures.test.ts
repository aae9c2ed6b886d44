import { expect, onTestFinished, test } from 'vitest';
import { connectSlack } from '../../src/chat/platforms/slack/connect.ts';
import { tokenBudget } from '../../src/model/token-budget.ts';
import { type TestDesk, testDesk } from '../chat/test-desk.ts';
import { discordWith } from './model-discord.ts';
import { BAD_MODELS, badModel, writesSlowly } from './model-servers.ts';
import { slackSending } from './slack-sending.ts';
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

async function slackWith({ desk, db }: Pick<TestDesk, 'desk' | 'db'>) {
  const server = await slackServer();
  const connection = connectSlack({
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    signingSecret: SIGNING_SECRET,
    port: 0,
    host: '127.0.0.1',
    apiUrl: server.apiUrl,
    adminIds: [],
    commandPrefix: '',
    desk,
    db,
    ...slackSending(db),
    log: quiet,
  });
  onTestFinished(() => connection.close());
  await connection.ready;
  return server;
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
  const discord = await discordWith(core);
  let known = 0;
  for (const [how, bad] of Object.entries(BAD_MODELS)) {
    core.be(bad);
    const before = core.spent();
    // Resolves while the model has said nothing.
    await discord.ask(QUESTION);
    await expect
      .poll(async () => (await discord.replies()).length, { timeout: 30_000, message: how })
      .toBeGreaterThan(known);
    const all = await discord.replies();
    expectBuiltIn(all.at(-1) ?? '', bad.word, how);
    expect(all.length, how).toBe(known + 1);
    known = all.length;
    expect(core.spent() > before, `${how}: cost`).toBe(bad.costs);
  }
  expect(core.errors).toEqual([]);
}, 120_000);

test.skipIf(!hasSlackServer)(
  'on Slack a model that fails in any way is answered for once, in plain words',
  async () => {
    const core = await deskWithBadModel();
    const server = await slackServer();
    const connection = connectSlack({
      botToken: BOT_TOKEN,
      appToken: APP_TOKEN,
      signingSecret: SIGNING_SECRET,
      port: 0,
      host: '127.0.0.1',
      apiUrl: server.apiUrl,
      adminIds: [],
      commandPrefix: '',
      desk: core.desk,
      db: core.db,
      ...slackSending(core.db),
      log: quiet,
    });
    onTestFinished(() => connection.close());
    await connection.ready;
    for (const [how, bad] of Object.entries(BAD_MODELS)) {
      core.be(bad);
      const { message } = await server.say(CHANNEL, `<@${BOT}> ${QUESTION}`);
      const inThread = async () =>
        (await server.messages(CHANNEL)).filter((found) => found.user === BOT && found.thread_ts === message?.ts);
      await expect
        .poll(async () => (await inThread()).at(-1)?.text ?? '', { timeout: 30_000, message: how })
        .toContain(bad.word);
      const all = await inThread();
      expectBuiltIn(all.at(-1)?.text ?? '', bad.word, how);
      expect(all.length, how).toBe(1);
    }
    expect(core.errors).toEqual([]);
  },
  120_000,
);

test.each(['ask', 'mention', 'followUp'] as const)(
  'on Discord (%s) claims appear as they pass their checks, each with its source, and a lie between them never',
  async (way) => {
    const core = await deskWithBadModel();
    const discord = await discordWith(core);
    const { promise: seen, resolve: goOn } = Promise.withResolvers<void>();
    core.be(writesSlowly(seen));
    await discord[way](QUESTION);
    await expect
      .poll(async () => (await discord.replies()).at(-1) ?? '', { timeout: 30_000 })
      .toContain('Still writing');
    const first = (await discord.replies()).at(-1) ?? '';
    expect(first).toContain('14 million crowns');
    expect(first).toContain('Harbour wall to be raised by a metre');
    goOn();
    await expect
      .poll(async () => (await discord.replies()).at(-1) ?? '', { timeout: 30_000 })
      .toContain('written by a model');
    const replies = await discord.replies();
    expect(replies).toHaveLength(1);
    expect(replies[0]).toContain('Work starts in March');
    expect(`${first}${replies[0]}`).not.toMatch(/grandchildren|41 million|evil/);
  },
  60_000,
);

test.skipIf(!hasSlackServer)(
  'on Slack the same happens in one message of the thread',
  async () => {
    const core = await deskWithBadModel();
    const server = await slackWith(core);
    const { promise: seen, resolve: goOn } = Promise.withResolvers<void>();
    core.be(writesSlowly(seen));
    const { message } = await server.say(CHANNEL, `<@${BOT}> ${QUESTION}`);
    const inThread = async () =>
      (await server.messages(CHANNEL)).filter((found) => found.user === BOT && found.thread_ts === message?.ts);
    await expect
      .poll(async () => (await inThread()).at(-1)?.text ?? '', { timeout: 30_000 })
      .toContain('Still writing');
    const first = (await inThread()).at(-1)?.text ?? '';
    expect(first).toContain('14 million crowns');
    goOn();
    await expect
      .poll(async () => (await inThread()).at(-1)?.text ?? '', { timeout: 30_000 })
      .toContain('written by a model');
    const replies = await inThread();
    expect(replies).toHaveLength(1);
    expect(replies[0]?.text).toContain('Work starts in March');
    expect(`${first}${replies[0]?.text}`).not.toMatch(/grandchildren|41 million|evil/);
  },
  60_000,
);
