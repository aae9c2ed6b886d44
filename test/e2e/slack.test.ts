import { describe, expect, onTestFinished, test } from 'vitest';
import { connectSlack } from '../../src/chat/platforms/slack/connect.ts';
import { slackPoster } from '../../src/chat/platforms/slack/poster.ts';
import { testDesk } from '../chat/test-desk.ts';
import { freePort } from '../free-port.ts';
import { slackSending } from './slack-sending.ts';
import {
  APP_TOKEN,
  BOT,
  BOT_TOKEN,
  CHANNEL,
  DIRECT,
  hasSlackServer,
  READER,
  SIGNING_SECRET,
  slackServer,
  TEAM,
} from './slack-server.ts';

type Mode = 'socket' | 'http';

async function connected(mode: Mode, adminIds: string[] = []) {
  const port = await freePort();
  const server = await slackServer(mode === 'http' ? { requestUrl: `http://127.0.0.1:${port}/slack/events` } : {});
  const core = await testDesk();
  const warnings: unknown[] = [];
  const connection = connectSlack({
    botToken: BOT_TOKEN,
    appToken: mode === 'socket' ? APP_TOKEN : null,
    signingSecret: SIGNING_SECRET,
    port,
    host: '127.0.0.1',
    apiUrl: server.apiUrl,
    adminIds,
    commandPrefix: '',
    desk: core.desk,
    db: core.db,
    ...slackSending(core.db),
    log: { info() {}, debug() {}, warn: (fields, message) => warnings.push({ fields, message }) },
  });
  onTestFinished(() => connection.close());
  await connection.ready;
  return { server, ...core, warnings };
}

describe.skipIf(!hasSlackServer).each(['socket', 'http'] as const)('Slack over %s', (mode) => {
  test('a slash command is answered in the channel with sources', async () => {
    const { server } = await connected(mode);
    await server.command('/ask', 'How much does the harbour wall cost?');
    const reply = await server.answer(CHANNEL, (message) => /14 million/.test(message.text));
    expect(reply.text).toContain('Harbour wall to be raised by a metre');
  });

  test('a mention is answered in its thread, once', async () => {
    const { server } = await connected(mode);
    const { message } = await server.say(CHANNEL, `<@${BOT}> When does work on the harbour wall start?`);
    const reply = await server.answer(CHANNEL, (found) => /March/.test(found.text));
    expect(reply.thread_ts).toBe(message?.ts);
    await server.say(CHANNEL, `<@${BOT}> Who is the mayor of Port Vale?`);
    await server.answer(CHANNEL, (found) => /Lindqvist/.test(found.text));
    expect(
      (await server.messages(CHANNEL)).filter((found) => found.user === BOT && found.thread_ts === message?.ts),
    ).toHaveLength(1);
  });

  test('a reply in a thread of ours needs no mention', async () => {
    const { server } = await connected(mode);
    const { message } = await server.say(CHANNEL, `<@${BOT}> How much does the harbour wall cost?`);
    await server.answer(CHANNEL, (found) => /14 million/.test(found.text));
    await server.say(CHANNEL, 'When does work on it start?', message?.ts);
    const reply = await server.answer(CHANNEL, (found) => /March/.test(found.text) && found.thread_ts === message?.ts);
    expect(reply.text).toContain('Sources');
  });

  test('a direct message is answered', async () => {
    const { server } = await connected(mode);
    await server.say(DIRECT, 'How much does the harbour wall cost?');
    expect((await server.answer(DIRECT, (message) => /14 million/.test(message.text))).text).toContain('Sources');
  });

  test('the second page of quotes replaces the first', async () => {
    const { server } = await connected(mode);
    await server.command('/quote', 'source:Vale');
    const first = await server.answer(CHANNEL, (message) => /page 1 of 2/.test(message.text));
    const more = first.blocks
      ?.flatMap((block) => block.elements ?? [])
      .find((element) => element.text?.text === 'More');
    await server.press(first, { ...more, type: 'button' });
    const second = await server.answer(CHANNEL, (message) => /page 2 of 2/.test(message.text));
    expect(second.ts).toBe(first.ts);
  });

  test('an admin command of somebody who is not an admin is refused, to them alone', async () => {
    const { server } = await connected(mode);
    await server.command('/newsadmin', 'status');
    const reply = await server.answer(CHANNEL, (message) => /for admins/.test(message.text));
    expect(reply.ephemeral_to).toBe(READER);
  });

  test('a digest is set with a channel and a bare time', async () => {
    const { server } = await connected(mode, [READER]);
    await server.command('/newsadmin', `digest set <#${CHANNEL}|news> 08:00 timezone:Asia/Tokyo`);
    const reply = await server.answer(CHANNEL, (message) => /Digest .* is set/.test(message.text));
    expect(reply.text).toContain('every day at 08:00, Tokyo time');
  });

  test('a question that the articles do not answer is refused in plain words', async () => {
    const { server } = await connected(mode);
    await server.command('/ask', 'What is the capital of France?');
    expect((await server.answer(CHANNEL, (message) => /I didn't find/.test(message.text))).text).not.toContain(
      'Sources',
    );
  });
});

test.skipIf(!hasSlackServer)('a digest message is posted without a socket', async () => {
  const server = await slackServer();
  const poster = slackPoster(BOT_TOKEN, server.apiUrl);
  const [first] = poster.messages({ blocks: [{ kind: 'text', text: 'News of the day' }], private: false }, 'abc123');
  expect((await poster.post(`slack/${TEAM}/${CHANNEL}`, first?.message, 'n', null)).kind).toBe('posted');
  expect((await server.messages(CHANNEL)).at(-1)?.text).toBe('News of the day');
});

test.skipIf(!hasSlackServer)('a digest for a channel that is gone is rejected with the reason', async () => {
  const server = await slackServer();
  const poster = slackPoster(BOT_TOKEN, server.apiUrl);
  const [first] = poster.messages({ blocks: [{ kind: 'text', text: 'News' }], private: false }, 'm');
  expect(await poster.post(`slack/${TEAM}/C99GONE`, first?.message, 'n', null)).toMatchObject({
    kind: 'closed',
    reason: expect.stringContaining('channel is gone'),
  });
});
