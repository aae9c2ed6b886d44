import { createWriteStream, rmSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { UserError } from '../../errors.ts';
import type { Database } from '../database.ts';
import { backupLines } from './whole.ts';

/** A file that is still being written after this time was left by a process that died. */
const ABANDONED_MS = 6 * 3_600_000;
const NAME = /^copydesk-\d{4}-\d{2}-\d{2}\.jsonl\.gz$/;
const UNFINISHED_NAME = /^copydesk-\d{4}-\d{2}-\d{2}\.jsonl\.gz\.part$/;

/**
 * Writes lines to a file, gzipped when its name says so, readable by its owner alone. It has its name only once it is whole and on
 * the disk; a process that exits before leaves nothing.
 * @throws UserError when it can't be written, or when another process is writing it.
 */
export async function writeLines(path: string, lines: AsyncIterable<string>): Promise<void> {
  const unfinished = `${path}.part`;
  const file = createWriteStream(unfinished, { flags: 'wx', mode: 0o600, flush: true });
  // A file that isn't open yet may be another process's.
  const atExit = () => file.pending || rmSync(unfinished, { force: true });
  process.once('exit', atExit);
  try {
    const source = Readable.from(withEnds(lines));
    await (path.endsWith('.gz') ? pipeline(source, createGzip(), file) : pipeline(source, file));
    await rename(unfinished, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw new UserError(
        `"${unfinished}" already exists: another process is writing it, or one was killed. If none is, delete it.`,
      );
    await rm(unfinished, { force: true });
    if (code) throw new UserError(`"${path}" can't be written (${code}).`);
    throw error;
  } finally {
    process.off('exit', atExit);
  }
}

async function* withEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

/** The backup of a day: when it was written, and whether that was now. */
export interface DayBackup {
  path: string;
  made: Date;
  written: boolean;
}

/**
 * Writes the day's backup into a folder unless it is there, and removes the oldest beyond `keep`. Null while another process writes it.
 * @throws UserError when the folder can't be used.
 */
export async function backupOfDay(db: Database, folder: string, keep: number, now: Date): Promise<DayBackup | null> {
  const names = await namesIn(folder);
  const name = `copydesk-${now.toISOString().slice(0, 10)}.jsonl.gz`;
  const path = join(folder, name);
  const there = await stat(path).catch(() => null);
  if (there) return { path, made: there.mtime, written: false };
  for (const unfinished of names.filter((other) => UNFINISHED_NAME.test(other))) {
    const file = await stat(join(folder, unfinished)).catch(() => null);
    if (file && now.getTime() - file.mtimeMs > ABANDONED_MS) await rm(join(folder, unfinished), { force: true });
    else if (unfinished === `${name}.part`) return null;
  }
  await writeLines(path, backupLines(db));
  const others = names.filter((other) => NAME.test(other)).sort();
  // Those of a later day are from a time when the clock was wrong: they are older than this one, and go first.
  const oldestFirst = [...others.filter((other) => other > name), ...others.filter((other) => other < name), name];
  for (const old of oldestFirst.slice(0, -keep)) await rm(join(folder, old), { force: true });
  return { path, made: now, written: true };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return await readdir(folder);
  } catch (error) {
    throw new UserError(`The folder for backups, ${folder}, can't be used (${(error as NodeJS.ErrnoException).code}).`);
  }
}
