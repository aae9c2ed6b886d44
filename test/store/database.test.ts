import { connect, createServer } from 'node:net';
import { sql } from 'kysely';
import pg from 'pg';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { createPool, openDatabase, StoreError } from '../../src/store/database.ts';
import { freePort } from '../free-port.ts';
import { emptyDatabase, testDatabase, testStore } from './test-database.ts';

/** What the server does to its clients when it goes down: cuts off every connection to the database. */
async function cutOff(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('databaseUrl') });
  await client.connect();
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
    new URL(url).pathname.slice(1),
  ]);
  await client.end();
}

test('several processes that open an empty store at once all find its schema whole', async () => {
  const url = await emptyDatabase();
  const stores = await Promise.all([1, 2, 3].map(() => openDatabase(url, { connections: 2 })));
  for (const db of stores) {
    expect(await db.selectFrom('articles').selectAll().execute()).toEqual([]);
    await db.destroy();
  }
});

test('a store opens again with its data', async () => {
  const { db, url } = await testDatabase();
  const workspaces = await db.selectFrom('workspaces').select('id').orderBy('id').execute();
  const again = await openDatabase(url, { connections: 1 });
  onTestFinished(() => again.destroy());
  expect(await again.selectFrom('workspaces').select('id').orderBy('id').execute()).toEqual(workspaces);
});

test('a store of a newer version is left alone, with a message', async () => {
  const { db, url } = await testDatabase();
  await sql`insert into news.migration (name, timestamp) values ('999-tomorrow', '2030-01-01')`.execute(db);
  const opened = openDatabase(url);
  await expect(opened).rejects.toThrow(StoreError);
  await expect(opened).rejects.toThrow(/newer Copydesk.*999-tomorrow.*another store/);
});

test('a server that can not be reached is said to be so, without the password', async () => {
  const opened = openDatabase('postgres://desk:hunter2@127.0.0.1:9/news');
  await expect(opened).rejects.toThrow(/store can't be opened.*ECONNREFUSED/);
  await expect(opened).rejects.not.toThrow(/hunter2/);
});

test('a server that starts later is waited for, and one that never does is given up', async () => {
  const url = new URL(await testStore());
  const { hostname, port } = url;
  const later = await freePort();
  url.port = String(later);
  const reasons: string[] = [];
  const patience = { waitMs: 30_000, onWait: (reason: string) => reasons.push(reason) };
  const opened = openDatabase(url.toString(), { connections: 1, patience });
  await vi.waitFor(() => expect(reasons).not.toEqual([]));
  const server = createServer((socket) => {
    const real = connect(Number(port), hostname);
    for (const end of [socket, real]) end.on('error', () => {});
    socket.pipe(real).pipe(socket);
  });
  server.listen(later, '127.0.0.1');
  onTestFinished(() => void server.close());
  const db = await opened;
  expect(await db.selectFrom('articles').selectAll().execute()).toEqual([]);
  await db.destroy();
  const never = openDatabase('postgres://desk:hunter2@127.0.0.1:9/news', { patience: { waitMs: 10, onWait() {} } });
  await expect(never).rejects.toThrow(/store can't be opened.*ECONNREFUSED/);
});

test('a pool whose idle connections are cut off goes on with new ones', async () => {
  const url = await emptyDatabase();
  const pool = createPool(url, 2);
  onTestFinished(() => pool.end());
  await pool.query('select 1');
  await cutOff(url);
  await vi.waitFor(() => expect(pool.totalCount).toBe(0));
  expect((await pool.query('select 2 as n')).rows).toEqual([{ n: 2 }]);
});

test('a transaction whose connection is cut off fails, and the process lives', async () => {
  const { db, url } = await testDatabase();
  const cut = db.transaction().execute(async (tx) => {
    await sql`select 1`.execute(tx);
    await cutOff(url);
    // As while a page is fetched: the connection is in hand, but nothing is asked of it.
    await new Promise((resolve) => setTimeout(resolve, 200));
    await sql`select 2`.execute(tx);
  });
  await expect(cut).rejects.toThrow();
  expect((await sql<{ n: number }>`select 3 as n`.execute(db)).rows).toEqual([{ n: 3 }]);
});

test('counts come as numbers, and local dates as their text', async () => {
  const { db } = await testDatabase();
  const { rows } = await sql`select count(*) as n, date '2026-03-29' as day from news.articles`.execute(db);
  expect(rows).toEqual([{ n: 0, day: '2026-03-29' }]);
});
