import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApplicationCommandOptionType, ChannelType } from 'discord.js';
import { DigitalDiscord } from 'discord-digital-twin';
import { openApp } from '../src/app.ts';
import { connectDiscord } from '../src/chat/platforms/discord/connect.ts';
import { connectSlack } from '../src/chat/platforms/slack/connect.ts';
import { addSamples } from '../src/intake/samples.ts';
import { parseConfig } from '../src/settings/config.ts';

/**
 * How long an asker waits for the first acknowledgement and for the answer, through the real discord.js and Bolt clients against
 * servers on loopback: `node bench/acknowledge.ts [questions]`.
 */
const QUESTIONS = Number(process.argv[2] ?? 50);
const QUESTION = 'What did North Korea offer?';
const SECRET = 'bench-signing-secret';
const quiet = { info() {}, warn() {}, debug() {} };

const folder = mkdtempSync(join(tmpdir(), 'copydesk-bench-'));
const app = await openApp(
  parseConfig({ COPYDESK_DATA: join(folder, 'data'), LOG_LEVEL: 'error', QUESTIONS_PER_10_MINUTES: '1000' }),
);
await addSamples(app.db);
try {
  await discord();
  await slack();
} finally {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);

async function discord(): Promise<void> {
  const server = new DigitalDiscord({
    dbUrl: `file:${join(folder, 'discord.db')}`,
    guild: { name: 'Newsroom' },
    channels: [{ name: 'general', type: ChannelType.GuildText }],
    users: [{ username: 'reader' }],
  });
  await server.start();
  const [channel] = await server.prisma.channel.findMany();
  const user = await server.getFirstNonBotUserId();
  if (!channel || !user) throw new Error('the server has no channel or user');
  const connection = connectDiscord({
    token: server.botToken,
    apiUrl: server.restUrl,
    messageContent: false,
    layout: 'plain',
    outbox: app.outboxes.discord,
    desk: app.desk,
    log: quiet,
  });
  await connection.ready;
  const acknowledged: number[] = [];
  const answered: number[] = [];
  for (let i = 0; i < QUESTIONS; i++) {
    const seen = new Set((await server.channel(channel.id).getMessages()).map((message) => message.id));
    const started = performance.now();
    const { id } = await server
      .channel(channel.id)
      .user(user)
      .runSlashCommand({
        name: 'ask',
        options: [{ name: 'question', type: ApplicationCommandOptionType.String, value: QUESTION }],
      });
    await server.channel(channel.id).waitForInteractionAck({ interactionId: id });
    acknowledged.push(performance.now() - started);
    await server
      .channel(channel.id)
      .waitForMessage({ predicate: (message) => !seen.has(message.id) && /Sources/.test(message.content) });
    answered.push(performance.now() - started);
  }
  await connection.close();
  await server.stop();
  report('Discord slash command, acknowledged', acknowledged);
  report('Discord slash command, answered', answered);
}

/** Over HTTP, where the acknowledgement is the response to Slack's own request; the Web API behind it is a server that says yes. */
async function slack(): Promise<void> {
  const answers: (() => void)[] = [];
  const api = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json');
    const path = request.url ?? '';
    if (path === '/respond') answers.shift()?.();
    response.end(
      JSON.stringify(
        path.endsWith('auth.test')
          ? { ok: true, user_id: 'U0BOT', team_id: 'T1', team: 'Newsroom' }
          : { ok: true, user: { id: 'U1', tz: 'UTC' } },
      ),
    );
  });
  const apiPort = await listening(api);
  const free = createServer();
  const port = await listening(free);
  await new Promise((done) => free.close(done));
  const connection = connectSlack({
    botToken: 'xoxb-bench',
    appToken: null,
    signingSecret: SECRET,
    port,
    host: '127.0.0.1',
    apiUrl: `http://127.0.0.1:${apiPort}/api/`,
    adminIds: [],
    commandPrefix: '',
    desk: app.desk,
    log: quiet,
    db: app.db,
    outbox: app.outboxes.slack,
    pacer: app.pacers.slack,
  });
  await connection.ready;
  const acknowledged: number[] = [];
  const answered: number[] = [];
  for (let i = 0; i < QUESTIONS; i++) {
    const body = new URLSearchParams({
      command: '/ask',
      text: QUESTION,
      team_id: 'T1',
      channel_id: 'C1',
      user_id: 'U1',
      response_url: `http://127.0.0.1:${apiPort}/respond`,
      trigger_id: `t${i}`,
    }).toString();
    const time = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', SECRET).update(`v0:${time}:${body}`).digest('hex');
    const answer = new Promise<void>((done) => answers.push(done));
    const started = performance.now();
    const response = await fetch(`http://127.0.0.1:${port}/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': time,
        'x-slack-signature': `v0=${signature}`,
      },
      body,
    });
    if (!response.ok) throw new Error(`Slack request was answered ${response.status}`);
    acknowledged.push(performance.now() - started);
    await answer;
    answered.push(performance.now() - started);
  }
  await connection.close();
  api.close();
  report('Slack slash command over HTTP, acknowledged', acknowledged);
  report('Slack slash command over HTTP, answered', answered);
}

function listening(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port)));
}

function report(name: string, times: number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(0);
  process.stdout.write(`${name}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms (${sorted.length})\n`);
}
