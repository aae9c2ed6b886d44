import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { exportWorkspace } from '../store/backup/export.ts';
import { EXPORT_VERSION, exportLine, headerLine } from '../store/backup/format.ts';
import { restoreLine } from '../store/backup/restore.ts';
import { backupLines, restoreBackup } from '../store/backup/whole.ts';
import type { Database } from '../store/database.ts';
import { eraseWorkspace } from '../store/erasure.ts';
import { beatBackup } from '../store/heartbeats.ts';
import { forgetPerson, type PersonId, storedAbout } from '../store/people-settings.ts';
import { SHARED, TERMINAL, type WorkspaceId } from '../store/schema.ts';
import { listWorkspaces, welcomeWorkspace } from '../store/workspaces.ts';
import { jsonOf, openInput, parseObject, readLines, writeOut } from './jsonl.ts';
import { write, writeJson } from './output.ts';
import { namedWorkspace, withApp } from './run.ts';

const REFUSALS_SHOWN = 20;

/** `copydesk export`: everything of a workspace as JSONL, to a file (gzipped when its name says so) or standard output. */
export function exportCommand(path: string, options: { workspace: string; all?: boolean }): Promise<void> {
  if (options.all) return exportAll(path);
  return withApp(async (app) => {
    const workspace = await namedWorkspace(app, options.workspace);
    const lines = await writeOut(path, jsonOf(exportWorkspace(app.db, workspace)));
    if (path !== '-') await write(`Exported ${workspace}: ${lines} lines.\n`);
  });
}

/** `copydesk export --all`: each workspace to a file of its own in a folder. */
function exportAll(folder: string): Promise<void> {
  return withApp(async (app) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const workspaces: WorkspaceId[] = [SHARED, ...(await listWorkspaces(app.db)).map(({ id }) => id)];
    for (const workspace of workspaces) {
      const path = join(folder, `${workspace.replace(/[^A-Za-z0-9_-]/g, '-')}.jsonl.gz`);
      await writeOut(path, jsonOf(exportWorkspace(app.db, workspace)));
      await write(`${workspace}: ${path}\n`);
    }
  });
}

/** `copydesk forget person`: one person's questions with their answers, votes and settings. */
export function forgetPersonCommand(who: string): Promise<void> {
  return withApp(async (app) => {
    const person = personNamed(who);
    const { questions } = await storedAbout(app.db, person);
    const known = await forgetPerson(app.db, person);
    await write(
      known
        ? `Deleted ${counted(questions, 'question')} of ${person}, with votes, settings and personal digests.\n`
        : `Nothing is stored about ${person}. Is that the user id, as the platform shows it to developers?\n`,
    );
  });
}

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

function personNamed(who: string): PersonId {
  if (!/^(?:discord|slack|terminal)\/[^/\s]+$/.test(who))
    throw new UserError(`"${who}" isn't a person: write discord/<user id> or slack/<user id>.`);
  return who as PersonId;
}

/** `copydesk forget workspace`: everything of a workspace. */
export function forgetWorkspaceCommand(name: string, options: { yes?: boolean }): Promise<void> {
  return withApp(async (app) => {
    const workspace = await namedWorkspace(app, name);
    if (workspace === SHARED || workspace === TERMINAL)
      throw new UserError(`"${workspace}" belongs to everybody here and can't be erased.`);
    if (!options.yes)
      throw new UserError(
        `This deletes the articles, questions, digests and feeds of ${workspace} for good. Make a backup first, let the bot leave, then add --yes.`,
      );
    const { articles, questions, digests } = await eraseWorkspace(app.db, workspace);
    const parts = [counted(articles, 'article'), counted(questions, 'question'), counted(digests, 'digest')];
    await write(`Erased ${workspace}: ${parts.join(', ')}.\n`);
  });
}

/** `copydesk backup`: the whole store, while everything goes on, to a file or standard output. */
export function backupCommand(path: string): Promise<void> {
  return withApp(async (app) => {
    await writeOut(path, backupLines(app.db));
    await beatBackup(app.db, new Date());
    if (path !== '-') await write(`The whole store is in ${path}.\n`);
  });
}

/** `copydesk restore`: fills an empty store from a backup. */
export function restoreCommand(path: string): Promise<void> {
  return withApp(async (app) => {
    const rows = await restoreBackup(app.db, readLines(openInput(path)));
    await write(`Restored ${rows} rows. Start Copydesk: its worker rebuilds the indexes, newest articles first.\n`);
  });
}

export interface RestoreReport {
  workspace: WorkspaceId;
  stored: number;
  known: number;
  refused: { line: number; reason: string }[];
}

/** Whether a file's first line is that of an export. */
export function isExport(firstLine: string): boolean {
  return parseObject(firstLine)?.copydesk === 'export';
}

/**
 * Reads the lines of an export back, into its own workspace unless another is given; each line is stored whole or refused with its
 * number and reason.
 * @throws UserError when the export is damaged at its start or of a later version.
 */
export async function restoreExport(
  db: Database,
  lines: AsyncIterable<string>,
  into: WorkspaceId | null,
): Promise<RestoreReport> {
  let number = 0;
  let report: RestoreReport | null = null;
  for await (const text of lines) {
    number++;
    if (text.trim() === '') continue;
    const value = parseObject(text);
    if (report === null) {
      report = { workspace: await openWorkspace(db, value ?? {}, into), stored: 0, known: 0, refused: [] };
      continue;
    }
    const line = exportLine.safeParse(value);
    if (!line.success) {
      const [issue] = line.error.issues;
      report.refused.push({
        line: number,
        reason: value ? `${issue?.path.join('.')}: ${issue?.message}` : 'not a JSON object',
      });
      continue;
    }
    try {
      const restored = await restoreLine(db, report.workspace, line.data);
      if (typeof restored === 'object') report.refused.push({ line: number, reason: restored.refused });
      else report[restored]++;
    } catch (error) {
      // What breaks a rule of the database is the line's own fault; anything else is ours and stops the import.
      if (!String((error as { code?: unknown }).code).match(/^2[23]/)) throw error;
      report.refused.push({ line: number, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  if (report === null) throw new UserError('The file is empty.');
  return report;
}

async function openWorkspace(db: Database, header: object, into: WorkspaceId | null): Promise<WorkspaceId> {
  const read = headerLine.safeParse(header);
  if (!read.success) throw new UserError('The first line of this export is damaged.');
  const { version, workspace } = read.data;
  if (version > EXPORT_VERSION)
    throw new UserError(
      `This export is version ${version}, but this Copydesk reads only up to ${EXPORT_VERSION}: update Copydesk.`,
    );
  if (into !== null) return into;
  const id = workspace.id as WorkspaceId;
  await welcomeWorkspace(db, { ...workspace, id });
  return id;
}

/** Prints what became of an export that was read. */
export async function writeRestored(report: RestoreReport, json: boolean): Promise<void> {
  if (json) return writeJson(report);
  const { workspace, stored, known, refused } = report;
  await write(`Restored ${workspace}: ${stored} stored, ${known} already there, ${refused.length} refused.\n`);
  for (const { line, reason } of refused.slice(0, REFUSALS_SHOWN)) process.stderr.write(`line ${line}: ${reason}\n`);
  if (refused.length > REFUSALS_SHOWN)
    process.stderr.write(`… and ${refused.length - REFUSALS_SHOWN} more (--json lists all)\n`);
  if (refused.length > 0) process.exitCode = 1;
}
