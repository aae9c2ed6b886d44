import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, onTestFinished, test } from 'vitest';
import { analyseQuestion } from '../../src/answer/question/question.ts';
import { backupLines, restoreBackup } from '../../src/store/backup/whole.ts';
import { turnsOf } from '../../src/store/conversations.ts';
import { createPool, type Database, openDatabase } from '../../src/store/database.ts';
import { listDigests } from '../../src/store/digests/digests.ts';
import { listFeeds } from '../../src/store/feeds/feeds.ts';
import { beatWorker } from '../../src/store/heartbeats.ts';
import { MIGRATIONS } from '../../src/store/migrations/index.ts';
import { indexAllPassages } from '../../src/store/passages/passage-index.ts';
import { storedPassages } from '../../src/store/passages/passages.ts';
import { indexMissingQuotes } from '../../src/store/quotes/quote-index.ts';
import { findQuotes } from '../../src/store/quotes/quote-lookup.ts';
import { suggestSpeakers } from '../../src/store/quotes/quote-names.ts';
import { type Schema, TERMINAL } from '../../src/store/schema.ts';
import { emptyDatabase, lastingDatabase } from './test-database.ts';

const LEVELS = Object.keys(MIGRATIONS);
const QUOTE = 'The ferry will sail again on Monday';
const TEXT = `The harbour was closed for a week.\n\n“${QUOTE},” said Mayor Ada Lindqvist.`;
const START = TEXT.indexOf(QUOTE);

/** What the tables of the first level take; later levels only add to them. */
const DATA = [
  `insert into articles (id, owner, came_in) values ('a1', 'shared', 'file')`,
  `insert into revisions (article_id, number, title, publisher, published, kind, text, content_hash)
    values ('a1', 1, 'Harbour to reopen', 'Vale Courier', '2026-11-10T12:00:00Z', 'article', '${TEXT}', 'h1')`,
  `update articles set current = (select id from revisions) where id = 'a1'`,
  `insert into article_visibility (workspace_id, article_id) values ('shared', 'a1'), ('terminal', 'a1')`,
  `insert into quotes (revision_id, article_id, start, "end", code_point, text, kind, speaker, speaker_kind, role, cue, utterance, confidence)
    select id, 'a1', ${START}, ${START + QUOTE.length}, ${START}, '${QUOTE}', 'direct', 'Ada Lindqvist', 'person', 'Mayor', 'said', 0, 0.97
    from revisions`,
  `insert into summaries (revision_id, method, headline, key_points)
    select id, 'extractive', 'Harbour to reopen', '[]' from revisions`,
  `insert into digests (id, workspace_id, place, at, days, zone, items, catch_up_minutes, next_date, next_due)
    values ('d1', 'terminal', 'terminal', '08:00', '{1,2,3,4,5}', 'Asia/Tokyo', 5, 360, '2026-11-11', '2026-11-10T23:00:00Z')`,
  `insert into slots (digest_id, slot, due, state) values ('d1', '2026-11-10', '2026-11-09T23:00:00Z', 'posted')`,
  `insert into deliveries (digest_id, slot, part, place, payload, nonce, state, message_id)
    values ('d1', '2026-11-10', 0, 'terminal', '{}', 'n1', 'posted', 'm1')`,
  `insert into digest_stories (digest_id, article_id, story, slot) values ('d1', 'a1', 'a1', '2026-11-10')`,
  `insert into conversations (place, workspace_id) values ('terminal', 'terminal')`,
  `insert into turns (place, question, answer) values ('terminal', 'When does the ferry sail?', '{"kind":"refused","closest":[]}')`,
];
const FEED = `insert into feeds (id, url, title, every_minutes, next_poll)
  values ('f1', 'https://courier.example/feed', 'Vale Courier', 15, now())`;
const FOLLOWER = `insert into feed_followers (workspace_id, feed_id) values ('terminal', 'f1')`;
/** Passages as they were indexed before the passage index of its own. */
const PASSAGE = `insert into passages (article_id, revision_id, start, "end", text, terms)
  select 'a1', id, 0, 10, 'The harbou', '{harbour}' from revisions`;

/** A store in which these migrations ran, in this order, and then data came. */
async function storeWith(names: readonly string[]): Promise<string> {
  const url = await emptyDatabase(await schemaAfter(names));
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: createPool(url, 1) }) });
  const at = (name: string) => names.includes(name);
  const data = [...DATA, ...(at('006-feeds') ? [FEED, FOLLOWER] : [])];
  if (at('002-passages') && !at('008-passage-index')) data.push(PASSAGE);
  for (const statement of data) await sql.raw(statement).execute(db);
  await db.destroy();
  return url;
}

const schemas = new Map<string, Promise<string>>();

