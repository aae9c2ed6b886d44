import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { eraseWorkspace } from '../../src/store/erasure.ts';
import { storedUsage } from '../../src/store/model-usage.ts';
import { tidyStore } from '../../src/store/retention.ts';
import { SHARED, type WorkspaceId } from '../../src/store/schema.ts';
import { welcomeWorkspace } from '../../src/store/workspaces.ts';
import { addText, HARBOUR } from '../chat/test-desk.ts';
import { add, FLOODS, find, RIVER, texts } from './quoted-articles.ts';
import { testDatabase } from './test-database.ts';

const KEEP_ALL = { articleDays: 0, articleDaysOf: [], historyDays: 0 };
const going = new AbortController().signal;
const OTHER = 'slack/T1' as WorkspaceId;

async function storedDaysAgo(db: Database, article: string, days: number): Promise<void> {
  await sql`update articles set added = now() - make_interval(days => ${days}) where id = ${article}`.execute(db);
}

async function titles(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('revisions').select('title').orderBy('title').execute();
  return rows.map(({ title }) => title);
}

const text = (title: string) =>
  `${title}\n\n${title}, the town council of Port Vale said on Tuesday after a long meeting.\n`;

test('articles older than their days go with their quotes, those of some publishers after days of their own', async () => {
  const { db } = await testDatabase();
  await storedDaysAgo(db, await addText(db, HARBOUR, SHARED, 'Vale Courier'), 40);
  await storedDaysAgo(db, await addText(db, text('Ferries sail again in May'), SHARED, 'Daily Wire'), 400);
  await storedDaysAgo(db, await addText(db, text('Lamps for the old bridge'), SHARED, 'Bridge Blog'), 10);
  await storedDaysAgo(db, await addText(db, text('A new roof for the school'), SHARED, 'Other'), 20);
  const daysOf = [
    { publisher: 'daily wire', days: 0 },
    { publisher: 'Bridge Blog', days: 7 },
  ];
  const tidied = await tidyStore(db, { ...KEEP_ALL, articleDays: 30, articleDaysOf: daysOf }, new Date(), going);
  expect(tidied.articles).toBe(2);
  expect(await titles(db)).toEqual(['A new roof for the school', 'Ferries sail again in May']);
  expect(texts(await find(db, { text: 'floods' }))).toEqual([]);
});

test('without days nothing goes, however old', async () => {
  const { db } = await testDatabase();
  await storedDaysAgo(db, await addText(db, HARBOUR, SHARED), 9_000);
  expect(await tidyStore(db, KEEP_ALL, new Date(), going)).toEqual({ articles: 0, digests: 0, days: 0, entries: 0 });
  expect(await titles(db)).toHaveLength(1);
});

test('old tokens and finished digests go, open digests stay', async () => {
  const { db } = await testDatabase();
  const usage = storedUsage(db);
  await usage.add('terminal', '2024-01-01', 5);
  await usage.add('terminal', '2026-11-20', 7);
  await sql`insert into digests (id, workspace_id, place, at, days, zone, items, catch_up_minutes, next_date, next_due)
    values ('d1', 'terminal', 'terminal', '08:00', '{1}', 'UTC', 5, 60, '2026-12-01', '2026-12-01')`.execute(db);
  for (const [slot, state] of [
    ['2024-01-01', 'posted'],
    ['2024-01-02', 'due'],
    ['2026-11-20', 'posted'],
  ])
    await sql`insert into slots (digest_id, slot, due, state, wake) values ('d1', ${slot}, ${slot}::date, ${state}, now())`.execute(
      db,
    );
  const tidied = await tidyStore(db, { ...KEEP_ALL, historyDays: 400 }, new Date('2026-11-29T00:00:00Z'), going);
  expect(tidied).toEqual({ articles: 0, digests: 1, days: 1, entries: 0 });
  const slots = await db.selectFrom('slots').select('slot').orderBy('slot').execute();
  expect(slots.map(({ slot }) => slot)).toEqual(['2024-01-02', '2026-11-20']);
});

test('a worker that is told to stop leaves the rest for the next time', async () => {
  const { db } = await testDatabase();
  await storedDaysAgo(db, await addText(db, HARBOUR, SHARED), 100);
  await tidyStore(db, { ...KEEP_ALL, articleDays: 1 }, new Date(), AbortSignal.abort());
  expect(await titles(db)).toHaveLength(1);
});

test('an erased workspace leaves nothing behind, and nothing of the others goes', async () => {
  const { db } = await testDatabase();
  await welcomeWorkspace(db, { id: OTHER, platform: 'slack', name: 'other' });
  await add(db, FLOODS);
  await add(db, RIVER, { workspace: OTHER, day: '2026-11-12' });
  await storedUsage(db).add(OTHER, '2026-11-20', 7);
  await sql`insert into conversations (place, workspace_id) values ('slack/T1/C1/1', ${OTHER})`.execute(db);
  await sql`insert into turns (place, question, answer) values ('slack/T1/C1/1', 'who?', '{}')`.execute(db);
  expect(await eraseWorkspace(db, OTHER)).toEqual({ articles: 1, questions: 1, digests: 0 });
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'news' and column_name in ('workspace_id', 'owner')`.execute(db);
  expect(rows.length).toBeGreaterThan(8);
  for (const { table, column } of rows) {
    const left = await sql<{
      n: number;
    }>`select count(*) as n from ${sql.table(table)} where ${sql.ref(column)} = ${OTHER}`.execute(db);
    expect([table, left.rows[0]?.n]).toEqual([table, 0]);
  }
  expect(texts(await find(db, { text: 'floods' }))).toHaveLength(1);
  expect(await db.selectFrom('turns').selectAll().execute()).toEqual([]);
});
