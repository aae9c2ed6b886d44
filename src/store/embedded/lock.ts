import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { StoreError } from '../database.ts';
import { unusable } from './folder.ts';

const POLL_MS = 40;

/**
 * Runs something while no other process holds the same file's lock. The lock is SQLite's exclusive transaction: the operating
 * system gives it back when its holder is killed.
 * @throws StoreError when it can't be had for `waitMs`.
 */
export async function withFileLock<T>(file: string, waitMs: number, inside: () => Promise<T>): Promise<T> {
  const until = Date.now() + waitMs;
  const lock = opened(file);
  try {
    for (;;) {
      try {
        lock.exec('begin exclusive');
        break;
      } catch (error) {
        if (!/locked|busy/i.test(String(error))) throw unusable(file, error);
        if (Date.now() > until)
          throw new StoreError(
            `Another Copydesk has been starting or stopping the database for ${waitMs / 1000} s (${file}). Stop it, then try again.`,
          );
        await wait(POLL_MS);
      }
    }
    try {
      return await inside();
    } finally {
      lock.exec('rollback');
    }
  } finally {
    lock.close();
  }
}

/** Any account that may read the file could hold its lock, and keep us from starting: early versions made it so. */
function ownerOnly(file: string): void {
  try {
    chmodSync(file, 0o600);
  } catch {
    // It belongs to another account, which may have reasons.
  }
}

function opened(file: string): DatabaseSync {
  try {
    closeSync(openSync(file, 'a', 0o600));
    ownerOnly(file);
    return new DatabaseSync(file);
  } catch (error) {
    throw unusable(file, error);
  }
}
