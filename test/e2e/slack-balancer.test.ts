import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { freePort } from '../free-port.ts';
import { edgeBot } from './slack-edge.ts';
import { BOT, CHANNEL, READER, TEAM } from './slack-edge-server.ts';

const SECRET = 'a secret';

/** Two bots over HTTP on one store, as they stand behind a balancer. */
async function twoBots() {
  const ports = [await freePort(), await freePort()];
  const [first, second] = ports.map((port) => ({ appToken: null, signingSecret: SECRET, port, wait: false }));
  const { edge, core, bot } = await edgeBot(first);
  const other = await edgeBot({ ...second, edge, core: { ...core, desk: core.restart() } });
  await Promise.all([bot.ready, other.bot.ready]);
  /** Sends an event as Slack does, signed afresh each time. */
  async function send(to: number, body: string, headers: Record<string, string>): Promise<number> {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = `v0=${createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex')}`;
    const response = await fetch(`http://127.0.0.1:${ports[to]}/slack/events`, {
      method: 'POST',
      headers: { ...headers, 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature },
      body,
    });
    return response.status;
  }
  return { edge, send };
}

const mention = (id: string, text: string, ts: string) =>
  JSON.stringify({
    type: 'event_callback',
    team_id: TEAM,
    event_id: id,
    event: { type: 'app_mention', user: READER, channel: CHANNEL, text: `<@${BOT}> ${text}`, ts, event_ts: ts },
  });

test('behind a balancer an event is answered once, whichever bot gets it again', async () => {
  const { edge, send } = await twoBots();
  const json = { 'content-type': 'application/json' };
  const again = { ...json, 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' };
  const wall = mention('Ev1', 'How much does the harbour wall cost?', '1700000001.000100');
  const floods = mention('Ev2', 'How many floods have we had in four years?', '1700000002.000100');
  expect(await send(0, wall, json)).toBe(200);
  expect(await send(1, wall, again)).toBe(200);
  expect(await Promise.all([send(1, floods, json), send(0, floods, again)])).toEqual([200, 200]);
  await edge.answer((message) => /14 million/.test(message.text));
  await edge.answer((message) => /three floods/.test(message.text));
  await wait(1_000);
  const texts = edge.messages.map(({ text }) => text);
  expect(texts.filter((text) => /14 million/.test(text))).toHaveLength(1);
  expect(texts.filter((text) => /three floods/.test(text))).toHaveLength(1);
});
