// Look-ups and autocomplete on a million generated quotations. Usage: node bench/quote-lookup.ts <folder> [quotes]
// The store in the folder is made and filled by the first run; --database <url> uses another server instead. Beside the time of each
// look-up stands the processor time that the program and the server took for it (Linux): what it takes on a machine that is idle.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import type { ArticleId } from '../src/article/article.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { openEmbedded } from '../src/store/embedded/embedded.ts';
import { indexAllQuotes } from '../src/store/quotes/quote-index.ts';
import { findQuotes, type QuoteQuery } from '../src/store/quotes/quote-lookup.ts';
import { suggestPublishers, suggestSpeakers } from '../src/store/quotes/quote-names.ts';
import { SHARED, type WorkspaceId } from '../src/store/schema.ts';
import { type GeneratedArticle, generatedArticles, random } from './generated-quotes.ts';

const SEED = 20261123;
const EACH = 150;
const PAGE = { limit: 5, offset: 0 };
const ARTICLES_AT_ONCE = 500;
/** Sees what is shared and a fifth of the articles that are not. */
const VIEWER = 'discord/1' as WorkspaceId;
const OTHER = 'discord/2' as WorkspaceId;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { database: { type: 'string' } } });
const [folder, size = '1000000'] = positionals;
if (folder === undefined && values.database === undefined) throw new Error('Name a folder for the store.');

