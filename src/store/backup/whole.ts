import { sql } from 'kysely';
import { UserError } from '../../errors.ts';
import { botsAtWork } from '../bots.ts';
import { type Database, type Queries, remakeSchema, upgradeSchema } from '../database.ts';
import { lastBeat } from '../heartbeats.ts';
import { MIGRATIONS } from '../migrations/index.ts';

/**
 * A backup is JSONL: a first line that names it, the rows of each table in batches, tables before those that point to them, and a last line
 * that counts the rows. Indexes are left out: the worker makes them again.
 */
const BACKUP_VERSION = 1;
const ROWS_A_LINE = 50;
const IN_USE_MS = 120_000;

/** Tables that are made from the others, belong to Kysely, or are good for a while only. */
const DERIVED = new Set([
  ...[
    'migration',
    'migration_lock',
    'passage_docs',
    'passages',
    'segments',
    'postings',
    'visible_docs',
    'doc_times',
    'terms',
  ],
  // Who is signed in at the desk signs in again.
  ...['desk_links', 'desk_sessions'],
  ...['quote_keys', 'quote_weeks', 'quote_names', 'quote_name_parts', 'quote_name_words', 'quote_name_sightings'],
]);

interface Header {
  copydesk: 'backup';
  version: number;
  migrations: string[];
}

interface Table {
  name: string;
  /** Without those that the database computes. */
  columns: string[];
}

/** The whole store as the lines of a backup, as it is at one moment, while everything goes on. */
export async function* backupLines(db: Database): AsyncGenerator<string> {
  const tx = await db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute();
  try {
    const header: Header = { copydesk: 'backup', version: BACKUP_VERSION, migrations: await migrationsOf(tx) };
    yield JSON.stringify(header);
    let rows = 0;
    for (const table of await tablesOf(tx)) {
      for await (const { text, count } of rowsOf(tx, table)) {
        rows += count;
        yield `{"table":${JSON.stringify(table.name)},"rows":${text}}`;
      }
    }
    yield JSON.stringify({ end: true, rows });
  } finally {
    await tx.rollback().execute();
  }
}

/** The rows of a table as JSON arrays, a batch at a time. */
async function* rowsOf(tx: Queries, table: Table): AsyncGenerator<{ text: string; count: number }> {
  const columns = sql.join(table.columns.map((column) => sql.ref(column)));
  await sql`declare backup_rows cursor for select ${columns} from ${sql.table(`news.${table.name}`)}`.execute(tx);
  try {
    for (;;) {
      const { rows } = await sql<Record<string, unknown>>`fetch ${sql.lit(ROWS_A_LINE)} from backup_rows`.execute(tx);
      if (rows.length === 0) return;
      yield { text: JSON.stringify(rows.map(plainRow)), count: rows.length };
    }
  } finally {
    await sql`close backup_rows`.execute(tx);
  }
}

/** Bytes as PostgreSQL writes them in JSON. */
function plainRow(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value]),
  );
}

/**
 * Fills an empty store from the lines of a backup, all of it or nothing. That of an earlier version goes into the schema of its time, which is
 * then brought up to date as that version's store would be. Returns the number of rows.
 * @throws UserError when the store isn't empty, or the backup is cut off, damaged or of a later version.
 */
export async function restoreBackup(db: Database, lines: AsyncIterable<string>): Promise<number> {
  const all = lines[Symbol.asyncIterator]();
  const first = await all.next();
  const rest = { [Symbol.asyncIterator]: () => all };
  const { migrations } = headerOf(first.done ? {} : parsed(first.value));
  await refuseFullStore(db);
  if (migrations.length === Object.keys(MIGRATIONS).length) return fillStore(db, rest);
  await refuseStoreInUse(db);
  try {
    await remakeSchema(db, migrations);
    return await fillStore(db, rest);
  } finally {
    await upgradeSchema(db);
  }
}

function fillStore(db: Database, lines: AsyncIterable<string>): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await refuseFullStore(tx);
    const tables = new Map((await tablesOf(tx)).map((table) => [table.name, table]));
    await sql`set constraints all deferred`.execute(tx);
    await emptyTables(tx);
    let restored = 0;
    let whole = false;
    for await (const line of lines) {
      if (line.trim() === '') continue;
      const value = parsed(line);
      if (value.end === true) whole = value.rows === restored;
      else restored += await insertRows(tx, tables.get(String(value.table)), value.rows);
    }
    if (!whole) throw new UserError('This backup is cut off or damaged: nothing was restored. Use another one.');
    for (const table of tables.values()) await continueNumbers(tx, table);
    return restored;
  });
}

