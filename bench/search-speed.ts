// How long an answer without a model takes in libraries of three sizes, alone and with 50 askers at once; beside it SQLite FTS5 over the
// same passages. Half of the library is the news-qa library over and over with changed words, half is made of a Zipf vocabulary.
//   COPYDESK_BENCH=… node --expose-gc bench/search-speed.ts [sizes, default 10000,100000,1000000]
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { answerFrom } from '../src/answer/built-in/extractive.ts';
import { analyseQuestion } from '../src/answer/question/question.ts';
import { openApp } from '../src/app.ts';
import { parseConfig } from '../src/settings/config.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { openEmbedded } from '../src/store/embedded/embedded.ts';
import { indexAllPassages } from '../src/store/passages/passage-index.ts';
import { storedPassages } from '../src/store/passages/passages.ts';
import { TERMINAL, type WorkspaceId } from '../src/store/schema.ts';
import { welcomeWorkspace } from '../src/store/workspaces.ts';

interface Made {
  title: string;
  text: string;
  published: Date;
}

const folder = process.env.COPYDESK_BENCH ?? '';
const sizes = (process.argv[2] ?? '10000,100000,1000000').split(',').map(Number);
const ASKERS = 50;
const ROUNDS = 10;
const SMALL = 'discord/small' as WorkspaceId;
const AS_OF = new Date('2026-06-01T12:00:00Z');

const library = gunzipSync(readFileSync(join(folder, 'news-qa/library.jsonl.gz')))
  .toString()
  .trim()
  .split('\n')
  .map((line): { title: string | null; text: string } => JSON.parse(line));
const random = seeded(7);
const vocabulary = Array.from({ length: 200_000 }, (_, i) => wordOf(i));
const questions = [...questionsOfData(), ...madeQuestions(150)];

const data = mkdtempSync(join(tmpdir(), 'copydesk-speed-'));
const server = await openEmbedded({ dataDir: data });
const db = await openDatabase(server.connectionString);
const lite = new DatabaseSync(join(data, 'fts.sqlite'));
lite.exec(`pragma journal_mode = off; pragma synchronous = off;
  create virtual table passages using fts5 (title, text, tokenize = "porter unicode61 remove_diacritics 2")`);
let lastInLite = 0;
try {
  await welcomeWorkspace(db, { id: TERMINAL, platform: 'terminal', name: 'bench' });
  await welcomeWorkspace(db, { id: SMALL, platform: 'discord', name: 'small' });
  let articles = 0;
  for (const size of sizes) {
    const from = performance.now();
    const before = articles;
    while ((await passagesStored()) < size) {
      await insert(
        articles,
        Array.from({ length: 512 }, (_, i) => make(articles + i)),
      );
      articles += 512;
      await indexAllPassages(db);
    }
    const perArticle = (performance.now() - from) / Math.max(1, articles - before);
    await sql`vacuum analyze`.execute(db);
    await fillLite();
    console.log(
      `\n${await passagesStored()} passages of ${articles} articles, indexed in ${perArticle.toFixed(1)} ms an article`,
    );
    console.log(await sizesOfTables());
    await measure();
  }
} finally {
  lite.close();
  await db.destroy();
  await server.close();
  rmSync(data, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  await ask(db, questions.slice(0, 100), TERMINAL);
  const used = process.cpuUsage();
  report('Copydesk, one asker', await ask(db, questions, TERMINAL));
  const { user, system } = process.cpuUsage(used);
  const each = (user + system) / 1_000 / questions.length;
  console.log(
    `processor time of this process ${each.toFixed(1)} ms a question; load of the machine ${loadavg()[0]?.toFixed(1)}`,
  );
  report('through the desk, kept as a turn', await askDesk(questions.slice(0, 150)));
  report('Copydesk, small workspace', await ask(db, questions.slice(0, 150), SMALL));
  const alone = [];
  for (const question of [
    'President',
    'people this year',
    'What did they say about time?',
    'latest news about the country',
    'new year',
  ])
    alone.push(...(await ask(db, [question], TERMINAL)));
  report('Copydesk, common words alone', alone);
  report('SQLite FTS5 bm25, search alone', questions.map(askLite));
  gc?.();
  const held = process.memoryUsage();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const asked = Array.from({ length: ASKERS }, (_, i) => questions[(round * ASKERS + i) % questions.length] ?? '');
    const these = await Promise.all(asked.map(async (question) => (await ask(db, [question], TERMINAL))[0] ?? 0));
    if (round === 0) report(`Copydesk, first ${ASKERS} askers at once`, these);
    else times.push(...these);
  }
  delay.disable();
  gc?.();
  const after = process.memoryUsage();
  report(`Copydesk, ${ASKERS} askers at once`, times);
  const mega = (bytes: number) => (bytes / 1e6).toFixed(0);
  console.log(
    `event loop held at most ${(delay.max / 1e6).toFixed(0)} ms, p99 ${(delay.percentile(99) / 1e6).toFixed(0)} ms; ` +
      `heap ${mega(held.heapUsed)} -> ${mega(after.heapUsed)} MB, resident ${mega(held.rss)} -> ${mega(after.rss)} MB`,
  );
}

