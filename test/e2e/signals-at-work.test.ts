import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { SHARED } from '../../src/store/schema.ts';
import { addText, HARBOUR } from '../chat/test-desk.ts';
import { emptyDatabase, testDatabase } from '../store/test-database.ts';
import { discordEdge } from './discord-edge/server.ts';
import { COMMAND, MAIN, run, WORKER } from './signalled.ts';

/** A session that has a table for itself until it is let go: whoever needs the table waits. */
async function holdTable(url: string, table: string) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  await client.query(`begin; lock table news.${table} in access exclusive mode`);
  const letGo = () => client.end();
  onTestFinished(() => letGo().catch(() => {}));
  return {
    letGo,
    /** Resolves when somebody waits for the table. */
    async awaited() {
      const waiting = async () => {
        const { rows } = await client.query('select from pg_locks where relation = $1::regclass and not granted', [
          `news.${table}`,
        ]);
        return rows.length;
      };
      await expect.poll(waiting, { timeout: 90_000 }).toBeGreaterThan(0);
    },
  };
}

async function filledStore() {
  const { db, url } = await testDatabase();
  await addText(db, HARBOUR, SHARED);
  return { db, url };
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-backups-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('a worker that writes a backup ends when it is told to, and leaves no half of a file', async () => {
  const { url } = await filledStore();
  const folder = emptyFolder();
  const votes = await holdTable(url, 'votes');
  const worker = run(WORKER, { DATABASE_URL: url, BACKUP_FOLDER: folder });
  await votes.awaited();
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/\.part$/)]);
  expect(await worker.stop()).toBe(0);
  expect(readdirSync(folder)).toEqual([]);
});

test('copydesk backup ends when it is told to, and leaves no half of a file', async () => {
  const { url } = await filledStore();
  const folder = emptyFolder();
  const votes = await holdTable(url, 'votes');
  const backup = run(COMMAND, { DATABASE_URL: url }, ['backup', join(folder, 'copydesk.jsonl.gz')]);
  await votes.awaited();
  expect(existsSync(join(folder, 'copydesk.jsonl.gz.part'))).toBe(true);
  expect(await backup.stop()).toBe(143);
  expect(readdirSync(folder)).toEqual([]);
});

test('a worker that indexes passages again ends when it is told to, and no article is indexed by half', async () => {
  const { db, url } = await filledStore();
  await db.updateTable('passage_docs').set({ analysis: 0 }).execute();
  const segments = await holdTable(url, 'segments');
  const worker = run(WORKER, { DATABASE_URL: url });
  await segments.awaited();
  expect(await worker.stop()).toBe(0);
  await segments.letGo();
  expect(await db.selectFrom('passage_docs').select('analysis').execute()).toEqual([{ analysis: 0 }]);
  expect((await db.selectFrom('passages').select('doc').execute()).length).toBeGreaterThan(0);
});

test('a worker that reads quotations again ends when it is told to, and no quotation is lost', async () => {
  const { db, url } = await filledStore();
  const stored = await db.selectFrom('quotes').select(['id', 'text']).orderBy('id').execute();
  await db.updateTable('articles').set({ quote_reader: 0 }).execute();
  const quotes = await holdTable(url, 'quotes');
  const worker = run(WORKER, { DATABASE_URL: url });
  await quotes.awaited();
  expect(await worker.stop()).toBe(0);
  await quotes.letGo();
  expect(await db.selectFrom('quotes').select(['id', 'text']).orderBy('id').execute()).toEqual(stored);
});

test('a start that brings a store up to date ends when it is told to, and the next one does all of it', async () => {
  const url = await emptyDatabase();
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  onTestFinished(() => client.end());
  // Tables come before indexes: whoever waits here is in the middle.
  await client.query(`create function public.rest() returns event_trigger language plpgsql as 'begin perform pg_sleep(600); end';
    create event trigger rest on ddl_command_start when tag in ('CREATE INDEX') execute function public.rest()`);
  const worker = run(WORKER, { DATABASE_URL: url });
  const resting = `from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`;
  await expect.poll(async () => (await client.query(`select ${resting}`)).rows.length, { timeout: 90_000 }).toBe(1);
  expect(await worker.stop()).toBe(0);
  const { rows } = await client.query(`select to_regclass('news.articles') as articles`);
  expect(rows).toEqual([{ articles: null }]);
  await client.query(`drop event trigger rest; select pg_terminate_backend(pid) ${resting}`);
  const db = await openDatabase(url, { connections: 2 });
  onTestFinished(() => db.destroy());
  await sql`select from articles`.execute(db);
});

test('a bot that registers its commands ends when it is told to', async () => {
  const discord = await discordEdge();
  onTestFinished(() => discord.stop());
  const registering = () => discord.calls.some(({ method, path }) => method === 'PUT' && path.endsWith('/commands'));
  discord.inject(({ method, path }) => (method === 'PUT' && path.endsWith('/commands') ? 'silent' : null));
  const { url } = await testDatabase();
  const bot = run(MAIN, { DATABASE_URL: url, DISCORD_TOKEN: 'a.b.c', DISCORD_API_URL: discord.url });
  await expect.poll(registering, { timeout: 90_000 }).toBe(true);
  expect(await bot.stop()).toBe(0);
});
