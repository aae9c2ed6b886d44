import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { StoreError } from '../database.ts';
import { clusterIn, initialise, passwordOf } from './cluster.ts';
import { startGuard } from './guard.ts';
import { withFileLock } from './lock.ts';
import { boundLog, start, stop } from './postgres-server.ts';
import { connectionString, hold, joinable, letGo, stopIfUnused } from './use.ts';

/** The server's user and its database. */
export const USER = 'copydesk';
export const LOCK_WAIT_MS = 90_000;
const RETRY_MS = 2_000;
const LOG_LOOK_MS = 30_000;

/** The lock that whoever starts or stops the server of a data folder holds. */
export const lockOf = (dataDir: string): string => join(resolve(dataDir), 'postgres.lock');

export interface Embedded {
  /** Stays the same while this process lives, also when the server is started again. */
  connectionString: string;
  /** Leaves the server, and stops it when nobody else uses it. Idempotent. */
  close(): Promise<void>;
}

/**
 * Starts the PostgreSQL server that comes with Copydesk, or joins the one that another process started on the same folder. A server
 * that dies is started again on its port while anybody uses it, and ends with its last user, however that one dies.
 * @throws StoreError saying what is wrong and what to do.
 */
export async function openEmbedded(options: {
  dataDir: string;
  log?: (message: string, fields: object) => void;
}): Promise<Embedded> {
  const log = options.log ?? (() => {});
  const lock = lockOf(options.dataDir);
  const cluster = await clusterIn(options.dataDir, USER);
  const guard = startGuard(resolve(options.dataDir));
  let closing = false;
  let password = '';
  let port: number | null = null;
  let holder: pg.Client | null = null;

  const enter = () =>
    withFileLock(lock, LOCK_WAIT_MS, async () => {
      if (closing) return;
      if (port === null) {
        password = passwordOf(cluster);
        await initialise(cluster, password);
      }
      const running = await joinable(cluster, password);
      const found = running ?? (await start(cluster, port));
      if (port !== null && found !== port)
        throw new StoreError(`The embedded database came back on port ${found}, not ${port}. Restart this process.`);
      try {
        holder = await hold(cluster, password, found);
      } catch (error) {
        if (running === null) await stop(cluster);
        throw error;
      }
      port = found;
      holder.once('end', () => void comeBack());
    });

  async function comeBack(): Promise<void> {
    if (!closing) log('the embedded database stopped; restarting it', { port });
    while (!closing) {
      try {
        return await enter();
      } catch (error) {
        log("the embedded database doesn't start", { err: error });
        await wait(RETRY_MS, undefined, { ref: false });
      }
    }
  }

  try {
    await enter();
  } catch (error) {
    guard.act();
    throw error;
  }
  const look = setInterval(() => {
    try {
      boundLog(cluster);
    } catch (error) {
      log("can't trim the embedded database's log", { err: error });
    }
  }, LOG_LOOK_MS).unref();
  return {
    connectionString: connectionString(cluster, password, port ?? 0, USER),
    async close() {
      if (closing) return;
      closing = true;
      clearInterval(look);
      try {
        await withFileLock(lock, LOCK_WAIT_MS, async () => {
          if (holder) await letGo(holder);
          await stopIfUnused(cluster, password);
        });
        guard.dismiss();
      } catch (error) {
        log('the embedded database did not stop', { err: error });
        guard.act();
      }
    },
  };
}
