import type { Command } from 'commander';
import { findDigest, listWires } from '../store/digests/digests.ts';
import { writeJson, writeReply } from './output.ts';
import { atDesk, listAtDesk, namedDigest, operatorOf, withApp, workspaceAt } from './run.ts';

interface SetOptions {
  place: string;
  topic?: string;
  words?: string;
  without?: string;
  sources?: string;
  feeds?: string;
  languages?: string;
  pictures?: boolean;
  ping?: string;
  json?: boolean;
}

/** Adds `copydesk wire …`: articles to a channel as they come. */
export function wireCommands(program: Command): void {
  const wire = program.command('wire').description('new articles of the followed feeds, to a channel as they come');
  wire
    .command('set')
    .description('post them from now on; the same channel and topic again changes the wire')
    .requiredOption('--place <place>', 'terminal, discord/<server>/<channel> or slack/<team>/<channel>')
    .option('--topic <words>')
    .option('--words <list>', 'only articles with one of these words')
    .option('--without <list>', 'no articles with these words')
    .option('--sources <names>', 'only these publishers')
    .option('--feeds <names>', 'only these feeds')
    .option('--languages <codes>', 'only these languages')
    .option('--pictures', 'show the picture of the article')
    .option('--ping <role>', 'id of a role to notify with every article')
    .option('--json', 'print JSON')
    .action(set);
  wire
    .command('list')
    .option('--json', 'print JSON')
    .action(({ json }: { json?: boolean }) =>
      withApp(async (app) => {
        const wires = await listWires(app.db, null);
        if (json) return writeJson(wires);
        await writeReply(await listAtDesk(app, 'newsadmin wire list', wires), app.zone);
      }),
    );
  for (const [name, what] of [
    ['pause', 'pause a wire, or resume it from now on'],
    ['remove', 'remove a wire'],
  ] as const)
    wire
      .command(name)
      .description(what)
      .argument('<wire>')
      .action((id: string) =>
        withApp(async (app) => {
          const { workspace } = await namedDigest(app, 'wire', id);
          const reply = await atDesk(app, operatorOf(app, workspace), `newsadmin wire ${name}`, { wire: id });
          await writeReply(reply, app.zone);
        }),
      );
}

function set({ place: where, json, ...options }: SetOptions): Promise<void> {
  return withApp(async (app) => {
    const workspace = await workspaceAt(app, where);
    const request = { channel: where, ...options };
    const reply = await atDesk(app, operatorOf(app, workspace), 'newsadmin wire set', request);
    await (json ? writeJson(await findDigest(app.db, reply.subject ?? '')) : writeReply(reply, app.zone));
  });
}
