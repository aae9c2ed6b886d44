import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type EdgeFault, startSlackEdge } from '../test/e2e/slack-edge-server.ts';

/**
 * Questions of every kind to a Slack that fails as its documents say it may: counts answers that are lost, doubled or left unfinished.
 * The bot is a process of its own. With a third argument it stands still for so many seconds now and then, as on a machine that has
 * too much to do or was asleep.
 * Usage: node bench/slack-faults.ts [faults] [seed] [seconds]
 */
const WANTED = Number(process.argv[2] ?? 2_000);
let seed = Number(process.argv[3] ?? 1);
const STANDSTILL_MS = Number(process.argv[4] ?? 0) * 1_000;

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
  { kind: 'late', milliseconds: 3_000 },
  { kind: 'slow', milliseconds: 300 },
  { kind: 'slow', milliseconds: 18_000 },
];
/** What Slack refuses for good, where it does. */
const REFUSALS: Readonly<Record<string, string>> = {
  'chat.postMessage': 'not_in_channel',
  'chat.update': 'message_not_found',
  'chat.startStream': 'channel_type_not_supported',
};
const CHANNELS = 150;
const IN_HAND = 60;

const edge = await startSlackEdge();
const bot = fork(join(import.meta.dirname, 'slack-bot.ts'), [edge.apiUrl, String(seed)]);
await once(bot, 'message');
await edge.connected();

/** Waits until the bot has no reply in hand. */
async function drained(): Promise<void> {
  bot.send('drain');
  await once(bot, 'message');
}

let standstills = 0;
if (STANDSTILL_MS > 0)
  void (async () => {
    for (;;) {
      await wait(STANDSTILL_MS);
      bot.kill('SIGSTOP');
      standstills += 1;
      await wait(STANDSTILL_MS);
      bot.kill('SIGCONT');
    }
  })();

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
  await drained();
}

const found = (id: string) => edge.messages.filter(({ text }) => text.includes(`Answer to ${id}.`));
const isAgain = ({ text }: { text: string }) => /here it is once more/.test(text);
const isReported = (id: string) =>
  edge.messages.some(
    ({ text, to, channel }) =>
      /couldn't tell whether|couldn't be shown/.test(text) && (to === `U${id}` || channel === `D${id}`),
  );
// What was acknowledged last may still be on its way.
for (let i = 0; i < 120 && asked.some((id) => found(id).length === 0 && !isReported(id)); i++) await wait(1_000);
await drained();
await wait(2_000);
const unanswered = asked.filter((id) => found(id).length === 0);
const lost = unanswered.filter((id) => !isReported(id));
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
    standstills,
    seconds: Math.round((performance.now() - began) / 1000),
  })}\n`,
);
for (const [what, ids] of Object.entries({ lost, doubled, stuck: stuck.map((one) => JSON.stringify(one)) }))
  if (ids.length > 0) process.stdout.write(`${what}: ${ids.join(' ')}\n`);
bot.kill('SIGCONT');
bot.send('close');
await once(bot, 'exit');
edge.stop();
process.exit(0);
