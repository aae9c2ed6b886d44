/**
 * How many answers arrive when Discord fails: `node bench/discord-faults.ts [questions] [seed]`. Slash commands, private ones and mentions
 * against a server of our own that answers every third request with an error, a rate limit, a cut connection or a lost answer.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openApp } from '../src/app.ts';
import { connectDiscord } from '../src/chat/platforms/discord/connect.ts';
import type { Desk } from '../src/chat/request.ts';
import { parseConfig } from '../src/settings/config.ts';
import { textOf } from '../test/e2e/discord-edge/messages.ts';
import { BOT } from '../test/e2e/discord-edge/payloads.ts';
import { discordEdge, type Fault } from '../test/e2e/discord-edge/server.ts';

const QUESTIONS = Number(process.argv[2] ?? 1500);
const SEED = Number(process.argv[3] ?? 1);
const AT_ONCE = 200;
const PATIENCE_MS = 180_000;

const folder = mkdtempSync(join(tmpdir(), 'copydesk-faults-'));
const app = await openApp(parseConfig({ COPYDESK_DATA: folder, LOG_LEVEL: 'fatal' }));
const discord = await discordEdge();
// The outbox is what is tried here: the desk answers at once, in one message or two.
const desk: Desk = {
  ...app.desk,
  handle: async (request) => {
    const said =
      request.kind === 'question' ? request.text : request.kind === 'command' ? String(request.options.question) : '';
    const hidden = request.kind === 'command' && request.options.private === true;
    return { blocks: [{ kind: 'text', text: `The answer to ${said.trim()}.` }], private: hidden };
  },
};
const connection = connectDiscord({
  token: 'test-token',
  apiUrl: discord.url,
  messageContent: true,
  layout: 'auto',
  desk,
  outbox: app.outboxes.discord,
  log: { info() {}, warn() {} },
});
await connection.ready;
await wait(500);

const random = mulberry(SEED);
const FAULTS: Fault[] = [
  { status: 500 },
  { status: 502 },
  { status: 503 },
  { status: 429, body: { retry_after: 0.05, global: false }, headers: { 'retry-after': '1' } },
  'reset',
  'lost',
];
let injected = 0;
discord.inject(({ path }) => {
  if (!/^\/(interactions|webhooks|channels)/.test(path) || /typing$/.test(path) || random() > 0.33) return null;
  injected += 1;
  return FAULTS[Math.floor(random() * FAULTS.length)] ?? null;
});

const started = performance.now();
for (let from = 0; from < QUESTIONS; from += AT_ONCE) {
  for (let n = from; n < Math.min(QUESTIONS, from + AT_ONCE); n++) ask(n);
  const until = performance.now() + PATIENCE_MS;
  while (answersTo(from, from + AT_ONCE).some((count) => count === 0) && performance.now() < until) await wait(100);
}
await app.outboxes.discord.drain(60_000);
await wait(3_000);

const counts = answersTo(0, QUESTIONS);
console.log(
  `seed ${SEED}: ${QUESTIONS} questions, ${injected} faults, ${((performance.now() - started) / 1000).toFixed(0)} s`,
);
console.log(`lost ${counts.filter((count) => count === 0).length}`);
console.log(`double ${counts.filter((count) => count > 1).length}`);
console.log(`stuck at "thinking …" ${discord.thinking().length}`);
await connection.close();
await discord.stop();
await app.close();
rmSync(folder, { recursive: true, force: true });
process.exit();

function ask(n: number): void {
  // Many channels, so that the rate of one does not set the pace.
  const channel = String(300_000_000_000_000_100n + BigInt(n));
  const question = { name: 'question', type: 3, value: `question number ${n}` };
  if (n % 12 === 0) discord.say(`<@${BOT}> question number ${n}`);
  else if (n % 3 > 0) discord.command('ask', [question], { channel });
  else discord.command('ask', [question, { name: 'private', type: 5, value: true }], { channel });
}

function answersTo(from: number, to: number): number[] {
  const texts = discord.shown().map(textOf).join('\n');
  const seen = new Map<number, number>();
  for (const [, n] of texts.matchAll(/The answer to question number (\d+)\./g))
    seen.set(Number(n), (seen.get(Number(n)) ?? 0) + 1);
  return Array.from({ length: Math.min(to, QUESTIONS) - from }, (_, i) => seen.get(from + i) ?? 0);
}

/** Mulberry32: the same numbers for the same seed. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