async function ask(store: Database, asked: readonly string[], workspace: WorkspaceId): Promise<number[]> {
  const times: number[] = [];
  for (const question of asked) {
    const from = performance.now();
    await answerFrom(storedPassages(store), {
      question: analyseQuestion(question),
      asOf: AS_OF,
      workspace,
      maxChars: 600,
    });
    times.push(performance.now() - from);
  }
  return times;
}

/** As a chat asks: the whole way from a command to its reply. */
async function askDesk(asked: readonly string[]): Promise<number[]> {
  const app = await openApp(parseConfig({ COPYDESK_DATA: data, QUESTIONS_PER_10_MINUTES: '10000' }), {
    logFile: join(data, 'desk.log'),
  });
  const times: number[] = [];
  for (const [i, question] of asked.entries()) {
    const from = performance.now();
    await app.desk.handle({
      kind: 'command',
      command: 'ask',
      options: { question },
      caller: { workspace: TERMINAL, place: `terminal/${i}`, user: 'bench', admin: false, zone: 'UTC' },
    });
    times.push(performance.now() - from);
  }
  await app.close();
  return times;
}

function askLite(question: string): number {
  const words = analyseQuestion(question).terms.map(({ term }) => `"${term.replaceAll('"', '')}"`);
  if (words.length === 0) return 0;
  const from = performance.now();
  lite
    .prepare('select rowid, text from passages where passages match ? order by bm25(passages) limit 100')
    .all(words.join(' OR '));
  return performance.now() - from;
}

function report(name: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  console.log(`${name.padEnd(34)} p50 ${at(0.5)} ms  p95 ${at(0.95)} ms  max ${at(1)} ms  (${times.length})`);
}

async function insert(first: number, made: readonly Made[]): Promise<void> {
  const ids = made.map((_, i) => `a${String(first + i).padStart(9, '0')}`);
  await sql`with a as (
      insert into articles (id, owner, came_in) select id, ${TERMINAL}, 'import' from unnest(${ids}::text[]) as t (id) returning id
    ), r as (
      insert into revisions (article_id, number, title, text, kind, content_hash, published, publisher)
      select id, 1, title, body, 'article', id, at, 'Paper ' || (n % 300)
      from unnest(${ids}::text[], ${made.map(({ title }) => title)}::text[], ${made.map(({ text }) => text)}::text[],
        ${made.map(({ published }) => published.toISOString())}::timestamptz[]) with ordinality as t (id, title, body, at, n)
    ) insert into article_visibility (workspace_id, article_id)
      select ${TERMINAL}, id from a union all select ${SMALL}, id from a where right(id, 2) = '07'`.execute(db);
  await sql`update articles a set current = r.id from revisions r where r.article_id = a.id and a.current is null`.execute(
    db,
  );
}

