import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { StoreError } from '../database.ts';
import { type Account, accountFor, giveTo } from './account.ts';

const REASONS: Record<string, string> = {
  EACCES: "this account isn't allowed to write there",
  EPERM: "this account isn't allowed to write there",
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of that path is a file',
  EEXIST: 'a file has that name',
};

/**
 * Makes the folder `postgres` in the data folder unless it is there, closed to everybody but the account that runs the server.
 * @throws StoreError saying why it can't be used and what to do.
 */
export function serverFolder(dataDir: string): { dir: string; account: Account } {
  const stated = resolve(dataDir, 'postgres');
  let owner: Stats;
  let dir = stated;
  try {
    mkdirSync(stated, { recursive: true, mode: 0o700 });
    dir = realpathSync(stated);
    owner = statSync(dir);
  } catch (error) {
    throw unusable(stated, error);
  }
  const account = accountFor(dir, owner);
  try {
    chmodSync(dir, 0o700);
    giveTo(account, dir);
  } catch (error) {
    throw unusable(stated, error);
  }
  return { dir, account };
}

/** What to tell people about an error of the file system. */
export function unusable(path: string, error: unknown): StoreError {
  const said = error instanceof Error ? error.message : String(error);
  const full = /no space left|free disk space|disk is full/i.test(said);
  const reason = REASONS[full ? 'ENOSPC' : ((error as NodeJS.ErrnoException).code ?? '')] ?? said;
  return new StoreError(
    `The embedded database can't use ${path}: ${reason}. Make room or give this account permission, point COPYDESK_DATA at another folder, or set DATABASE_URL.`,
    { cause: error },
  );
}

/** Writes a small file so that a crash leaves the old or the new text, never a part; it belongs to the account, readable by it alone. */
export function writeWhole(account: Account, file: string, text: string): void {
  const draft = `${file}.new`;
  const handle = openSync(draft, 'w', 0o600);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  giveTo(account, draft);
  renameSync(draft, file);
  syncFolder(dirname(file));
}

/** Makes a rename in the folder last through a power cut. */
export function syncFolder(folder: string): void {
  // Windows can't open folders, and needs no sync of them.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** The text of a file in the folder, trimmed; empty when there is none. */
export function readSmall(dir: string, name: string): string {
  const file = join(dir, name);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
}
