import { setTimeout as wait } from 'node:timers/promises';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import pg from 'pg';
import { MIGRATIONS } from './migrations/index.ts';
import type { Schema } from './schema.ts';

export type Database = Kysely<Schema>;
/** A database or a transaction on it: what every query of the store takes. */
export type Queries = Kysely<Schema> | Transaction<Schema>;

// bigint and count() as numbers: no id of ours comes near 2^53. Dates stay text: a local date has no zone.
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);
types.setTypeParser(pg.types.builtins.DATE, (value) => value);

/** What a pooler in transaction mode needs, since it passes no startup options on. */
const POOLER =
  'Behind PgBouncer in transaction mode set ignore_startup_parameters = options, run "alter role … in database … set search_path = news, public" ' +
  'on the server once, and set REDIS_URL (docs/operating.md).';

/** Thrown at start when the store can't be used; the message says what to do. */
export class StoreError extends Error {
  override name = 'StoreError';
}

const pools = new WeakMap<Database, pg.Pool>();

/** How many connections a store has open, how many of them are idle, and how many queries wait for one. */
export function poolUse(db: Database): { total: number; idle: number; waiting: number } {
  const pool = pools.get(db);
  return { total: pool?.totalCount ?? 0, idle: pool?.idleCount ?? 0, waiting: pool?.waitingCount ?? 0 };
}

/** A pool on the store's server with `news` in front of the search path. */
export function createPool(connectionString: string, max: number, connectMs = 10_000): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    types,
    options: '-c search_path=news,public',
    connectionTimeoutMillis: connectMs,
  });
  // Clients whose server went away: their queries fail, and the next ones get new clients. Without listeners the process would end:
  // the pool's hears of idle clients, the client's of one in hand, as in a transaction.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** How long to wait for a server that is away or starting, in milliseconds; `onWait` hears of each try that failed. */
export interface Patience {
  waitMs: number;
  onWait: (reason: string) => void;
}

/**
 * Opens the store and brings its schema up to date under a lock.
 * @throws StoreError when the server can't be reached, or when its schema is newer than this program.
 */
export async function openDatabase(
  connectionString: string,
  options: { connections?: number; connectMs?: number; patience?: Patience } = {},
): Promise<Database> {
  const pool = createPool(connectionString, options.connections ?? 10, options.connectMs);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  pools.set(db, pool);
  try {
    if (options.patience) await untilItAnswers(pool, options.patience);
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return db;
}

/** Errors of a server that may be there in a moment: it is starting, its host is, or every connection is taken. */
const AWAY: ReadonlySet<unknown> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['57P03', '57P01', '53300'],
]);
const TRY_AGAIN_MS = 1_000;
const TRY_SELDOM_MS = 5_000;

/** Waits for a server to come up. What else is wrong, as a password, opening the store tells. */
async function untilItAnswers(pool: pg.Pool, { waitMs, onWait }: Patience): Promise<void> {
  const until = performance.now() + waitMs;
  for (let tries = 1; ; tries++) {
    try {
      await pool.query('select 1');
      return;
    } catch (error) {
      const { code, message } = error as { code?: unknown; message: string };
      const away = AWAY.has(code) || /timeout|terminated/.test(message);
      if (!away || performance.now() >= until) return;
      onWait(message || String(code));
      await wait(Math.min(TRY_SELDOM_MS, tries * TRY_AGAIN_MS));
    }
  }
}

async function migrate(db: Database): Promise<void> {
  try {
    await sql`create schema if not exists news`.execute(db);
  } catch (error) {
    // Two processes that start at the same moment may both try; the loser's error is harmless.
    if (!(error instanceof pg.DatabaseError && (error.code === '23505' || error.code === '42P06'))) {
      const said = error instanceof Error ? error.message : String(error);
      const reason = /timeout/.test(said) ? "its server doesn't answer" : said;
      const remedy = /startup parameter/.test(reason) ? ` ${POOLER}` : '';
      throw new StoreError(`The store can't be opened: ${reason}${remedy}`, { cause: error });
    }
  }
  await refuseLostPath(db);
  await refuseNewerSchema(db);
  await upgradeSchema(db);
}

/**
 * Brings the schema up to date.
 * @throws StoreError when a migration fails; then nothing is changed.
 */
export async function upgradeSchema(db: Database, migrations: Record<string, Migration> = MIGRATIONS): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: 'news',
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
    // 008 to 010 were written after 013: a store that met them in that order opens too.
    allowUnorderedMigrations: true,
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw new StoreError(`The store couldn't be upgraded: ${String(error)}`, { cause: error });
}

/** Gives an empty store the schema that it had when these migrations were all. Everything in it is gone. */
export async function remakeSchema(db: Database, names: readonly string[]): Promise<void> {
  await sql`drop schema if exists news cascade`.execute(db);
  await sql`create schema news`.execute(db);
  await upgradeSchema(db, Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => names.includes(name))));
}

/** A pooler that ignores how a connection starts leaves every table unfound. */
async function refuseLostPath(db: Database): Promise<void> {
  const { rows } = await sql<{ found: boolean }>`select 'news' = any (current_schemas(false)) as found`.execute(db);
  if (!rows[0]?.found) throw new StoreError(`The store's schema "news" isn't on the search path. ${POOLER}`);
}

async function refuseNewerSchema(db: Database): Promise<void> {
  const table = await sql<{ name: string | null }>`select to_regclass('news.migration')::text as name`.execute(db);
  if (!table.rows[0]?.name) return;
  const { rows } = await sql<{ name: string }>`select name from news.migration`.execute(db);
  const newer = rows.map((row) => row.name).filter((name) => !(name in MIGRATIONS));
  if (newer.length === 0) return;
  throw new StoreError(
    `The store was written by a newer Copydesk (it has "${newer.join('", "')}"). ` +
      'Start that version, or point COPYDESK_DATA or DATABASE_URL at another store.',
  );
}

/** Resolves when the store answers. @throws what the driver throws when it doesn't. */
export async function pingStore(db: Queries): Promise<void> {
  await sql`select 1`.execute(db);
}
