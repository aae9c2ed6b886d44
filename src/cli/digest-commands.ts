import { type Command, Option } from 'commander';
import type { CommandName } from '../chat/commands.ts';
import { dateIn, momentOf } from '../chat/handlers/digest-handlers.ts';
import { terminalPoster } from '../chat/platforms/terminal/poster.ts';
import { attendSlot } from '../digest/deliver.ts';
import { deliverAtOnce } from '../digest/lanes.ts';
import { previewOf } from '../digest/preview.ts';
import { UserError } from '../errors.ts';
import { findDigest, listDigests } from '../store/digests/digests.ts';
import { openManualSlot } from '../store/digests/slots.ts';
import { write, writeJson, writeReply } from './output.ts';
import { atDesk, listAtDesk, namedDigest, operatorOf, withApp, workspaceAt } from './run.ts';

/** What is said when a command that is about one digest gets none. */
const WHICH = 'which digest? copydesk digest list shows them with their ids';

const json = () => new Option('--json', 'print JSON');

interface RuleOptions {
  at?: string;
  zone?: string;
  days?: string;
  topic?: string;
  items?: string;
  sources?: string;
  feeds?: string;
  languages?: string;
  without?: string;
  opinion?: string;
  quiet?: string;
  missed?: string;
  hours?: string;
  json?: boolean;
}

/** Adds what a digest may be told besides where and when. */
function withRules(command: Command): Command {
  return command
    .option('--zone <zone>', 'a city, an IANA zone such as Asia/Tokyo, or UTC+2')
    .option('--days <days>', 'daily, weekdays, weekends, "mon,thu", "every other week fri", "monthly last fri"')
    .option('--topic <words>')
    .option('--items <n>', 'how many stories, 3 to 10')
    .option('--sources <names>', 'only these publishers')
    .option('--feeds <names>', 'only these feeds')
    .option('--languages <codes>', 'only these languages, such as en,de')
    .option('--without <words>', 'no stories with these words')
    .option('--opinion <yes|no>', 'include opinion pieces')
    .option('--quiet <rule>', 'when nothing is new: nothing, or line')
    .option('--missed <rule>', 'if missed while off: late, merge or skip')
    .option('--hours <n>', 'how many hours late a missed one may still come');
}

/** Adds `copydesk digest …`. */
export function digestCommands(program: Command): void {
  const digest = program
    .command('digest')
    .description('scheduled digests')
    .configureOutput({ outputError: (text, say) => say(text.replace(/missing .* 'digest'/, WHICH)) });
  withRules(
    digest
      .command('set')
      .requiredOption('--place <place>', 'terminal, discord/<server>/<channel> or slack/<team>/<channel>')
      .requiredOption('--at <HH:MM>', 'local time, or several: 08:00,18:00')
      .addOption(json()),
  ).action(setDigestCommand);
  withRules(
    digest
      .command('edit')
      .argument('<digest>')
      .option('--at <HH:MM>', 'local time, or several: 08:00,18:00')
      .addOption(json()),
  ).action(editDigestCommand);
  digest.command('list').addOption(json()).action(listDigestCommand);
  for (const [name, what] of [
    ['pause', 'stop it for a while'],
    ['resume', 'start it again'],
  ] as const)
    digest
      .command(name)
      .description(what)
      .argument('<digest>')
      .action((id: string) => digestReply(`newsadmin digest ${name}`, id, {}));
  digest
    .command('why')
    .description('what happened to a post and why its stories were chosen')
    .argument('<digest>')
    .option('--date <YYYY-MM-DD>', 'which day (default: the last post)')
    .action((id: string, options: { date?: string }) => digestReply('newsadmin digest why', id, options));
  digest
    .command('preview')
    .argument('<digest>')
    .option('--date <YYYY-MM-DD>', 'as it would have been on this day')
    .addOption(json())
    .action(previewDigestCommand);
  digest.command('run').description('post it now').argument('<digest>').addOption(json()).action(runDigestCommand);
  digest.command('remove').argument('<digest>').addOption(json()).action(removeDigestCommand);
}

