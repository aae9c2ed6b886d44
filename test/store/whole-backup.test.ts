import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { addSamples } from '../../src/intake/samples.ts';
import { backupOfDay } from '../../src/store/backup/backup-file.ts';
import { backupLines, restoreBackup } from '../../src/store/backup/whole.ts';
import type { Database } from '../../src/store/database.ts';
import { beatWorker } from '../../src/store/heartbeats.ts';
import { indexAllPassages } from '../../src/store/passages/passage-index.ts';
import { indexMissingQuotes } from '../../src/store/quotes/quote-index.ts';
import type { WorkspaceId } from '../../src/store/schema.ts';
import { welcomeWorkspace } from '../../src/store/workspaces.ts';
import { add, FLOODS, find, RIVER, texts } from './quoted-articles.ts';
import { testDatabase } from './test-database.ts';

const OTHER = 'slack/T1' as WorkspaceId;

async function filledStore(): Promise<Database> {
  const { db } = await testDatabase();
  await welcomeWorkspace(db, { id: OTHER, platform: 'slack', name: 'other' });
  await add(db, `${FLOODS} A ferry 🛳️ sails again.`);
  await add(db, RIVER, { workspace: OTHER, day: '2026-11-12' });
  return db;
}

async function linesOf(db: Database): Promise<string[]> {
  return Array.fromAsync(backupLines(db));
}

async function* from(lines: readonly string[]) {
  yield* lines;
}

test('a backup of a whole store fills an empty one, and a backup of that is the same', async () => {
  const lines = await linesOf(await filledStore());
  const { db } = await testDatabase();
  expect(await restoreBackup(db, from(lines))).toBeGreaterThan(5);
  expect(rowsIn(await linesOf(db))).toEqual(rowsIn(lines));
});

/** A table has no order of its own: what was changed last may stand last. */
function rowsIn(lines: readonly string[]): Set<string> {
  return new Set(
    lines.flatMap((line) => {
      const { table, rows } = JSON.parse(line);
      return Array.isArray(rows) ? rows.map((row: unknown) => JSON.stringify({ table, row })) : [line];
    }),
  );
}

test('what was restored is found again once the worker has indexed it, by those who may see it', async () => {
  const lines = await linesOf(await filledStore());
  const { db } = await testDatabase();
  await restoreBackup(db, from(lines));
  await indexAllPassages(db);
  await indexMissingQuotes(db);
  expect(texts(await find(db, { text: 'floods' }))).toHaveLength(1);
  expect(texts(await find(db, { text: 'river concrete' }))).toHaveLength(0);
  expect(texts(await find(db, { text: 'river concrete' }, OTHER))).toHaveLength(1);
});

test('a restored store takes new articles', async () => {
  const lines = await linesOf(await filledStore());
  const { db } = await testDatabase();
  await restoreBackup(db, from(lines));
  await add(db, '“The pumps are running day and night,” said Emil Sand.', { day: '2026-11-14' });
  expect(texts(await find(db, { text: 'pumps' }))).toHaveLength(1);
});

test('a backup that is cut off restores nothing', async () => {
  const lines = await linesOf(await filledStore());
  const { db } = await testDatabase();
  await expect(restoreBackup(db, from(lines.slice(0, -1)))).rejects.toThrow(/cut off or damaged/);
  await expect(restoreBackup(db, from([...lines.slice(0, 3), lines[3]?.slice(0, 40) ?? '']))).rejects.toThrow(
    UserError,
  );
  expect(await db.selectFrom('articles').select('id').execute()).toEqual([]);
});

test('a store that was started once, with its samples and a worker, counts as empty', async () => {
  const lines = await linesOf(await filledStore());
  const { db } = await testDatabase();
  await addSamples(db);
  await indexAllPassages(db);
  await beatWorker(db);
  await restoreBackup(db, from(lines));
  expect(rowsIn(await linesOf(db))).toEqual(rowsIn(lines));
  // The row that whoever adds to the index locks.
  expect(await db.selectFrom('terms').selectAll().where('term', '=', '').execute()).toHaveLength(1);
  await indexAllPassages(db);
  await indexMissingQuotes(db);
  expect(texts(await find(db, { text: 'floods' }))).toHaveLength(1);
});

test('a store with articles in it is left alone', async () => {
  const db = await filledStore();
  await expect(restoreBackup(db, from(await linesOf(db)))).rejects.toThrow(/into an empty store/);
});

test('a backup of a newer version says which way leads on', async () => {
  const lines = await linesOf(await filledStore());
  const { db } = await testDatabase();
  const header = { ...(JSON.parse(lines[0] ?? '{}') as object), migrations: ['001-initial', '999-later'] };
  await expect(restoreBackup(db, from([JSON.stringify(header), ...lines.slice(1)]))).rejects.toThrow(/newer version/);
});

test('what is added while a backup is read is not in it', async () => {
  const db = await filledStore();
  const lines = backupLines(db);
  const first = (await lines.next()).value as string;
  await add(db, '“The pumps are running day and night,” said Emil Sand.', { day: '2026-11-14' });
  const rest = [first];
  for await (const line of lines) rest.push(line);
  expect(rest.join()).not.toContain('pumps');
  await sql`select 1`.execute(db);
});

test('a backup a day is kept, the oldest go, and a second one of a day is not made', async () => {
  const { db } = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const day of ['01', '02', '02', '03']) await backupOfDay(db, folder, 2, new Date(`2026-12-${day}T04:00:00Z`));
  expect(readdirSync(folder).sort()).toEqual(['copydesk-2026-12-02.jsonl.gz', 'copydesk-2026-12-03.jsonl.gz']);
  const lines = gunzipSync(readFileSync(join(folder, 'copydesk-2026-12-03.jsonl.gz')))
    .toString()
    .split('\n');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ copydesk: 'backup' });
});

test('what a killed worker left of a backup goes, once nobody can be writing it any more', async () => {
  const { db } = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const left = (day: string, at: string) => {
    const path = join(folder, `copydesk-2026-12-${day}.jsonl.gz.part`);
    writeFileSync(path, 'half');
    utimesSync(path, new Date(at), new Date(at));
  };
  left('01', '2026-12-01T00:00:00Z');
  left('02', '2026-12-02T03:00:00Z');
  const now = new Date('2026-12-02T04:00:00Z');
  expect(await backupOfDay(db, folder, 2, now)).toBeNull();
  expect(readdirSync(folder)).toEqual(['copydesk-2026-12-02.jsonl.gz.part']);
  const later = new Date('2026-12-02T10:00:00Z');
  expect(await backupOfDay(db, folder, 2, later)).toMatchObject({ written: true, made: later });
  expect(await backupOfDay(db, folder, 2, later)).toMatchObject({ written: false });
  expect(readdirSync(folder)).toEqual(['copydesk-2026-12-02.jsonl.gz']);
});

test('a backup that was made while the clock was ahead goes before the one of today', async () => {
  const { db } = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'copydesk-2027-12-02.jsonl.gz'), '');
  await backupOfDay(db, folder, 1, new Date('2026-12-02T04:00:00Z'));
  expect(readdirSync(folder)).toEqual(['copydesk-2026-12-02.jsonl.gz']);
});

test('a folder for backups that is a file is named', async () => {
  const { db } = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'file'), '');
  await expect(backupOfDay(db, join(folder, 'file'), 2, new Date())).rejects.toThrow(
    /The folder for backups, .*file, can't be used \(EEXIST\)/,
  );
});
