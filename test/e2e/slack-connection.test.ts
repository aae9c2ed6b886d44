import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { testDesk } from '../chat/test-desk.ts';
import { freePort } from '../free-port.ts';
import { edgeBot, slackEdge } from './slack-edge.ts';
import { BOT, CHANNEL, type EdgeFault, READER, TEAM } from './slack-edge-server.ts';

const COST = 'How much does the harbour wall cost?';

const AWAY: EdgeFault[] = [
  { kind: 'http', status: 500 },
  { kind: 'http', status: 503 },
  { kind: 'reset' },
  { kind: 'rate', seconds: 1 },
  { kind: 'error', code: 'internal_error' },
];

test('a lost connection is made again, whatever Slack answers at first', async () => {
  const { edge, bot } = await edgeBot();
  for (const fault of AWAY) {
    let tries = 0;
    edge.failing(({ method }) => (method === 'apps.connections.open' && ++tries === 1 ? fault : null));
    edge.close(1011);
    await expect.poll(() => tries > 1 && edge.sockets.size === 1 && bot.state().up, { timeout: 10_000 }).toBe(true);
  }
  await edge.mention(COST);
  await edge.answer((message) => /14 million/.test(message.text));
}, 30_000);

test('a connection is made again whatever it is closed with', async () => {
  const { edge, bot } = await edgeBot();
  for (const code of [1000, 1001, 3000, 4008, null]) {
    const [old] = edge.sockets;
    if (code === null) old?.terminate();
    else edge.close(code);
    const another = () => [...edge.sockets].some((socket) => socket !== old) && bot.state().up;
    await expect.poll(another, { timeout: 10_000 }).toBe(true);
  }
}, 30_000);

test('when Slack renews a connection the next one is there within a second', async () => {
  const { edge } = await edgeBot();
  const [old] = edge.sockets;
  const began = performance.now();
  edge.disconnect('refresh_requested');
  await expect.poll(() => [...edge.sockets].some((socket) => socket !== old), { interval: 10 }).toBe(true);
  expect(performance.now() - began).toBeLessThan(2_000);
});

test('an outage leaves the bot alive, and it is back soon after', async () => {
  const { edge, bot } = await edgeBot();
  edge.away(true);
  await wait(3_000);
  expect(bot.state()).toMatchObject({ up: false, problem: expect.stringContaining("can't be reached") });
  edge.away(false);
  await expect.poll(() => bot.state().up, { timeout: 10_000 }).toBe(true);
});

test('Slack may be away when the bot starts', async () => {
  const edge = await slackEdge();
  let tries = 0;
  edge.failing(({ method }) => (method === 'auth.test' && ++tries <= 2 ? { kind: 'http', status: 500 } : null));
  const { bot } = await edgeBot({ edge, wait: false });
  expect(bot.state().up).toBe(false);
  await bot.ready;
  expect(bot.state().up).toBe(true);
});

test('what has to be mended by hand is said once, with the remedy, and closing works at once', async () => {
  const core = await testDesk();
  for (const [method, code, remedy] of [
    ['auth.test', 'invalid_auth', "SLACK_BOT_TOKEN isn't accepted"],
    ['auth.test', 'missing_scope', 'manifest slack'],
    ['apps.connections.open', 'missing_scope', 'connections:write'],
    ['apps.connections.open', 'not_allowed_token_type', 'begins with xapp-'],
    ['apps.connections.open', 'invalid_auth', "SLACK_APP_TOKEN isn't accepted"],
  ] as const) {
    const edge = await slackEdge();
    edge.failing((call) => (call.method === method ? { kind: 'error', code } : null));
    const { bot, said } = await edgeBot({ core, edge, wait: false });
    await expect.poll(() => bot.state().problem).toContain(remedy);
    expect(said.filter((line) => line.includes(remedy))).toHaveLength(1);
    await bot.close();
  }
});

test('an event that Slack repeats is answered once, also after a restart', async () => {
  const core = await testDesk();
  const first = await edgeBot({ core });
  const event = { type: 'app_mention', user: READER, channel: CHANNEL, ts: '1.000001', text: `<@${BOT}> ${COST}` };
  for (const retry of [0, 1, 2]) await first.edge.event(event, 'Ev1', retry);
  await first.edge.answer((message) => /14 million/.test(message.text));
  await first.bot.close();
  const second = await edgeBot({ core });
  await second.edge.event(event, 'Ev1', 3);
  await second.edge.event({ ...event, type: 'message', channel_type: 'channel' }, 'Ev2');
  await wait(500);
  expect(first.edge.messages).toHaveLength(1);
  expect(second.edge.messages).toHaveLength(0);
});

test('everything is acknowledged before any work, however slow Slack is elsewhere', async () => {
  const { edge } = await edgeBot();
  edge.failing(({ method }) =>
    method === 'users.info' || method === 'auth.test' ? { kind: 'slow', milliseconds: 1_500 } : null,
  );
  const times = await Promise.all(Array.from({ length: 20 }, () => edge.command('/quote', 'floods')));
  expect(Math.max(...times.map(({ after }) => after))).toBeLessThan(1_000);
  expect(edge.calls.filter(({ method }) => method === 'auth.test')).toHaveLength(1);
});

test('over HTTP a signed command runs once; a copy of it, and one without a signature, not at all', async () => {
  const port = await freePort();
  const { edge } = await edgeBot({ appToken: null, signingSecret: 'a secret', port, wait: false }).then(async (bot) => {
    await bot.bot.ready;
    return bot;
  });
  const body = new URLSearchParams({
    command: '/quote',
    text: 'floods',
    team_id: TEAM,
    channel_id: CHANNEL,
    user_id: READER,
    trigger_id: '1.2.3',
    response_url: edge.responseUrl(CHANNEL, READER, null),
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', 'a secret').update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const send = (headers: Record<string, string>) =>
    fetch(`http://127.0.0.1:${port}/slack/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body,
    });
  const signed = { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature };
  expect((await send({})).status).toBe(401);
  expect((await send(signed)).status).toBe(200);
  expect((await send(signed)).status).toBe(200);
  await edge.answer((message) => /three floods/.test(message.text));
  await wait(300);
  expect(edge.messages).toHaveLength(1);
});

test('over HTTP Slack can check the address', async () => {
  const port = await freePort();
  const { bot } = await edgeBot({ appToken: null, signingSecret: 'a secret', port, wait: false });
  await bot.ready;
  const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', 'a secret').update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const response = await fetch(`http://127.0.0.1:${port}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature,
    },
    body,
  });
  expect(await response.json()).toEqual({ challenge: 'abc' });
});
