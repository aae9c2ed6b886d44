import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openApp } from '../src/app.ts';
import { connectDiscord } from '../src/chat/platforms/discord/connect.ts';
import { connectSlack } from '../src/chat/platforms/slack/connect.ts';
import type { Desk } from '../src/chat/request.ts';
import { parseConfig } from '../src/settings/config.ts';
import { discordEdge } from '../test/e2e/discord-edge/server.ts';
import { startSlackEdge } from '../test/e2e/slack-edge-server.ts';

/**
 * Many questions at the same moment, a model that takes five seconds and a Slack whose `auth.test` and `users.info` take four: how long
 * each asker waits for the acknowledgement. Usage: node bench/acknowledge-burst.ts [questions]
 */
const QUESTIONS = Number(process.argv[2] ?? 200);
const MODEL_MS = 5_000;
const SLOW_MS = 4_000;

const folder = mkdtempSync(join(tmpdir(), 'copydesk-bench-'));
const app = await openApp(parseConfig({ COPYDESK_DATA: join(folder, 'data'), LOG_LEVEL: 'error' }));
const desk: Desk = {
  ...app.desk,
  async handle() {
    await wait(MODEL_MS);
    return { blocks: [{ kind: 'claim', text: 'The wall costs 14 million crowns.', cites: [] }], private: false };
  },
};
const log = { info() {}, warn() {}, debug() {} };

const discord = await discordEdge();
const onDiscord = connectDiscord({
  ...{ token: 't', apiUrl: discord.url, messageContent: false, layout: 'auto' },
  ...{ desk, outbox: app.outboxes.discord, log },
});
const slack = await startSlackEdge();
const onSlack = connectSlack({
  ...{ botToken: 'xoxb', appToken: 'xapp', signingSecret: null, port: 0, host: '127.0.0.1', apiUrl: slack.apiUrl },
  ...{ adminIds: [], commandPrefix: '', desk, db: app.db, outbox: app.outboxes.slack, pacer: app.pacers.slack, log },
});
await Promise.all([onDiscord.ready, onSlack.ready]);
await slack.connected();
slack.failing(({ method }) => (/auth\.test|users\.info/.test(method) ? { kind: 'slow', milliseconds: SLOW_MS } : null));

const asked = new Map<string, number>();
const waits: number[] = [];
discord.inject(({ path }) => {
  const id = /^\/interactions\/(\d+)\//.exec(path)?.[1];
  const at = id ? asked.get(id) : undefined;
  if (at !== undefined) waits.push(performance.now() - at);
  return null;
});
const question = [{ name: 'question', type: 3, value: 'How much does the harbour wall cost?' }];
for (let i = 0; i < QUESTIONS; i++) asked.set(discord.command('ask', question).id, performance.now());
for (let i = 0; i < 600 && waits.length < QUESTIONS; i++) await wait(50);
report('discord', waits);
await app.outboxes.discord.drain(60_000);
const acknowledged = await Promise.all(
  Array.from({ length: QUESTIONS }, (_, i) => slack.command('/ask', 'How much does the wall cost?', { user: `U${i}` })),
);
report(
  'slack',
  acknowledged.map(({ after }) => after),
);

function report(platform: string, milliseconds: number[]): void {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN);
  const figures = { acknowledged: sorted.length, p50: at(0.5), p99: at(0.99), longest: at(1) };
  process.stdout.write(`${platform}: ${JSON.stringify(figures)}\n`);
}

await Promise.all([onDiscord.close(), onSlack.close()]);
await discord.stop();
slack.stop();
await app.close();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
