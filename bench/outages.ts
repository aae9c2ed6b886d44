import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openApp } from '../src/app.ts';
import type { Connection } from '../src/chat/connection.ts';
import { connectDiscord } from '../src/chat/platforms/discord/connect.ts';
import { connectSlack } from '../src/chat/platforms/slack/connect.ts';
import { parseConfig } from '../src/settings/config.ts';
import { discordEdge } from '../test/e2e/discord-edge/server.ts';
import { startSlackEdge } from '../test/e2e/slack-edge-server.ts';

/**
 * Both platforms go away for some seconds, one outage after the other, and come back: how long each connection takes to heal.
 * Usage: node bench/outages.ts [seconds …]
 */
const OUTAGES = process.argv.slice(2).map(Number);
const LONGEST_HEALING_MS = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'copydesk-bench-'));
const app = await openApp(parseConfig({ COPYDESK_DATA: join(folder, 'data'), LOG_LEVEL: 'error' }));
const discord = await discordEdge();
const slack = await startSlackEdge();
const log = { info() {}, warn() {}, debug() {} };
const connections: Record<string, Connection> = {
  discord: connectDiscord({
    ...{ token: 't', apiUrl: discord.url, messageContent: false, layout: 'auto' },
    ...{ desk: app.desk, outbox: app.outboxes.discord, log },
  }),
  slack: connectSlack({
    ...{ botToken: 'xoxb', appToken: 'xapp', signingSecret: null, port: 0, host: '127.0.0.1', apiUrl: slack.apiUrl },
    ...{ adminIds: [], commandPrefix: '', desk: app.desk, db: app.db, outbox: app.outboxes.slack },
    ...{ pacer: app.pacers.slack, log },
  }),
};
await Promise.all(Object.values(connections).map(({ ready }) => ready));

/** Milliseconds until a connection is up and the platform holds a socket of ours. */
async function healed(name: string): Promise<number> {
  const began = performance.now();
  const sockets = () => (name === 'discord' ? discord.sockets() : slack.sockets.size);
  while (performance.now() - began < LONGEST_HEALING_MS) {
    if (connections[name]?.state().up === true && sockets() > 0) return Math.round(performance.now() - began);
    await wait(50);
  }
  return Number.POSITIVE_INFINITY;
}

for (const seconds of OUTAGES.length > 0 ? OUTAGES : [10, 130]) {
  discord.goAway(true);
  slack.away(true);
  await wait(seconds * 1_000);
  discord.goAway(false);
  slack.away(false);
  const [onDiscord, onSlack] = await Promise.all([healed('discord'), healed('slack')]);
  process.stdout.write(`${JSON.stringify({ seconds, 'healed after, ms': { discord: onDiscord, slack: onSlack } })}\n`);
}
await Promise.all(Object.values(connections).map((connection) => connection.close()));
await discord.stop();
slack.stop();
await app.close();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