/** Gives FTS5 the passages that the store has and it has not. */
async function fillLite(): Promise<void> {
  const add = lite.prepare('insert into passages (rowid, title, text) values (?, ?, ?)');
  let row = (lite.prepare('select coalesce(max(rowid), 0) as n from passages').get() as { n: number }).n;
  let last = lastInLite;
  for (;;) {
    const { rows } = await sql<{ doc: number; title: string; text: string }>`
      select p.doc, r.title, p.text from passages p join revisions r on r.id = p.revision_id
      where p.doc > ${last} and p.doc <= ${last + 500}`.execute(db);
    if (rows.length === 0) break;
    lite.exec('begin');
    for (const { title, text } of rows) add.run(++row, title, text);
    lite.exec('commit');
    last += 500;
  }
  lastInLite = last;
}

async function passagesStored(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select coalesce(sum(passages), 0)::integer as n from passage_docs`.execute(
    db,
  );
  return rows[0]?.n ?? 0;
}

async function sizesOfTables(): Promise<string> {
  const { rows } = await sql<{ name: string; mb: number }>`
    select t.name, round(pg_total_relation_size('news.' || t.name) / 1e6)::integer as mb
    from unnest(array['passages', 'postings', 'visible_docs', 'doc_times', 'revisions']) as t (name)`.execute(db);
  return rows.map(({ name, mb }) => `${name} ${mb} MB`).join(', ');
}

function make(i: number): Made {
  const published = new Date(AS_OF.getTime() - Math.floor(random() * 1_000) * 86_400_000 - i * 1_000);
  return i % 2 === 0 ? { ...changed(library[(i / 2) % library.length]), published } : { ...invented(), published };
}

/** One word in eight is another, so that no two rounds tell the same. */
function changed(article: { title: string | null; text: string } | undefined): { title: string; text: string } {
  const swap = (text: string) => text.replace(/\p{L}{4,}/gu, (word) => (random() < 0.125 ? zipfWord() : word));
  return { title: swap(article?.title ?? ''), text: swap(article?.text ?? '') };
}

function invented(): { title: string; text: string } {
  const sentence = (words: number) => {
    const text = Array.from({ length: words }, zipfWord).join(' ');
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  const paragraph = () => Array.from({ length: 3 }, () => `${sentence(12 + Math.floor(random() * 16))}.`).join(' ');
  return { title: sentence(9), text: Array.from({ length: 20 }, paragraph).join('\n\n') };
}

/** The n-th most frequent word comes up in proportion to 1/n. */
function zipfWord(): string {
  return vocabulary[Math.min(vocabulary.length - 1, Math.floor(vocabulary.length ** random()))] ?? '';
}

function wordOf(i: number): string {
  const syllables = [
    'ka',
    'ro',
    'mi',
    'te',
    'lu',
    'san',
    'der',
    'vo',
    'pin',
    'gal',
    'be',
    'shor',
    'ni',
    'que',
    'tam',
    'il',
  ];
  let word = '';
  for (let rest = i + 16; rest > 0; rest = Math.floor(rest / 16)) word += syllables[rest % 16];
  return word;
}

function questionsOfData(): string[] {
  return readFileSync(join(folder, 'news-qa/questions.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { question: string }).question);
}

/** Three to seven words that stand near each other in an article, or come from the Zipf vocabulary. */
function madeQuestions(count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const length = 3 + Math.floor(random() * 5);
    const words = library[Math.floor(random() * library.length)]?.text.slice(0, 2_000).split(/\s+/) ?? [];
    const from = Math.floor(random() * Math.max(1, words.length - 3 * length));
    const near = words.slice(from, from + 3 * length).filter((_word, n) => n % 3 === 0);
    return `What about ${(i % 3 === 0 ? Array.from({ length }, zipfWord) : near).join(' ')}?`;
  });
}

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