/** Takes out what a store has from its first start on: its workspaces, the samples, when a worker was last at work; a row of `terms` is a lock. */
async function emptyTables(tx: Queries): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'news'::regnamespace and relkind = 'r' and relname not in ('migration', 'migration_lock', 'terms')`.execute(
    tx,
  );
  await sql`truncate ${sql.join(rows.map(({ name }) => sql.table(`news.${name}`)))}`.execute(tx);
}

/** Whoever works on a store must not see its schema change under it. */
async function refuseStoreInUse(db: Database): Promise<void> {
  const beat = await lastBeat(db, 'worker');
  const working = beat !== null && Math.abs(beat.age) < IN_USE_MS;
  if (working || (await botsAtWork(db, null)).length > 0)
    throw new UserError('Copydesk is running on this store. Stop it, wait two minutes, then restore.');
}

async function refuseFullStore(tx: Queries): Promise<void> {
  const { rows } = await sql<{ full: boolean }>`
    select exists (select from articles where came_in <> 'sample') or exists (select from digests) or exists (select from feeds) as full`.execute(
    tx,
  );
  if (rows[0]?.full)
    throw new UserError(
      'A backup can only be restored into an empty store. Point COPYDESK_DATA at a new folder, or DATABASE_URL at an empty database.',
    );
}

function headerOf(value: Record<string, unknown>): Header {
  if (value.copydesk !== 'backup' || !Array.isArray(value.migrations))
    throw new UserError("This isn't a backup. For an export of one workspace, use copydesk import.");
  const migrations = value.migrations.map(String);
  if (value.version !== BACKUP_VERSION || migrations.some((name) => !(name in MIGRATIONS)))
    throw new UserError(
      'This backup was made by a newer version of Copydesk. Restore it with that version, or a later one.',
    );
  return { copydesk: 'backup', version: BACKUP_VERSION, migrations };
}

function parsed(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    throw new UserError('This backup is damaged: nothing was restored. Use another one.');
  }
}

async function insertRows(tx: Queries, table: Table | undefined, rows: unknown): Promise<number> {
  if (!table || !Array.isArray(rows))
    throw new UserError('This backup is damaged: nothing was restored. Use another one.');
  const columns = sql.join(table.columns.map((column) => sql.ref(column)));
  const name = sql.table(`news.${table.name}`);
  await sql`insert into ${name} (${columns}) overriding system value
    select ${columns} from jsonb_populate_recordset(null::${name}, ${JSON.stringify(rows)}::jsonb)`.execute(tx);
  return rows.length;
}

/** New rows get numbers behind those that were restored. */
async function continueNumbers(tx: Queries, table: Table): Promise<void> {
  const { rows } = await sql<{ column: string }>`
    select column_name as column from information_schema.columns
    where table_schema = 'news' and table_name = ${table.name} and is_identity = 'YES'`.execute(tx);
  for (const { column } of rows)
    await sql`select setval(pg_get_serial_sequence(${`news.${table.name}`}, ${column}),
      coalesce((select max(${sql.ref(column)}) from ${sql.table(`news.${table.name}`)}), 0) + 1, false)`.execute(tx);
}

async function migrationsOf(tx: Queries): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from news.migration order by name`.execute(tx);
  return rows.map(({ name }) => name);
}

/** The tables of a backup, each behind those that it points to; where two point to each other, one of the keys is checked at the end. */
async function tablesOf(tx: Queries): Promise<Table[]> {
  const { rows } = await sql<{ name: string; columns: string[]; needs: string[] }>`
    select c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select array_agg(distinct t.relname::text) from pg_constraint k join pg_class t on t.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and not k.condeferrable and k.confrelid <> c.oid), '{}') as needs
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'news' and c.relkind = 'r' order by c.relname`.execute(tx);
  const waiting = rows.filter(({ name }) => !DERIVED.has(name));
  const ordered: Table[] = [];
  const done = new Set<string>();
  while (waiting.length > 0) {
    const at = waiting.findIndex(({ needs }) => needs.every((need) => done.has(need) || DERIVED.has(need)));
    const [next] = waiting.splice(at, 1);
    if (at < 0 || !next) throw new Error('tables point at each other in a circle');
    ordered.push(next);
    done.add(next.name);
  }
  return ordered;
}
