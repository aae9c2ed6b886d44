// How long the pages of the desk take over HTTP on a generated store. Usage: node bench/web-desk.ts <folder> [articles, default 100000]
// The store in the folder is made and filled by the first run. Each page's first view comes from a server that has just started
// and, as a bot's does, has opened the job queue. With the time by the clock comes that of the processor, of this process and the database
// together: on a busy machine it tells what an idle one would take.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { openApp } from '../src/app.ts';
import { parseConfig } from '../src/settings/config.ts';
import type { Database } from '../src/store/database.ts';
import { makeSignInLink } from '../src/store/desk-sessions.ts';
import { TERMINAL } from '../src/store/schema.ts';
import { serveDesk } from '../src/web-desk/desk-server.ts';

const VIEWS = 20;

const { positionals } = parseArgs({ allowPositionals: true });
const [folder, size = '100000'] = positionals;
if (folder === undefined) throw new Error('Name a folder for the store.');
const config = parseConfig({ COPYDESK_DATA: folder, LOG_LEVEL: 'fatal' });

let app = await openApp(config);
const { rows } = await sql<{ n: number }>`select count(*) as n from articles`.execute(app.db);
if (Number(rows[0]?.n) < Number(size)) {
  const started = performance.now();
  await fill(app.db, Number(size));
  console.log(`${size} articles in ${Math.round((performance.now() - started) / 1000)} s`);
}
const { rows: places } = await sql<{ id: string; deep: number }>`
  select (select id from articles order by id limit 1) as id,
    (select id from revisions order by coalesce(published, added) desc, id desc offset ${Number(size) / 2} limit 1) as deep`.execute(
  app.db,
);
await app.close();
const [{ id, deep } = { id: '', deep: 0 }] = places;

const pages: [string, string][] = [
  ['library, first page', '/'],
  ['library, half way down', `/?after=${deep}`],
  ['library, back from there', `/?before=${deep}`],
  ['library, one source', '/?source=Courier+17'],
  ['library, a month', '/?since=2025-03-01&until=2025-03-31'],
  ['library, a source in a month', '/?source=Courier+17&since=2025-03-01&until=2025-03-31'],
  ['article', `/articles/${id}`],
  ['corrections', '/corrections'],
  ['digests', '/digests'],
  ['deliveries', '/deliveries'],
  ['feeds', '/feeds'],
  ['status', '/status'],
];
for (const [name, path] of pages) {
  app = await openApp(config);
  await (await app.queue()).counts();
  const desk = await serveDesk({ ...app, now: () => new Date(), port: 0, host: '127.0.0.1', publicUrl: null });
  const address = `http://127.0.0.1:${desk.port}`;
  const link = await makeSignInLink(app.db, TERMINAL, new Date());
  const signed = await fetch(`${address}/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ link }),
    redirect: 'manual',
  });
  const cookie = signed.headers.get('set-cookie')?.split(';')[0] ?? '';
  const view = async () => {
    const [started, used] = [performance.now(), processorMs(folder)];
    const response = await fetch(`${address}${path}`, { headers: { cookie } });
    const { length } = await response.text();
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
    return { ms: performance.now() - started, processor: processorMs(folder) - used, length };
  };
  const first = await view();
  const views = await Array.fromAsync({ length: VIEWS }, view);
  const times = views.map(({ ms }) => ms).sort((a, b) => a - b);
  const processor = views.map((one) => one.processor).sort((a, b) => a - b);
  const ms = (value: number | undefined) => `${Math.round(value ?? 0)} ms`.padStart(7);
  console.log(
    `${name.padEnd(30)} first ${ms(first.ms)} (processor ${ms(first.processor)})  median ${ms(times[VIEWS / 2])} (${ms(processor[VIEWS / 2])})  worst ${ms(times.at(-1))}  ${Math.round(first.length / 1000)} kB`,
  );
  await desk.close();
  await app.close();
}

/** Processor time so far of this process, and on Linux of the embedded database's with it, in milliseconds. */
function processorMs(data: string): number {
  const { user, system } = process.cpuUsage();
  const postmaster = readFileSync(join(data, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0];
  const ticks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ');
        return fields[1] === postmaster ? Number(fields[11]) + Number(fields[12]) : 0;
      } catch {
        // It has ended meanwhile.
        return 0;
      }
    });
  return (user + system) / 1000 + 10 * ticks.reduce((sum, n) => sum + n, 0);
}

/**
 * Articles of ten years by 120 publishers with a quotation each, straight into the tables: what triggers
 * check and count for each row alone would take an hour here, so they rest, and what they would have counted is counted at the end.
 */
async function fill(db: Database, articles: number): Promise<void> {
  const words =
    'the council voted to raise harbour dues after a long night of talks with the ferry crews and their union';
  const body = Array.from({ length: 25 }, () => `${words}.`).join(' ');
  const numbers = sql`generate_series(0, ${articles - 1}::integer) n`;
  await db.connection().execute(async (one) => {
    await sql`set session_replication_role = replica`.execute(one);
    const statements = [
      sql`insert into articles (id, owner, came_in, quote_reader, current, added)
        select 'a' || n, 'shared', 'import', 999, n + 1, timestamptz '2026-11-01' - n * 50 * interval '1 minute' from ${numbers}`,
      sql`insert into revisions (id, article_id, number, title, publisher, published, kind, text, content_hash)
        overriding system value select n + 1, 'a' || n, 1, 'Harbour report ' || n, 'Courier ' || n % 120,
          timestamptz '2026-11-01' - n * 50 * interval '1 minute', 'article',
          '“We are glad of it,” said Ada Lindqvist ' || n || '.' || chr(10) || chr(10) || ${body} || n, md5(n::text) from ${numbers}`,
      sql`select setval(pg_get_serial_sequence('news.revisions', 'id'), ${articles + 1})`,
      sql`insert into quotes (revision_id, article_id, start, "end", code_point, text, kind, speaker, speaker_kind, utterance, confidence)
        select n + 1, 'a' || n, 1, 19, 1, 'We are glad of it,', 'direct', 'Ada Lindqvist', 'person', 0, 0.98 from ${numbers}`,
      sql`insert into article_visibility (workspace_id, article_id) select 'shared', 'a' || n from ${numbers}`,
      sql`insert into passage_docs (article_id, revision_id, passages, publisher, published, analysis)
        select 'a' || n, n + 1, 1, 'Courier ' || n % 120, timestamptz '2026-11-01' - n * 50 * interval '1 minute', 999 from ${numbers}`,
      sql`insert into visible_docs (workspace_id, block, passages, bits)
        select 'shared', doc / 512, count(*), decode(repeat('ff', 64), 'hex') from passage_docs group by doc / 512
        on conflict (workspace_id, block) do update set passages = excluded.passages, bits = excluded.bits`,
      sql`insert into quote_names (kind, name, words)
        select 'publisher', 'Courier ' || n, ' courier ' || n from generate_series(0, 119) n on conflict do nothing`,
      sql`insert into quote_name_parts (word, name_id)
        select word, id from quote_names, unnest(string_to_array(trim(words), ' ')) as word on conflict do nothing`,
      sql`insert into quote_name_sightings (workspace_id, kind, name_id, quotes, article_id)
        select 'shared', 'publisher', id, 1, 'a' || substr(name, 9) from quote_names on conflict do nothing`,
    ];
    for (const statement of statements) await statement.execute(one);
    await sql`set session_replication_role = origin`.execute(one);
  });
  await sql`vacuum analyze`.execute(db);
}
