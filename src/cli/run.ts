import { type App, logFileOf, openApp } from '../app.ts';
import type { CommandName } from '../chat/commands.ts';
import { parsePlace, workspaceOfPlace } from '../chat/place.ts';
import type { Caller, Press, Request } from '../chat/request.ts';
import { inShellWords } from '../chat/shell-words.ts';
import { UserError } from '../errors.ts';
import type { Reply } from '../reply/reply.ts';
import { loadConfig } from '../settings/config.ts';
import { StoreError } from '../store/database.ts';
import { type Digest, findDigest } from '../store/digests/digests.ts';
import { TERMINAL, type WorkspaceId } from '../store/schema.ts';
import { welcomeWorkspace, workspaceExists } from '../store/workspaces.ts';

/** Runs a command; what a person can mend is said in a line, and the exit code is 1. */
export async function fail(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    process.exitCode = 1;
    const known = error instanceof UserError || error instanceof StoreError;
    process.stderr.write(
      `${known ? inShellWords(error.message) : `Something went wrong: ${error instanceof Error ? error.message : String(error)}`}\n`,
    );
  }
}

/** Runs a command that needs the store; `connectMs` is how long its server may take to answer. */
export function withApp(action: (app: App) => Promise<void>, options: { connectMs?: number } = {}): Promise<void> {
  return fail(async () => {
    const config = loadConfig();
    const app = await openApp(config, { logFile: logFileOf(config), ...options });
    try {
      await action(app);
    } finally {
      await app.close();
    }
  });
}

/**
 * A workspace named on the command line.
 * @throws UserError when there is none with that name.
 */
export async function namedWorkspace(app: App, name: string): Promise<WorkspaceId> {
  if (await workspaceExists(app.db, name)) return name as WorkspaceId;
  const known = await app.db.selectFrom('workspaces').select('id').limit(20).execute();
  throw new UserError(`I don't know a workspace "${name}". These I know: ${known.map((row) => row.id).join(', ')}.`);
}

/**
 * The workspace of a place named on the command line, which is known from then on.
 * @throws UserError when nothing could be posted to a place of that name.
 */
export async function workspaceAt(app: App, name: string): Promise<WorkspaceId> {
  const place = parsePlace(name);
  if (!place)
    throw new UserError(
      `"${name}" isn't a place I can post to: write terminal, discord/<server>/<channel> or slack/<team>/<channel>.`,
    );
  const id = workspaceOfPlace(place);
  await welcomeWorkspace(app.db, { id, platform: place.platform, name: id });
  return id;
}

/**
 * A digest or wire named on the command line, of whichever workspace.
 * @throws UserError when there is none with that id.
 */
export async function namedDigest(app: App, kind: 'digest' | 'wire', id: string): Promise<Digest> {
  const digest = await findDigest(app.db, id.trim());
  if (digest && (digest.settings.wire !== null) === (kind === 'wire')) return digest;
  throw new UserError(`I can't find a ${kind} "${id}". copydesk ${kind} list shows them all.`);
}

/** Whoever sits at the machine may do everything. A workspace's own zone is its channels', not the machine's. */
export function operatorOf(app: App, workspace: WorkspaceId): Caller {
  const zone = workspace === TERMINAL ? app.zone : null;
  return { workspace, place: 'terminal', user: 'operator', admin: true, zone };
}

/**
 * What the desk of the chats says to a command.
 * @throws UserError with its words when it could not do what was asked.
 */
export function atDesk(
  app: App,
  caller: Caller,
  command: CommandName,
  options: Request['options'] = {},
): Promise<Reply> {
  return done(app, { kind: 'command', command, options, caller, sure: true });
}

/**
 * What the desk lists, in one reply: of every workspace that has any of it, or of the terminal when none has. Each item says its place.
 * @throws UserError with the words of the desk.
 */
export async function listAtDesk(app: App, command: CommandName, listed: readonly Digest[]): Promise<Reply> {
  const workspaces = listed.length === 0 ? [TERMINAL] : [...new Set(listed.map(({ workspace }) => workspace))];
  const replies: Reply[] = [];
  for (const workspace of workspaces) replies.push(await atDesk(app, operatorOf(app, workspace), command));
  const blocks = replies.flatMap((reply, i) => reply.blocks.filter((block) => i === 0 || block.kind !== 'heading'));
  return { blocks, private: true };
}

/** The same for a button of an earlier reply. */
export function pressAtDesk(app: App, caller: Caller, button: string): Promise<Reply> {
  return done(app, { kind: 'press', button, caller });
}

async function done(app: App, request: Request | Press): Promise<Reply> {
  const reply = await app.desk.handle(request);
  if (!reply.failed) return reply;
  throw new UserError(reply.blocks.map((block) => ('text' in block ? block.text : '')).join('\n'));
}