/** The name of a database in which these migrations ran one after another: that of all but the last, copied, and the last. */
function schemaAfter(names: readonly string[]): Promise<string> {
  const key = names.join();
  const known = schemas.get(key);
  if (known) return known;
  const made = makeSchema(names);
  schemas.set(key, made);
  return made;
}

async function makeSchema(names: readonly string[]): Promise<string> {
  const url = await lastingDatabase(names.length > 1 ? await schemaAfter(names.slice(0, -1)) : null);
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: createPool(url, 1) }) });
  await sql`create schema if not exists news`.execute(db);
  const migrations = Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => names.includes(name)));
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: 'news',
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
    allowUnorderedMigrations: true,
  });
  const { error } = await migrator.migrateToLatest();
  await db.destroy();
  if (error) throw error;
  return new URL(url).pathname.slice(1);
}

/** All that was stored is there and can be found, after the worker has indexed it. */
async function expectEverything(db: Database, feeds: boolean): Promise<void> {
  await indexAllPassages(db);
  await indexMissingQuotes(db);
  const found = await storedPassages(db).search({
    question: analyseQuestion('When was the harbour closed?'),
    asOf: new Date('2026-11-20T12:00:00Z'),
    workspace: TERMINAL,
    since: null,
    until: null,
    publisher: null,
    limit: 10,
  });
  expect(found.candidates.map(({ article }) => article)).toContain('a1');
  const quotes = await findQuotes(db, TERMINAL, { text: 'ferry sail', speaker: 'Lindqvist' }, { limit: 5, offset: 0 });
  expect(quotes.quotes.map(({ text }) => text)).toEqual([QUOTE]);
  expect(await suggestSpeakers(db, TERMINAL, 'Ada', 5)).toEqual(['Ada Lindqvist']);
  expect((await listDigests(db, TERMINAL)).map(({ id }) => id)).toEqual(['d1']);
  expect((await turnsOf(db, TERMINAL, 'terminal')).map(({ question }) => question)).toEqual([
    'When does the ferry sail?',
  ]);
  expect((await listFeeds(db, TERMINAL)).map(({ title }) => title)).toEqual(feeds ? ['Vale Courier'] : []);
}

test.each(LEVELS.map((name, i) => [name, LEVELS.slice(0, i + 1)] as const))(
  'a store left by %s opens with all that is in it',
  async (_, names) => {
    const db = await openDatabase(await storeWith(names), { connections: 4 });
    onTestFinished(() => db.destroy());
    await expectEverything(db, names.includes('006-feeds'));
  },
);

test('a store whose migrations ran in another order than their numbers opens too', async () => {
  const early = LEVELS.filter((name) => name < '008' || name.startsWith('013'));
  const db = await openDatabase(await storeWith(early), { connections: 4 });
  onTestFinished(() => db.destroy());
  await expectEverything(db, true);
});

test('a store whose migrations were edited after they had run opens too, and is indexed again', async () => {
  const url = await storeWith(LEVELS.filter((name) => name < '016'));
  const before = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: createPool(url, 1) }) });
  for (const [table, column] of [
    ['segments', 'analysis'],
    ['doc_times', 'version'],
    ['quote_name_sightings', 'article_id'],
  ])
    await sql.raw(`alter table ${table} drop column ${column}`).execute(before);
  await before.destroy();
  const db = await openDatabase(url, { connections: 4 });
  onTestFinished(() => db.destroy());
  await expectEverything(db, true);
});

test('each migration has a number of its own, and the list is in their order', () => {
  const numbers = LEVELS.map((name) => name.slice(0, 3));
  expect(numbers).toEqual([...new Set(numbers)].sort());
});

/** As many levels as there were when backups began, and two later ones. */
test.each(['021-', '030-', LEVELS.at(-2) ?? ''])(
  'a backup of an earlier version, at level %s, is restored and brought up to date',
  { timeout: 120_000 },
  async (level) => {
    const made = LEVELS.slice(0, LEVELS.findIndex((name) => name.startsWith(level)) + 1);
    const old = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: createPool(await storeWith(made), 2) }) });
    const lines = await Array.fromAsync(backupLines(old));
    await old.destroy();
    const db = await openDatabase(await emptyDatabase());
    onTestFinished(() => db.destroy());
    const cut = lines.slice(0, -1);
    await expect(restoreBackup(db, from(cut))).rejects.toThrow(/cut off/);
    expect(await db.selectFrom('articles').select('id').execute()).toEqual([]);
    await beatWorker(db);
    await expect(restoreBackup(db, from(lines))).rejects.toThrow(/is running on this store/);
    await sql`update heartbeats set at = '1970-01-01'`.execute(db);
    await restoreBackup(db, from(lines));
    await expectEverything(db, made.includes('006-feeds'));
  },
);

async function* from(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}
