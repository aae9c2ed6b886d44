import { execFileSync } from 'node:child_process';
import { chownSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { StoreError } from '../database.ts';

/** Who runs the server. PostgreSQL refuses root, so root hands it to an ordinary account. */
export interface Account {
  /** Null: the account that runs Copydesk. */
  uid: number | null;
  gid: number | null;
  /** What goes before a program to give it the one right it needs to pass closed folders; mostly nothing. */
  way: readonly string[];
}

const ITSELF: Account = { uid: null, gid: null, way: [] };

/** Rights to walk through closed folders, the narrowest first: containers often withhold the first. */
const RIGHTS = ['+dac_read_search', '+dac_override'];

/**
 * The account for the server of a folder: whoever runs Copydesk or, for root, the folder's owner, else "postgres" or "nobody".
 * @throws StoreError when the folder belongs to somebody else, or when root has no ordinary account to hand the server to.
 */
export function accountFor(folder: string, owner: Stats): Account {
  const me = process.getuid?.();
  if (process.platform === 'win32' || me === undefined) return ITSELF;
  if (me !== 0) {
    if (owner.uid === me) return ITSELF;
    throw new StoreError(foreignFolder(folder, owner.uid, me));
  }
  if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, way: [] };
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = [idOf('-u', name), idOf('-g', name)];
    if (uid && gid) return { uid, gid, way: [] };
  }
  throw new StoreError(
    'PostgreSQL does not run as root, and this machine has no account "postgres" or "nobody" to run it. Start Copydesk as an ordinary user, or set DATABASE_URL.',
  );
}

function foreignFolder(folder: string, owner: number, me: number): string {
  return (
    `The embedded database in ${folder} belongs to another account (${nameOf(owner)}): Copydesk was started by it or by root before. ` +
    `Nothing is lost. Start it that way again or, while no Copydesk runs, hand it over: sudo chown -R ${nameOf(me)} ${dirname(folder)}`
  );
}

function idOf(option: '-u' | '-g', name: string): number | null {
  try {
    return Number(execFileSync('id', [option, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return null;
  }
}

function nameOf(uid: number): string {
  try {
    return execFileSync('id', ['-un', String(uid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return String(uid);
  }
}

/**
 * The account with the least right it needs to run the program and to enter the folder, because one above may be closed to it.
 * @throws StoreError when nothing lets it.
 */
export function withWayTo(program: string, folder: string, account: Account): Account {
  const { uid, gid } = account;
  if (uid === null) return account;
  const ways = RIGHTS.map((right) => [
    ...['setpriv', '--reuid', String(uid), '--regid', String(gid ?? uid), '--clear-groups'],
    ...['--inh-caps', right, '--ambient-caps', right],
  ]);
  for (const way of [[], ...ways]) {
    const candidate = { ...account, way };
    // What is tried is what the server will do: a question such as "test -x" leaves such rights out of account.
    if (works(candidate, 'ls', ['-d', `${folder}/.`]) && works(candidate, program, ['--version'])) return candidate;
  }
  throw new StoreError(
    `Run by root, PostgreSQL works as the account "${nameOf(uid)}", which can't reach ${program} or ${folder}: a folder above is closed to it, ` +
      'and the program setpriv (package util-linux), which could let it through, is missing or not allowed here. ' +
      'Move Copydesk to an open folder such as /opt, start it as an ordinary user, or set DATABASE_URL.',
  );
}

function works(account: Account, program: string, args: readonly string[]): boolean {
  const call = asAccount(account, program, args);
  try {
    execFileSync(call.program, call.args, { ...call.options, cwd: '/', stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Gives a file or folder that root made to the account. */
export function giveTo(account: Account, path: string): void {
  if (account.uid !== null) chownSync(path, account.uid, account.gid ?? account.uid);
}

/** How to run a program as the account. */
export function asAccount(
  account: Account,
  program: string,
  args: readonly string[],
): { program: string; args: string[]; options: { uid?: number; gid?: number } } {
  if (account.uid === null) return { program, args: [...args], options: {} };
  const [first, ...rest] = account.way;
  if (first !== undefined) return { program: first, args: [...rest, program, ...args], options: {} };
  return { program, args: [...args], options: { uid: account.uid, gid: account.gid ?? account.uid } };
}
