import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { openApp } from '../src/app.ts';
import { createOutbox } from '../src/chat/outbox.ts';
import { connectSlack } from '../src/chat/platforms/slack/connect.ts';
import type { Desk } from '../src/chat/request.ts';
import { createPacer, SLACK_PACE } from '../src/pacing/pacer.ts';
import { parseConfig } from '../src/settings/config.ts';
import { type EdgeFault, startSlackEdge } from '../test/e2e/slack-edge-server.ts';

/**
 * Questions of every kind to a Slack that fails as its documents say it may: counts answers that are lost, doubled or left unfinished.
 * Usage: node bench/slack-faults.ts [faults] [seed]
 */
const WANTED = Number(process.argv[2] ?? 2_000);
let seed = Number(process.argv[3] ?? 1);

function random(): number {
  // Park and Miller's generator: the same faults for the same seed.
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
}

const FAULTS: readonly EdgeFault[] = [
  { kind: 'rate', seconds: 1 },
  { kind: 'http', status: 500 },
  { kind: 'http', status: 503 },
  { kind: 'reset' },
  { kind: 'lost' },
  { kind: 'error', code: 'internal_error' },
  { kind: 'slow', milliseconds: 300 },
];
/** What Slack refuses for good, where it does. */
const REFUSALS: Readonly<Record<string, string>> = {
  'chat.postMessage': 'not_in_channel',
  'chat.update': 'message_not_found',
  'chat.startStream': 'channel_type_not_supported',
};
const CHANNELS = 150;
const IN_HAND = 60;

const folder = mkdtempSync(join(tmpdir(), 'copydesk-bench-'));
const app = await openApp(parseConfig({ COPYDESK_DATA: join(folder, 'data'), LOG_LEVEL: 'error' }));
const edge = await startSlackEdge();
const said: string[] = [];
const log = { info() {}, debug() {}, warn: (_: object, message: string) => said.push(message) };
const pacer = createPacer(SLACK_PACE);
const outbox = createOutbox({ platform: 'slack', db: app.db, pacer, log });
const desk: Desk = {
  ...app.desk,
  async handle(request, progress) {
    const text =
      request.kind === 'question' ? request.text : request.kind === 'command' ? String(request.options.question) : '';
    const claim = { kind: 'claim' as const, text: `Answer to ${text}.`, cites: [] };
    if (random() < 0.3) {
      progress?.({
        blocks: [
          { ...claim, text: 'First.' },
          { kind: 'notice', text: 'Still writing' },
        ],
        private: false,
      });
      await wait(200);
    }
    return { blocks: [claim], private: request.kind === 'command' && request.options.private === 'yes' };
  },
};
const bot = connectSlack({
  botToken: 'xoxb-bench',
  appToken: 'xapp-bench',
  signingSecret: null,
  port: 0,
  host: '127.0.0.1',
  apiUrl: edge.apiUrl,
  adminIds: [],
  commandPrefix: '',
  desk,
  db: app.db,
  outbox,
  pacer,
  log,
});
await bot.ready;
await edge.connected();

// Slack's server runs in this process: one that stands still for long takes requests that were given up, which Slack would not.
const stalls = monitorEventLoopDelay();
stalls.enable();
let faults = 0;
edge.failing(({ method, body }) => {
  if (!/^(?:chat\.|response_url|conversations\.|users\.info)/.test(method) || random() > 0.3) return null;
  faults += 1;
  const refusal = REFUSALS[method];
  if (refusal && random() < 0.2 && !String(body.channel).startsWith('D')) return { kind: 'error', code: refusal };
  if (body.blocks && random() < 0.1) return { kind: 'error', code: 'invalid_blocks' };
  return FAULTS[Math.floor(random() * FAULTS.length)] ?? null;
});

const acknowledged: number[] = [];
const asked: string[] = [];
const began = performance.now();
while (faults < WANTED) {
  const batch = Array.from({ length: IN_HAND }, async () => {
    const id = `q${asked.length}x`;
    asked.push(id);
    const channel = `C${Math.floor(random() * CHANNELS)}`;
    const kind = random();
    if (kind < 0.5) {
      const ts = `${1_800_000_000 + asked.length}.000100`;
      const event = { user: `U${id}`, channel, channel_type: 'channel', ts, text: `<@U0BOT> ${id}` };
      acknowledged.push((await edge.event({ type: 'app_mention', ...event }, `Ev${id}`)).after);
    } else {
      const alone = kind < 0.75 ? ' private:yes' : '';
      acknowledged.push((await edge.command('/ask', `${id}${alone}`, { channel, user: `U${id}` })).after);
    }
  });
  await Promise.all(batch);
  // What was acknowledged is in hand a moment later.
  await wait(500);
  await outbox.drain(180_000);
}

const found = (id: string) => edge.messages.filter(({ text }) => text.includes(`Answer to ${id}.`));
const isAgain = ({ text }: { text: string }) => /here it is once more/.test(text);
const isTold = (id: string) =>
  edge.messages.some(
    ({ text, to, channel }) =>
      /couldn't tell whether|couldn't be shown/.test(text) && (to === `U${id}` || channel === `D${id}`),
  );
// What was acknowledged last may still be on its way.
for (let i = 0; i < 120 && asked.some((id) => found(id).length === 0 && !isTold(id)); i++) await wait(1_000);
await outbox.drain(120_000);
await wait(2_000);
const unanswered = asked.filter((id) => found(id).length === 0);
const lost = unanswered.filter((id) => !isTold(id));
const again = asked.filter((id) => found(id).some(isAgain));
const doubled = asked.filter((id) => found(id).filter((message) => !isAgain(message)).length > 1);
const stuck = edge.messages.filter(
  (message) => message.streaming || /Still writing|Searching the stored/.test(message.text),
);
acknowledged.sort((a, b) => a - b);
process.stdout.write(
  `${JSON.stringify({
    faults,
    asked: asked.length,
    lost: lost.length,
    'told to ask again': unanswered.length - lost.length,
    'sent once more in private, saying so': again.length,
    doubled: doubled.length,
    stuck: stuck.length,
    'limits broken': edge.broken.length,
    'acknowledged, p99 ms': Math.round(acknowledged[Math.floor(acknowledged.length * 0.99)] ?? 0),
    'longest stall of this process, ms': Math.round(stalls.max / 1e6),
    seconds: Math.round((performance.now() - began) / 1000),
  })}\n`,
);
for (const [what, ids] of Object.entries({ lost, doubled, stuck: stuck.map((one) => JSON.stringify(one)) }))
  if (ids.length > 0) process.stdout.write(`${what}: ${ids.join(' ')}\n`);
await bot.close();
edge.stop();
await app.close();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