let backends: number[] = [];
let store = await open();
const { rows } = await sql<{ n: number }>`select count(*) as n from quotes`.execute(store.db);
if (Number(rows[0]?.n) === 0) {
  const started = performance.now();
  await fill(store.db, Number(size));
  console.log(`filled in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  // Measured on a server that has read nothing yet.
  await store.close();
  store = await open();
}
await measure(store.db);
await store.close();

async function open(): Promise<{ db: Database; close(): Promise<void> }> {
  const embedded = values.database === undefined ? await openEmbedded({ dataDir: folder ?? '' }) : null;
  const db = await openDatabase(values.database ?? embedded?.connectionString ?? '', { connections: 2 });
  return {
    db,
    async close() {
      await db.destroy();
      await embedded?.close();
    },
  };
}

async function fill(db: Database, quotes: number): Promise<void> {
  for (const id of [VIEWER, OTHER])
    await sql`insert into workspaces (id, platform, name) values (${id}, 'discord', ${id}) on conflict do nothing`.execute(
      db,
    );
  // As a restore would: the big index after the rows.
  await sql`drop index quote_keys_keys`.execute(db);
  let batch: GeneratedArticle[] = [];
  for (const article of generatedArticles(quotes, SEED)) {
    batch.push(article);
    if (batch.length < ARTICLES_AT_ONCE) continue;
    await insert(db, batch);
    batch = [];
  }
  if (batch.length > 0) await insert(db, batch);
  await sql`create index quote_keys_keys on quote_keys using gin (keys) with (fastupdate = off)`.execute(db);
  await sql`vacuum analyze`.execute(db);
}

async function insert(db: Database, articles: readonly GeneratedArticle[]): Promise<void> {
  const of = <T>(read: (article: GeneratedArticle) => T) => articles.map(read);
  const owner = (id: string) => {
    const part = Number.parseInt(id.slice(0, 4), 16) % 10;
    return part < 8 ? SHARED : part === 8 ? VIEWER : OTHER;
  };
  const quotes = articles.flatMap((article) => article.quotes.map((quote) => ({ ...quote, article })));
  const each = <T>(read: (quote: (typeof quotes)[number]) => T) => quotes.map(read);
  await db.transaction().execute(async (tx) => {
    await sql`insert into articles (id, owner, came_in)
      select id, owner, 'import' from unnest(${of(({ id }) => id)}::text[], ${of(({ id }) => owner(id) as string)}::text[]) as t (id, owner)`.execute(
      tx,
    );
    await sql`insert into revisions (article_id, number, title, publisher, published, url, text, kind, content_hash)
      select id, 1, title, publisher, published, 'https://news.example/' || id, body, 'article', id from unnest(${of(({ id }) => id)}::text[],
        ${of(({ title }) => title)}::text[], ${of(({ publisher }) => publisher)}::text[],
        ${of(({ published }) => published.toISOString())}::timestamptz[], ${of(({ text }) => text)}::text[]) as t (id, title, publisher, published, body)`.execute(
      tx,
    );
    await sql`update articles a set current = r.id from revisions r where r.article_id = a.id and a.current is null`.execute(
      tx,
    );
    await sql`insert into quotes (revision_id, article_id, start, "end", code_point, text, kind, speaker, speaker_kind, role, utterance, confidence)
      select a.current, t.id, t.start, t.start + char_length(t.body), t.start, t.body, 'direct', t.speaker, t.speaker_kind, t.role, t.start, t.confidence
      from unnest(${each(({ article }) => article.id)}::text[], ${each(({ start }) => start)}::integer[], ${each(({ text }) => text)}::text[],
        ${each(({ speaker }) => speaker)}::text[], ${each(({ kind }) => kind)}::text[], ${each(({ role }) => role)}::text[],
        ${each(({ confidence }) => confidence)}::real[]) as t (id, start, body, speaker, speaker_kind, role, confidence)
      join articles a on a.id = t.id`.execute(tx);
    await sql`insert into article_visibility (workspace_id, article_id)
      select owner, id from articles where id = any(${of(({ id }) => id)}::text[])`.execute(tx);
  });
  await indexAllQuotes(
    db,
    of(({ id }) => id as ArticleId),
  );
}

interface Sample {
  text: string;
  speaker: string;
  publisher: string;
}

async function measure(db: Database): Promise<void> {
  const next = random(SEED + 1);
  const drawn = await sample(db, next);
  const word = ({ text }: Sample) => {
    const long = text.split(/[^a-z]+/i).filter((part) => part.length > 4);
    return long[Math.floor(next() * long.length)] ?? 'nothing';
  };
  const phrase = ({ text }: Sample) => {
    const words = text.split(' ');
    const from = Math.floor(next() * Math.max(1, words.length - 4));
    return `"${words.slice(from, from + 4).join(' ')}"`;
  };
  const surname = ({ speaker }: Sample) => speaker.split(' ').at(-1) ?? '';
  const since = (days: number) => new Date(Date.UTC(2026, 10, 1) - days * 86_400_000);
  const kinds: [string, (from: Sample) => QuoteQuery][] = [
    ['a word', (from) => ({ text: word(from) })],
    ['two words', (from) => ({ text: `${word(from)} ${word(from)}` })],
    [
      'four words, no quotation has all',
      (from) => ({ text: `${word(from)} ${word(from)} ${word(from)} ${word(other(drawn, next))}` }),
    ],
    ['a phrase', (from) => ({ text: phrase(from) })],
    ['a speaker', (from) => ({ speaker: surname(from) })],
    ['a speaker, misspelled', (from) => ({ speaker: misspelled(surname(from), next) })],
    ['a speaker and a word', (from) => ({ speaker: surname(from), text: word(from) })],
    ['a role', (from) => ({ speaker: 'spokesman', text: word(from) })],
    ['a source', (from) => ({ source: from.publisher })],
    ['a source and a word', (from) => ({ source: from.publisher, text: word(from) })],
    ['the last week', () => ({ since: since(7) })],
    ['a word in the last 90 days', (from) => ({ text: word(from), since: since(90) })],
    ['a word that nobody said', () => ({ text: 'xylophonic' })],
  ];
  const typed: [string, (from: Sample) => string][] = [
    ['nothing typed', () => ''],
    ['1 letter', ({ speaker }) => speaker.slice(0, 1)],
    ['2 letters', ({ speaker }) => speaker.slice(0, 2)],
    ['3 letters', ({ speaker }) => speaker.slice(0, 3)],
    ['a surname', surname],
    ['a surname, misspelled', (from) => misspelled(surname(from), next)],
    ['first name and a letter', ({ speaker }) => speaker.slice(0, speaker.indexOf(' ') + 2)],
  ];
  const { rows: servers } = await sql<{
    pid: number;
  }>`select pid from pg_stat_activity where datname = current_database()`.execute(store.db);
  backends = servers.map(({ pid }) => pid);
  console.log(
    'milliseconds                          first p50   p95   max   again p50   p95   max     processor p50   p95   found',
  );
  const all: Times[] = [];
  for (const [name, query] of kinds) {
    const queries = drawn.slice(0, EACH).map(query);
    all.push(...(await report(name, queries, async (one) => (await findQuotes(db, VIEWER, one, PAGE)).total)));
  }
  summary('all look-ups, again', all);
  const suggested: Times[] = [];
  for (const [name, text] of typed) {
    const texts = drawn.slice(0, EACH).map(text);
    suggested.push(
      ...(await report(`speakers: ${name}`, texts, async (one) => (await suggestSpeakers(db, VIEWER, one, 25)).length)),
    );
  }
  const sources = drawn.slice(0, EACH).map(({ publisher }) => publisher.slice(0, 3));
  suggested.push(
    ...(await report(
      'sources: 3 letters',
      sources,
      async (one) => (await suggestPublishers(db, VIEWER, one, 25)).length,
    )),
  );
  summary('all suggestions, again', suggested);
  await printSizes(db);
}

interface Times {
  wall: number;
  processor: number;
}

async function report<T>(name: string, queries: readonly T[], run: (query: T) => Promise<number>): Promise<Times[]> {
  const first: Times[] = [];
  const again: Times[] = [];
  let found = 0;
  for (const times of [first, again]) {
    const { rows: servers } = await sql<{ pid: number }>`
      select pid from pg_stat_activity where datname = current_database()`.execute(store.db);
    backends = servers.map(({ pid }) => pid);
    for (const query of queries) {
      const [started, used] = [performance.now(), processorTime()];
      const count = await run(query);
      times.push({ wall: performance.now() - started, processor: processorTime() - used });
      if (times === again) found += count;
    }
  }
  const average = (found / queries.length).toFixed(1).padStart(5);
  console.log(
    `${name.padEnd(36)} ${figures(first, 'wall')}      ${figures(again, 'wall')}        ${processor(again)}   ${average}`,
  );
  return again;
}

function summary(name: string, times: readonly Times[]): void {
  console.log(`${name.padEnd(36)} ${' '.repeat(18)}      ${figures(times, 'wall')}        ${processor(times)}\n`);
}

/** Of this process and of the server's that work for it, in milliseconds; NaN where the system does not tell. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  try {
    const served = backends.map((pid) => Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6);
    return (user + system) / 1000 + served.reduce((sum, one) => sum + one, 0);
  } catch {
    return Number.NaN;
  }
}

function processor(times: readonly Times[]): string {
  return figures(times, 'processor').slice(0, 12);
}

function figures(times: readonly Times[], of: keyof Times): string {
  const sorted = times.map((one) => one[of]).sort((a, b) => a - b);
  return [0.5, 0.95, 1]
    .map((at) => (sorted[Math.min(sorted.length - 1, Math.floor(at * sorted.length))] ?? 0).toFixed(1).padStart(6))
    .join('');
}

async function sample(db: Database, next: () => number): Promise<Sample[]> {
  const { rows: bounds } = await sql<{ most: number }>`select max(id) as most from quotes`.execute(db);
  const ids = Array.from({ length: 4 * EACH }, () => 1 + Math.floor(next() * Number(bounds[0]?.most ?? 1)));
  const { rows: found } = await sql<Sample>`
    select q.text, q.speaker, r.publisher from quotes q join revisions r on r.id = q.revision_id
    where q.id = any(${ids}::bigint[]) and q.confidence > 0.7 order by q.id % 1009, q.id`.execute(db);
  return found;
}

function other(drawn: readonly Sample[], next: () => number): Sample {
  return drawn[Math.floor(next() * drawn.length)] ?? { text: '', speaker: '', publisher: '' };
}

function misspelled(name: string, next: () => number): string {
  const at = 1 + Math.floor(next() * (name.length - 2));
  return next() < 0.5 ? name.slice(0, at) + name.slice(at + 1) : `${name.slice(0, at)}y${name.slice(at)}`;
}

async function printSizes(db: Database): Promise<void> {
  const { rows: sizes } = await sql<{ name: string; rows: number; mb: number }>`
    select relname as name, greatest(reltuples, 0)::bigint as rows, pg_total_relation_size(oid) / 1048576 as mb from pg_class
    where relnamespace = 'news'::regnamespace and relkind = 'r' and (relname like 'quote%' or relname = 'revisions') order by 3 desc`.execute(
    db,
  );
  for (const { name, rows: count, mb } of sizes)
    console.log(`${name.padEnd(24)} ${String(count).padStart(9)} rows ${String(mb).padStart(6)} MB`);
}
