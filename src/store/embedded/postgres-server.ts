import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StoreError } from '../database.ts';
import { giveTo } from './account.ts';
import { type Cluster, command } from './cluster.ts';
import { readSmall, writeWhole } from './folder.ts';
import { freePort, isFree } from './port.ts';

const LOG_BYTES = 1_000_000;
/** PostgreSQL would keep up to a gigabyte of its log of changes, many times the news of a small machine. */
const WAL = '-c max_wal_size=128MB -c min_wal_size=32MB';
const START_SECONDS = 60;
/** How long a crashed server's own processes, or a program that took its port, are waited for. */
const PATIENCE_MS = 20_000;
/** No system gives a process this number, so PostgreSQL takes it for one that is gone. */
const NOBODYS_PID = 2_147_483_647;

const pidFile = (cluster: Cluster) => join(cluster.data, 'postmaster.pid');
const logFile = (cluster: Cluster) => join(cluster.dir, 'server.log');

/** The port of the server that runs on this cluster, whether or not it answers yet; null when none does. */
export function runningPort(cluster: Cluster): number | null {
  const lines = pidLines(cluster);
  const port = Number(lines[3]);
  return isServerOf(cluster, Number(lines[0])) && port > 0 ? port : null;
}

function pidLines(cluster: Cluster): string[] {
  try {
    return readFileSync(pidFile(cluster), 'utf8').split('\n');
  } catch {
    return [];
  }
}

function isServerOf(cluster: Cluster, pid: number): boolean {
  return isAlive(pid) && (process.platform === 'win32' || commandLine(pid).includes(cluster.data));
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/**
 * PostgreSQL sorts out the file of a server that is gone by itself, but refuses to start when another program has that number now,
 * as after a reboot. The rest of the file stays: by it PostgreSQL finds processes that the old server left behind.
 */
function disownPid(cluster: Cluster): void {
  const [pid, ...rest] = pidLines(cluster);
  if (pid === undefined || !isAlive(Number(pid)) || isServerOf(cluster, Number(pid))) return;
  writeWhole(cluster.account, pidFile(cluster), [NOBODYS_PID, ...rest].join('\n'));
}

/** The port of the last start; null before the first. */
export function rememberedPort(cluster: Cluster): number | null {
  const port = Number(readSmall(cluster.dir, 'port'));
  return port > 1023 && port < 65536 ? port : null;
}

/**
 * Starts the server on loopback and returns its port: `mine`, where somebody still looks for it, or the last one, or a new one.
 * @throws StoreError with the end of the server's log when it does not start, or when another program keeps `mine`.
 */
export async function start(cluster: Cluster, mine: number | null): Promise<number> {
  disownPid(cluster);
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const preferred = mine ?? rememberedPort(cluster);
    const port = preferred !== null && (await isFree(preferred)) ? preferred : mine === null ? await freePort() : null;
    const failure = port === null ? `port ${mine} is in use by another program` : await tryStart(cluster, port);
    if (failure === null && port !== null) {
      writeWhole(cluster.account, join(cluster.dir, 'port'), `${port}\n`);
      return port;
    }
    const passes = port === null || /still in use|could not bind|in use by/i.test(failure ?? '');
    if (!passes || Date.now() > until)
      throw new StoreError(`The embedded database in ${cluster.dir} did not start:\n${failure}`);
    await wait(200);
  }
}

/** What went wrong, in the server's words; null when it runs. */
async function tryStart(cluster: Cluster, port: number): Promise<string | null> {
  const log = logFile(cluster);
  const before = existsSync(log) ? statSync(log).size : 0;
  try {
    await command(cluster, cluster.binaries.pg_ctl, [
      ...['start', '-D', cluster.data, '-w', '-t', String(START_SECONDS), '-s', '-l', log, '-o', `-p ${port} ${WAL}`],
    ]);
    return null;
  } catch (error) {
    const said = existsSync(log) ? readFileSync(log).subarray(before).toString('utf8') : '';
    return (said.trim() || String(error)).split('\n').slice(-3).join('\n');
  }
}

/** Stops the server and waits until it is down; clients are cut off. */
export async function stop(cluster: Cluster): Promise<void> {
  await command(cluster, cluster.binaries.pg_ctl, [
    ...['stop', '-D', cluster.data, '-m', 'fast', '-w', '-t', String(START_SECONDS), '-s'],
  ]);
}

/** Keeps the server's log at a megabyte and the one before it. The server appends, so that an emptied file starts at its beginning. */
export function boundLog(cluster: Cluster, maxBytes = LOG_BYTES): void {
  const log = logFile(cluster);
  if (!existsSync(log) || statSync(log).size <= maxBytes) return;
  try {
    copyFileSync(log, `${log}.1`);
    giveTo(cluster.account, `${log}.1`);
  } finally {
    // A full disk has no room for the copy, and needs the room of the log all the more.
    truncateSync(log);
  }
}
