import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openApp } from '../src/app.ts';
import { createOutbox } from '../src/chat/outbox.ts';
import { connectSlack } from '../src/chat/platforms/slack/connect.ts';
import type { Desk } from '../src/chat/request.ts';
import { createPacer, SLACK_PACE } from '../src/pacing/pacer.ts';
import { parseConfig } from '../src/settings/config.ts';

/** The bot of `slack-faults.ts`, which starts it: answers at once, and now and then as it grows. Takes `drain` and `close`. */
const [apiUrl = '', from = '1'] = process.argv.slice(2);
let seed = Number(from) + 1;

function random(): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
}

const folder = mkdtempSync(join(tmpdir(), 'copydesk-bench-'));
const app = await openApp(parseConfig({ COPYDESK_DATA: join(folder, 'data'), LOG_LEVEL: 'error' }));
const log = { info() {}, debug() {}, warn() {} };
const pacer = createPacer(SLACK_PACE);
const outbox = createOutbox({ platform: 'slack', db: app.db, pacer, log });
const desk: Desk = {
  ...app.desk,
  async handle(request, progress) {
    const text =
      request.kind === 'question' ? request.text : request.kind === 'command' ? String(request.options.question) : '';
    const claim = { kind: 'claim' as const, text: `Answer to ${text}.`, cites: [] };
    if (random() < 0.3) {
      const soFar = [
        { ...claim, text: 'First.' },
        { kind: 'notice' as const, text: 'Still writing' },
      ];
      progress?.({ blocks: soFar, private: false });
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
  apiUrl,
  adminIds: [],
  commandPrefix: '',
  desk,
  db: app.db,
  outbox,
  pacer,
  log,
});
await bot.ready;
process.on('message', async (message) => {
  if (message === 'drain') {
    await outbox.drain(180_000);
    process.send?.('drained');
    return;
  }
  await bot.close();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
process.send?.('ready');
