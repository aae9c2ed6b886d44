import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { freePort } from '../free-port.ts';

const BINARY = new URL('../../node_modules/local-slack-linux-x64/bin/local-slack', import.meta.url).pathname;

export const TEAM = 'T01TEST';
export const CHANNEL = 'C01NEWS';
export const DIRECT = 'D01READER';
export const READER = 'U01READER';
export const BOT = 'U0BOT';
export const BOT_TOKEN = 'xoxb-test-token';
export const APP_TOKEN = 'xapp-test-token';
export const SIGNING_SECRET = 'test-signing-secret';

/** The server is a Linux binary in an optional package. */
export const hasSlackServer = existsSync(BINARY);
if (!hasSlackServer)
  process.stderr.write('\n*** local-slack-linux-x64 is not installed: Slack is NOT tested end to end here. ***\n\n');

export interface SlackMessageSeen {
  ts: string;
  user?: string;
  text: string;
  thread_ts?: string;
  blocks?: { type: string; elements?: { type: string; action_id?: string; text?: { text: string } }[] }[];
  ephemeral_to?: string;
  metadata?: unknown;
}

/** The independent Slack server on loopback, gone when the test ends. */
export async function slackServer(options: { requestUrl?: string } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-slack-'));
  const port = await freePort();
  const config = {
    workspace: { teamId: TEAM, name: 'Newsroom' },
    apps: [
      {
        appId: 'A01APP',
        botUserId: BOT,
        botToken: BOT_TOKEN,
        appToken: APP_TOKEN,
        signingSecret: SIGNING_SECRET,
        mode: options.requestUrl ? 'events' : 'socket',
        ...(options.requestUrl ? { requestUrl: options.requestUrl } : {}),
      },
    ],
    users: [{ id: READER, name: 'reader', real_name: 'A Reader', tz: 'Europe/Berlin' }],
    channels: [
      { id: CHANNEL, name: 'news', members: [READER, BOT] },
      { id: DIRECT, name: 'direct', is_channel: false, is_im: true, members: [READER, BOT] },
    ],
  };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  const server = spawn(
    BINARY,
    ['--config', join(folder, 'config.json'), '--port', String(port), '--base-host', '127.0.0.1'],
    { stdio: 'ignore' },
  );
  onTestFinished(() => {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  const base = `http://127.0.0.1:${port}`;
  await until(async () => (await fetch(`${base}/_control/state`)).ok);
  const control = async (path: string, body: object) => {
    const response = await fetch(`${base}/_control/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as { ok: boolean; message?: SlackMessageSeen };
  };
  const messages = async (channel: string) =>
    ((await (await fetch(`${base}/_control/messages/${channel}`)).json()) as { messages: SlackMessageSeen[] }).messages;
  return {
    apiUrl: `${base}/api/`,
    say: (channel: string, text: string, thread?: string) =>
      control('message', { channel, user: READER, text, ...(thread ? { thread_ts: thread } : {}) }),
    command: (command: string, text: string) => control('command', { channel: CHANNEL, user: READER, command, text }),
    press: (message: SlackMessageSeen, action: object) =>
      control('interact', { channel: CHANNEL, messageTs: message.ts, user: READER, action }),
    messages,
    /** Waits for a message of the bot that fits. */
    async answer(channel: string, fits: (message: SlackMessageSeen) => boolean): Promise<SlackMessageSeen> {
      let found: SlackMessageSeen | undefined;
      await until(async () => {
        found = (await messages(channel)).find((message) => message.user === BOT && fits(message));
        return found !== undefined;
      });
      if (!found) throw new Error('no answer');
      return found;
    },
  };
}

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (await done().catch(() => false)) return;
    await wait(50);
  }
  throw new Error('waited in vain');
}
