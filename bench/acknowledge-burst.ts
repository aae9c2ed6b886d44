import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createServer as createTlsServer } from 'node:tls';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { Client, Events, GatewayIntentBits } from 'discord.js';
import { openApp } from '../src/app.ts';
import { connectDiscord } from '../src/chat/platforms/discord/connect.ts';
import { connectSlack } from '../src/chat/platforms/slack/connect.ts';
import type { Desk } from '../src/chat/request.ts';
import { parseConfig } from '../src/settings/config.ts';
import { discordEdge } from '../test/e2e/discord-edge/server.ts';
import { startSlackEdge } from '../test/e2e/slack-edge-server.ts';

/**
 * Many questions at the same moment, a model that takes five seconds and a Slack whose `auth.test` and `users.info` take four: how long
 * each asker waits for the acknowledgement. "Bare" is discord.js with one listener that only acknowledges: what is above its figures is
 * ours. Discord's server has a thread of its own and speaks TLS, as the real one does; the first burst of each finds code that has
 * never run. Needs openssl.
 * Usage: node bench/acknowledge-burst.ts [questions] [bursts]
 */
const QUESTIONS = Number(process.argv[2] ?? 200);
const BURSTS = Number(process.argv[3] ?? 3);
const MODEL_MS = 5_000;
const SLOW_MS = 4_000;
const LONGEST_MS = 60_000;

// For the certificate of this run alone.
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
process.removeAllListeners('warning');
await (isMainThread ? measure() : serveDiscord());

async function measure(): Promise<void> {
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

  await withDiscord('discord.js, bare', async (url) => {
    const client = new Client({
      intents: [GatewayIntentBits.Guilds],
      rest: { api: url, globalRequestsPerSecond: 1_000 },
    });
    client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isChatInputCommand()) void interaction.deferReply();
    });
    await client.login('t');
    return () => client.destroy();
  });
  await withDiscord('discord', async (url) => {
    const connection = connectDiscord({
      ...{ token: 't', apiUrl: url, messageContent: false, layout: 'auto' },
      ...{ desk, outbox: app.outboxes.discord, log },
    });
    await connection.ready;
    return async () => {
      await app.outboxes.discord.drain(60_000);
      await connection.close();
    };
  });

  const slack = await startSlackEdge();
  const onSlack = connectSlack({
    ...{ botToken: 'xoxb', appToken: 'xapp', signingSecret: null, port: 0, host: '127.0.0.1', apiUrl: slack.apiUrl },
    ...{ adminIds: [], commandPrefix: '', desk, db: app.db, outbox: app.outboxes.slack, pacer: app.pacers.slack, log },
  });
  await onSlack.ready;
  await slack.connected();
  slack.failing(({ method }) =>
    /auth\.test|users\.info/.test(method) ? { kind: 'slow', milliseconds: SLOW_MS } : null,
  );
  const acknowledged = await Promise.all(
    Array.from({ length: QUESTIONS }, (_, i) =>
      slack.command('/ask', 'How much does the wall cost?', { user: `U${i}` }),
    ),
  );
  report(
    'slack',
    acknowledged.map(({ after }) => after),
  );
  await onSlack.close();
  slack.stop();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}

/** Bursts of questions for one bot, from a Discord of its own; prints how long they waited and the processor time of our thread. */
async function withDiscord(name: string, connect: (url: string) => Promise<() => Promise<void>>): Promise<void> {
  const server = new Worker(new URL(import.meta.url));
  const next = () => new Promise<unknown>((done) => server.once('message', done));
  const end = await connect(String(await next()));
  await wait(1_000);
  for (let burst = 1; burst <= BURSTS; burst++) {
    const before = process.threadCpuUsage();
    const waits = next();
    server.postMessage(QUESTIONS);
    const milliseconds = (await waits) as number[];
    const { user, system } = process.threadCpuUsage(before);
    report(`${name}, burst ${burst}`, milliseconds, { 'processor, ms': Math.round((user + system) / 1_000) });
    await wait(1_000);
  }
  await end();
  await server.terminate();
}

/** The thread of the server: for each number that comes in, so many questions at once; answers with the waits in milliseconds. */
async function serveDiscord(): Promise<void> {
  const discord = await discordEdge();
  const asked = new Map<string, number>();
  const waits: number[] = [];
  discord.inject(({ path }) => {
    const at = asked.get(/^\/interactions\/(\d+)\//.exec(path)?.[1] ?? '');
    if (at !== undefined) waits.push(performance.now() - at);
    return null;
  });
  const question = [{ name: 'question', type: 3, value: 'How much does the harbour wall cost?' }];
  parentPort?.on('message', async (questions: number) => {
    waits.length = 0;
    for (let i = 0; i < questions; i++) asked.set(discord.command('ask', question).id, performance.now());
    for (const began = performance.now(); waits.length < questions && performance.now() - began < LONGEST_MS; )
      await wait(5);
    parentPort?.postMessage([...waits]);
  });
  parentPort?.postMessage(await behindTls(discord.url));
}

/** The same server behind a certificate made for this run. */
async function behindTls(url: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-bench-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', cert, '-subj', '/CN=localhost'], {
    stdio: 'ignore',
  });
  const behind = new URL(url);
  const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, (socket) => {
    const onward = connectTcp(Number(behind.port), behind.hostname);
    for (const end of [socket, onward]) end.on('error', () => {});
    socket.pipe(onward).pipe(socket);
  });
  rmSync(folder, { recursive: true });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}${behind.pathname}`;
}

function report(platform: string, milliseconds: number[], more: object = {}): void {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN);
  const figures = { acknowledged: sorted.length, p50: at(0.5), p99: at(0.99), longest: at(1), ...more };
  process.stdout.write(`${platform}: ${JSON.stringify(figures)}\n`);
}
