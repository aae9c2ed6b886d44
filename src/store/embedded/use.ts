import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { StoreError } from '../database.ts';
import type { Cluster } from './cluster.ts';
import { runningPort, stop } from './postgres-server.ts';

/** Every process that uses the server holds this lock shared; who can have it alone is the last. */
const IN_USE = 7_221_906;
const RECOVERY_MS = 60_000;

/** How to connect to a database of the server. */
export function connectionString(cluster: Cluster, password: string, port: number, database: string): string {
  return `postgres://${cluster.user}:${password}@127.0.0.1:${port}/${database}`;
}

async function connect(cluster: Cluster, password: string, port: number, database: string): Promise<pg.Client> {
  const address = connectionString(cluster, password, port, database);
  const client = new pg.Client({
    connectionString: address,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    query_timeout: RECOVERY_MS,
  });
  // A connection that breaks says so by its end; without a listener the process would end too.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    if (codeOf(error) !== '28P01') throw error;
    throw new StoreError(
      `The embedded database in ${cluster.dir} does not accept the password in its file "password". Put that file back from a backup.`,
    );
  }
  return client;
}

const codeOf = (error: unknown) => (error as { code?: string }).code;

/**
 * The port of a server that runs on the cluster and answers; null when none runs. One that is still recovering is waited for.
 * @throws StoreError when it never answers, or does not accept the password.
 */
export async function joinable(cluster: Cluster, password: string): Promise<number | null> {
  const until = Date.now() + RECOVERY_MS;
  for (;;) {
    const port = runningPort(cluster);
    if (port === null) return null;
    try {
      const client = await connect(cluster, password, port, 'postgres');
      await client.end();
      return port;
    } catch (error) {
      if (error instanceof StoreError) throw error;
      if (Date.now() > until)
        throw new StoreError(`The embedded database in ${cluster.dir} is running but doesn't answer: ${String(error)}`);
      await wait(100);
    }
  }
}

/** Counts this process among the users of the server, as long as the connection it returns lives. Makes the database at first. */
export async function hold(cluster: Cluster, password: string, port: number): Promise<pg.Client> {
  const server = await connect(cluster, password, port, 'postgres');
  try {
    const { rowCount } = await server.query('select 1 from pg_database where datname = $1', [cluster.user]);
    if (rowCount === 0) await server.query(`create database ${cluster.user}`);
  } finally {
    await server.end();
  }
  const client = await connect(cluster, password, port, cluster.user);
  await client.query('select pg_advisory_lock_shared($1)', [IN_USE]);
  return client;
}

/** Ends what `hold` began; the server knows at once. */
export async function letGo(holder: pg.Client): Promise<void> {
  await holder.query('select pg_advisory_unlock_shared($1)', [IN_USE]).catch(() => {});
  await holder.end().catch(() => {});
}

/** Stops the server when nobody uses it; true when none runs any more. To be called by the holder of the folder's lock. */
export async function stopIfUnused(cluster: Cluster, password: string): Promise<boolean> {
  const port = await joinable(cluster, password);
  if (port === null) return true;
  if (!(await isUnused(cluster, password, port))) return false;
  await stop(cluster);
  return true;
}

async function isUnused(cluster: Cluster, password: string, port: number): Promise<boolean> {
  try {
    const client = await connect(cluster, password, port, cluster.user);
    const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [IN_USE]);
    await client.end();
    return rows[0]?.alone === true;
  } catch (error) {
    // No such database yet: whoever was to make it is gone.
    if (codeOf(error) === '3D000') return true;
    throw error;
  }
}
