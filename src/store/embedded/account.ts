import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync } from 'node:fs';
import { StoreError } from '../database.ts';

/** Who runs the server. PostgreSQL refuses root, so root hands it to an ordinary account. */
export interface Account {
  /** Null: the account that runs Copydesk. */
  uid: number | null;
  gid: number | null;
  /** The account can't walk to the files on its own, because a folder above them is closed to it. */
  needsWay: boolean;
}

/**
 * The account for the server on this machine.
 * @throws StoreError when root has no ordinary account to hand it to.
 */
export function serverAccount(files: readonly string[]): Account {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return { uid: null, gid: null, needsWay: false };
  for (const name of ['postgres', 'nobody']) {
    try {
      const uid = Number(execFileSync('id', ['-u', name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
      const gid = Number(execFileSync('id', ['-g', name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
      if (uid > 0) return { uid, gid, needsWay: files.some((file) => !canReach(uid, gid, file)) };
    } catch {
      // No such account: the next one.
    }
  }
  throw new StoreError(
    'PostgreSQL does not run as root, and this machine has no account "postgres" or "nobody" to run it. Start Copydesk as an ordinary user, or set DATABASE_URL.',
  );
}

function canReach(uid: number, gid: number, file: string): boolean {
  try {
    execFileSync('/usr/bin/env', ['test', '-r', file], { uid, gid, cwd: '/', stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Gives a folder to the account, closed to everybody else. */
export function giveTo(account: Account, folder: string): void {
  chmodSync(folder, 0o700);
  if (account.uid !== null) chownSync(folder, account.uid, account.gid ?? account.uid);
}

/** How to run a program as the account. */
export function asAccount(
  account: Account,
  program: string,
  args: string[],
): { program: string; args: string[]; options: { uid?: number; gid?: number } } {
  if (account.uid === null) return { program, args, options: {} };
  const gid = account.gid ?? account.uid;
  if (!account.needsWay) return { program, args, options: { uid: account.uid, gid } };
  // The one right it needs to pass a closed folder above the checkout; it stays an ordinary account otherwise.
  const way = [
    '--reuid',
    String(account.uid),
    '--regid',
    String(gid),
    '--clear-groups',
    '--inh-caps',
    '+dac_override',
    '--ambient-caps',
    '+dac_override',
  ];
  return { program: 'setpriv', args: [...way, program, ...args], options: {} };
}
