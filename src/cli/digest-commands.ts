import type { App } from '../app.ts';
import type { CommandName } from '../chat/commands.ts';
import { digestWords } from '../chat/handlers/digests.ts';
import { parsePlace, workspaceOfPlace } from '../chat/place.ts';
import { terminalPoster } from '../chat/platforms/terminal/poster.ts';
import { attendSlot } from '../digest/deliver.ts';
import { deliverAtOnce } from '../digest/lanes.ts';
import { previewOf } from '../digest/preview.ts';
import { UserError } from '../errors.ts';
import { type Digest, findDigest, listDigests } from '../store/digests/digests.ts';
import { openManualSlot } from '../store/digests/slots.ts';
import { welcomeWorkspace } from '../store/workspaces.ts';
import { write, writeJson, writeReply } from './output.ts';
import { atDesk, operatorOf, withApp } from './run.ts';

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
  json?: boolean;
}

/** The options of the command line by the names that they have in chat. */
function rulesOf({ at, zone, json: _json, ...others }: RuleOptions): Record<string, string> {
  const named = { ...others, time: at, timezone: zone };
  return Object.fromEntries(
    Object.entries(named).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

export function setDigestCommand({ place: where, ...options }: RuleOptions & { place: string }): Promise<void> {
  return withApp(async (app) => {
    const place = parsePlace(where);
    if (!place)
      throw new UserError(
        `"${where}" isn't a place I can post to: write terminal, discord/<server>/<channel> or slack/<team>/<channel>.`,
      );
    const workspace = workspaceOfPlace(place);
    await welcomeWorkspace(app.db, { id: workspace, platform: place.platform, name: workspace });
    const request = { channel: where, ...rulesOf(options) };
    const reply = await atDesk(app, operatorOf(app, workspace), 'newsadmin digest set', request);
    if (!options.json) return writeReply(reply, app.zone);
    const [, id] = /^Digest (\S+)/.exec(reply.blocks.find((block) => block.kind === 'text')?.text ?? '') ?? [];
    await writeJson((await listDigests(app.db, workspace)).find((digest) => digest.id === id));
  });
}

export function editDigestCommand(id: string, options: RuleOptions): Promise<void> {
  return withApp(async (app) => {
    const { workspace } = await known(app, id);
    const request = { digest: id, ...rulesOf(options) };
    const reply = await atDesk(app, operatorOf(app, workspace), 'newsadmin digest edit', request);
    await (options.json ? writeJson(await known(app, id)) : writeReply(reply, app.zone));
  });
}

/** A command on one digest as the chats have it. */
export function digestReply(command: CommandName, id: string, options: Record<string, string>): Promise<void> {
  return withApp(async (app) => {
    const { workspace } = await known(app, id);
    const reply = await atDesk(app, operatorOf(app, workspace), command, { digest: id, ...options });
    await writeReply(reply, app.zone);
  });
}

export function listDigestCommand(options: { json?: boolean }): Promise<void> {
  return withApp(async (app) => {
    const digests = await listDigests(app.db, null);
    if (options.json) return writeJson(digests);
    if (digests.length === 0)
      return write('There are no digests yet. Set one: copydesk digest set --place terminal --at 08:00\n');
    for (const digest of digests)
      await write(
        `${digest.id}  ${digest.place}\n    ${await digestWords({ db: app.db, now: () => new Date() }, digest)}\n`,
      );
  });
}

export function previewDigestCommand(id: string, options: { date?: string; json?: boolean }): Promise<void> {
  return withApp(async (app) => {
    const digest = await known(app, id);
    if (options.json) {
      const composed = await previewOf(app.deliver, digest, new Date());
      return writeJson(composed.reply ? composed : null);
    }
    const asked = { digest: id, ...(options.date ? { date: options.date } : {}) };
    const reply = await atDesk(app, operatorOf(app, digest.workspace), 'newsadmin digest preview', asked);
    await writeReply(reply, digest.zone);
  });
}

export function runDigestCommand(id: string, options: { json?: boolean }): Promise<void> {
  return withApp(async (app) => {
    const digest = await known(app, id);
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

export function removeDigestCommand(id: string, options: { json?: boolean }): Promise<void> {
  return withApp(async (app) => {
    const digest = await known(app, id);
    const reply = await atDesk(app, operatorOf(app, digest.workspace), 'newsadmin digest remove', { digest: id });
    await (options.json ? writeJson({ removed: id }) : writeReply(reply, app.zone));
  });
}

async function known(app: App, id: string): Promise<Digest> {
  const digest = await findDigest(app.db, id);
  if (!digest) throw new UserError(`There is no digest "${id}": copydesk digest list shows them.`);
  return digest;
}