/** The options of the command line by the names that they have in chat. */
function rulesOf({ at, zone, json: _json, ...others }: RuleOptions): Record<string, string> {
  const named = { ...others, time: at, timezone: zone };
  return Object.fromEntries(
    Object.entries(named).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

function setDigestCommand({ place: where, ...options }: RuleOptions & { place: string }): Promise<void> {
  return withApp(async (app) => {
    const workspace = await workspaceAt(app, where);
    const request = { channel: where, ...rulesOf(options) };
    const reply = await atDesk(app, operatorOf(app, workspace), 'newsadmin digest set', request);
    const digest = await findDigest(app.db, reply.subject ?? '');
    await (options.json ? writeJson(digest) : writeReply(reply, digest?.zone ?? app.zone));
  });
}

function editDigestCommand(id: string, options: RuleOptions): Promise<void> {
  return withApp(async (app) => {
    const { workspace } = await namedDigest(app, 'digest', id);
    const request = { digest: id, ...rulesOf(options) };
    const reply = await atDesk(app, operatorOf(app, workspace), 'newsadmin digest edit', request);
    const digest = await namedDigest(app, 'digest', id);
    await (options.json ? writeJson(digest) : writeReply(reply, digest.zone));
  });
}

/** A command on one digest as the chats have it. */
function digestReply(command: CommandName, id: string, options: Record<string, string>): Promise<void> {
  return withApp(async (app) => {
    const { workspace, zone } = await namedDigest(app, 'digest', id);
    const reply = await atDesk(app, operatorOf(app, workspace), command, { digest: id, ...options });
    await writeReply(reply, zone);
  });
}

function listDigestCommand(options: { json?: boolean }): Promise<void> {
  return withApp(async (app) => {
    const digests = await listDigests(app.db, null);
    if (options.json) return writeJson(digests);
    await writeReply(await listAtDesk(app, 'newsadmin digest list', digests), app.zone);
  });
}

function previewDigestCommand(id: string, options: { date?: string; json?: boolean }): Promise<void> {
  return withApp(async (app) => {
    const digest = await namedDigest(app, 'digest', id);
    if (options.json) {
      const at = options.date ? momentOf(dateIn(options.date, digest.zone, new Date()), digest) : new Date();
      const composed = await previewOf(app.deliver, options.date ? { ...digest, coveredTo: null } : digest, at);
      return writeJson(composed.reply ? composed : null);
    }
    const asked = { digest: id, ...(options.date ? { date: options.date } : {}) };
    const reply = await atDesk(app, operatorOf(app, digest.workspace), 'newsadmin digest preview', asked);
    await writeReply(reply, digest.zone);
  });
}

function runDigestCommand(id: string, options: { json?: boolean }): Promise<void> {
  return withApp(async (app) => {
    const digest = await namedDigest(app, 'digest', id);
    app.setTerminalPoster(
      terminalPoster(
        (text) => (options.json ? process.stderr : process.stdout).write(text),
        () => ({ color: process.stdout.isTTY === true, width: 100, zone: digest.zone }),
      ),
    );
    if (!app.deliver.posterFor(digest.place))
      throw new UserError(
        `Nothing can post to ${digest.place}: set the token of its platform (docs/configuration.md).`,
      );
    const today = Temporal.Now.plainDateISO(digest.zone).toString();
    const key = await openManualSlot(app.db, digest.id, today, new Date());
    const outcome = await attendSlot(deliverAtOnce(app.deliver), key);
    if (options.json) return writeJson({ slot: key.slot, ...outcome });
    switch (outcome.kind) {
      case 'posted':
        return write(`Posted to ${digest.place}.\n`);
      case 'empty':
        return write('Nothing is new since the last post, so nothing was posted.\n');
      case 'open':
        return write(`Not posted yet: the platform asked to wait. A worker will finish it.\n`);
      case 'failed':
      case 'gone':
        throw new UserError(`Not posted: ${outcome.note ?? 'the digest is gone'}.`);
    }
  });
}

function removeDigestCommand(id: string, options: { json?: boolean }): Promise<void> {
  return withApp(async (app) => {
    const digest = await namedDigest(app, 'digest', id);
    const reply = await atDesk(app, operatorOf(app, digest.workspace), 'newsadmin digest remove', { digest: id });
    await (options.json ? writeJson({ removed: id }) : writeReply(reply, app.zone));
  });
}
