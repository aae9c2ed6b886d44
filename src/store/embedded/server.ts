import { execFile } from 'node:child_process';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StoreError } from '../database.ts';
import { type Account, asAccount } from './account.ts';

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
const LOG_BYTES = 1_000_000;
const INITDB_MS = 120_000;
const START_SECONDS = 60;

export interface Cluster {
  /** Holds everything below. */
  dir: string;
  account: Account;
  binaries: { initdb: string; pg_ctl: string };
  user: string;
  password: string;
}

const data = (cluster: Cluster) => join(cluster.dir, 'cluster');
const marker = (cluster: Cluster) => join(cluster.dir, 'initialised');
const pidFile = (cluster: Cluster) => join(data(cluster), 'postmaster.pid');

/** Makes the cluster unless it is there. One whose first start was cut off is made anew: it never held data. */
export async function initialise(cluster: Cluster): Promise<void> {
  if (existsSync(marker(cluster))) return;
  rmSync(data(cluster), { recursive: true, force: true });
  const passwordFile = join(cluster.dir, 'initdb-password');
  writeFileSync(passwordFile, cluster.password, { mode: 0o600 });
  if (cluster.account.uid !== null)
    chownSync(passwordFile, cluster.account.uid, cluster.account.gid ?? cluster.account.uid);
  try {
    await command(cluster, cluster.binaries.initdb, [
      '--pgdata',
      data(cluster),
      '--username',
      cluster.user,
      '--pwfile',
      passwordFile,
      '--auth',
      'scram-sha-256',
      '--encoding',
      'UTF8',
      '--locale',
      'C',
    ]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  const conf = join(data(cluster), 'postgresql.conf');
  writeFileSync(conf, readFileSync(conf, 'utf8') + SETTINGS);
  writeFileSync(marker(cluster), '');
}

/** The port of the server that says it runs on this cluster, whether or not it answers; null when none does. */
export function runningPort(cluster: Cluster): number | null {
  try {
    const lines = readFileSync(pidFile(cluster), 'utf8').split('\n');
    const pid = Number(lines[0]);
    const port = Number(lines[3]);
    return isServerOf(cluster, pid) && port > 0 ? port : null;
  } catch {
    return null;
  }
}

/** A stale pid file may name a number that another program has by now. */
function isServerOf(cluster: Cluster, pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data(cluster));
  } catch {
    // No /proc: trust the pid.
    return process.platform !== 'linux';
  }
}

/**
 * Starts the server on loopback, on the given port when it is free, else on another. Returns the port.
 * @throws StoreError with the end of the server's log when it does not start.
 */
export async function start(cluster: Cluster, wanted: number | null): Promise<number> {
  rmSync(pidFile(cluster), { force: true });
  const log = join(cluster.dir, 'server.log');
  if (existsSync(log) && statSync(log).size > LOG_BYTES) renameSync(log, `${log}.1`);
  let failure: unknown;
  for (let attempt = 0; attempt < 3; attempt++) {
    const port = attempt === 0 && wanted !== null && (await isFree(wanted)) ? wanted : await freePort();
    try {
      await command(cluster, cluster.binaries.pg_ctl, [
        'start',
        '-D',
        data(cluster),
        '-w',
        '-t',
        String(START_SECONDS),
        '-s',
        '-l',
        log,
        '-o',
        `-p ${port}`,
      ]);
      return port;
    } catch (error) {
      failure = error;
    }
  }
  const tail = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-3).join('\n') : String(failure);
  throw new StoreError(`The embedded database in ${cluster.dir} did not start:\n${tail}`, { cause: failure });
}

export async function stop(cluster: Cluster): Promise<void> {
  await command(cluster, cluster.binaries.pg_ctl, [
    'stop',
    '-D',
    data(cluster),
    '-m',
    'fast',
    '-w',
    '-t',
    String(START_SECONDS),
    '-s',
  ]);
}

async function command(cluster: Cluster, program: string, args: string[]): Promise<void> {
  const call = asAccount(cluster.account, program, args);
  await run(call.program, call.args, {
    ...call.options,
    cwd: '/',
    timeout: INITDB_MS,
    ...(process.platform === 'win32'
      ? {}
      : { env: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C' } }),
  });
}

function isFree(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const server = createServer();
  server.once('error', () => resolve(false));
  server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  return promise;
}

function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.once('error', reject);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
  });
  return promise;
}
