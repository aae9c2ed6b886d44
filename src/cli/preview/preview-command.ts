import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { COMMAND_NAMES, type CommandName } from '../../chat/commands.ts';
import { renderDiscord } from '../../chat/platforms/discord/render.ts';
import { renderSlack } from '../../chat/platforms/slack/render.ts';
import type { Question, Request } from '../../chat/request.ts';
import { parseTyped } from '../../chat/typed.ts';
import { UserError } from '../../errors.ts';
import type { Reply } from '../../reply/reply.ts';
import { write } from '../output.ts';
import { namedWorkspace, withApp } from '../run.ts';
import { discordHtml } from './discord-html.ts';
import { PHONE_WIDTH, page } from './page.ts';
import { slackHtml } from './slack-html.ts';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];
const TALLEST = 6_000;

export interface PreviewOptions {
  readonly workspace: string;
  readonly out: string;
  readonly platform: 'discord' | 'slack';
}

/**
 * `copydesk preview`: any reply as Discord and Slack show it on a phone, as HTML, and as a picture when the file's name ends in .png and
 * Chromium is installed.
 */
export function previewCommand(words: string[], options: PreviewOptions): Promise<void> {
  return withApp(async (app) => {
    const workspace = await namedWorkspace(app, options.workspace);
    const caller = { workspace, place: 'preview', user: 'preview', admin: true, zone: app.zone };
    const typed = words.join(' ').trim();
    const reply = await app.desk.handle(requestOf(typed, caller));
    const html = page(typed, messagesOf(reply, options.platform));
    const path = options.out.replace(/\.png$/, '.html');
    await writeFile(path, html);
    if (path !== options.out) await photograph(path, options.out);
    await write(`${options.out}\n`);
  });
}

function requestOf(typed: string, caller: Request['caller']): Request | Question {
  if (!typed.startsWith('/')) return { kind: 'question', text: typed, caller };
  const name = COMMAND_NAMES.filter((one) => `${typed.slice(1)} `.startsWith(`${one} `)).sort(
    (a, b) => b.length - a.length,
  )[0] as CommandName | undefined;
  if (!name) throw new UserError(`I don't know a command "${typed}". Try: copydesk preview "/quote floods"`);
  return { kind: 'command', command: name, options: parseTyped(name, typed.slice(name.length + 1)), caller };
}

function messagesOf(reply: Reply, platform: 'discord' | 'slack'): string[] {
  return platform === 'discord' ? renderDiscord(reply).map(discordHtml) : renderSlack(reply).map(slackHtml);
}

async function photograph(html: string, png: string): Promise<void> {
  const run = promisify(execFile);
  const address = pathToFileURL(resolve(html)).href;
  const flags = ['--headless', '--no-sandbox', '--hide-scrollbars', '--force-device-scale-factor=2'];
  const size = (height: number) => `--window-size=${PHONE_WIDTH},${height}`;
  for (const browser of BROWSERS) {
    try {
      const { stdout } = await run(browser, [...flags, size(TALLEST), '--dump-dom', address], { timeout: 60_000 });
      const height = Math.min(TALLEST, Number(/data-height="(\d+)"/.exec(stdout)?.[1] ?? TALLEST));
      await run(browser, [...flags, size(height), `--screenshot=${resolve(png)}`, address], { timeout: 60_000 });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        throw new UserError(`${browser} couldn't draw the page: ${error instanceof Error ? error.message : error}`);
    }
  }
  throw new UserError(`A picture needs Chromium, which isn't installed. The page is in ${html}.`);
}
