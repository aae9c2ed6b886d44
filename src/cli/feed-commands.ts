import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { App } from '../app.ts';
import { parseButton } from '../chat/buttons.ts';
import { followEach } from '../chat/handlers/files.ts';
import type { Caller } from '../chat/request.ts';
import { UserError } from '../errors.ts';
import { readOpml, writeOpml } from '../read/opml.ts';
import { listFeeds } from '../store/feeds/feeds.ts';
import { unreadable } from './jsonl.ts';
import { write, writeJson, writeReply } from './output.ts';
import { atDesk, namedWorkspace, operatorOf, pressAtDesk, withApp } from './run.ts';

interface Options {
  workspace: string;
  json?: boolean;
}

/** Adds `copydesk feeds …`. */
export function feedCommands(program: Command): void {
  const feeds = program.command('feeds').description('the feeds Copydesk follows');
  const command = (name: string, description: string) =>
    feeds
      .command(name)
      .description(description)
      .option('--workspace <id>', 'for which workspace', 'shared')
      .option('--json', 'print JSON');
  command('add <address>', 'follow a feed, or see the feeds of a web page')
    .option('--name <text>')
    .option('--yes', 'follow it; without this, only show its newest entries')
    .action((url: string, options: Options & { name?: string; yes?: boolean }) =>
      run(options, async (app, caller) => {
        const asked = { url, ...(options.name ? { name: options.name } : {}) };
        const shown = await atDesk(app, caller, 'newsadmin feed add', asked);
        const offer = shown.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))[0];
        const button = offer ? parseButton(offer.id) : null;
        const follow = options.yes === true && button?.kind === 'follow';
        const reply = follow && offer ? await pressAtDesk(app, caller, offer.id) : shown;
        if (options.json) return writeJson(await listFeeds(app.db, caller.workspace));
        const blocks = reply.blocks.filter((block) => block.kind !== 'buttons');
        await writeReply({ ...reply, blocks }, app.zone);
        if (!follow && button?.kind === 'follow') await write('Follow it: the same command with --yes\n');
        if (button?.kind === 'feed') await write('Name one of them: copydesk feeds add <its address>\n');
      }),
    );
  command('list', 'the feeds and how they are doing').action((options: Options) =>
    run(options, async (app, caller) => {
      if (options.json) return writeJson(await listFeeds(app.db, caller.workspace));
      await writeReply(await atDesk(app, caller, 'newsadmin feed list'), app.zone);
    }),
  );
  command('pause <feed>', 'stop or resume reading').action((feed: string, options: Options) =>
    run(options, async (app, caller) =>
      writeReply(await atDesk(app, caller, 'newsadmin feed pause', { feed }), app.zone),
    ),
  );
  command('remove <feed>', 'stop following; the articles stay').action((feed: string, options: Options) =>
    run(options, async (app, caller) =>
      writeReply(await atDesk(app, caller, 'newsadmin feed remove', { feed }), app.zone),
    ),
  );
  command('import <file.opml>', 'follow the feeds of an OPML file').action((file: string, options: Options) =>
    run(options, async (app, caller) => {
      const bytes = await readFile(file).catch((error: unknown) => {
        throw new UserError(unreadable(file, error));
      });
      const opml = readOpml(bytes);
      if (!opml.ok) throw new UserError(opml.error);
      const { db, config } = app;
      const added = await followEach({ db, config, now: () => new Date() }, caller.workspace, opml.feeds);
      await (options.json
        ? writeJson({ added, known: opml.feeds.length - added })
        : write(`New: ${added}. Already followed: ${opml.feeds.length - added}.\n`));
    }),
  );
  command('export', 'the feeds as OPML').action((options: Options) =>
    run(options, async (app, caller) => {
      const found = await listFeeds(app.db, caller.workspace);
      const rows = found.map((feed) => ({
        feedUrl: feed.url,
        title: feed.name ?? feed.title,
        pageUrl: null,
        folders: [],
      }));
      await write(writeOpml('Copydesk feeds', rows, new Date()));
    }),
  );
}

function run(options: Options, action: (app: App, caller: Caller) => Promise<void>): Promise<void> {
  return withApp(async (app) => action(app, operatorOf(app, await namedWorkspace(app, options.workspace))));
}
