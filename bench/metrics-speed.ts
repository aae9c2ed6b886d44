/**
 * How long a scrape of /metrics takes in milliseconds, in a store of a million articles: cold (the first of a process, for which the store
 * and the queue are read) and warm (any other: they are read behind it), with the processor time of a warm one. `node bench/metrics-speed.ts [articles]`
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { createMetrics } from '../src/observe/metrics.ts';
import { openQueue } from '../src/queue/queue.ts';
import { openDatabase, poolUse } from '../src/store/database.ts';
import { openEmbedded } from '../src/store/embedded/embedded.ts';
import { readVitals } from '../src/store/vitals.ts';

const ARTICLES = Number(process.argv[2] ?? 1_000_000);
const COLD = 20;
const WARM = 200;

const folder = mkdtempSync(join(tmpdir(), 'copydesk-metrics-'));
const server = await openEmbedded({ dataDir: folder });
const db = await openDatabase(server.connectionString);
await sql`set session_replication_role = replica`.execute(db);
await db.connection().execute(async (one) => {
  await sql`set session_replication_role = replica`.execute(one);
  await sql`insert into articles (id, owner, came_in) select 'a' || n, 'shared', 'feed' from generate_series(1, ${ARTICLES}::int) n`.execute(
    one,
  );
  await sql`insert into feeds (id, url, title, every_minutes, next_poll) select 'f' || n, 'https://x.example/' || n, 'Feed', 15, now() from generate_series(1, 1000) n`.execute(
    one,
  );
  await sql`insert into feed_followers (workspace_id, feed_id) select 'terminal', 'f' || n from generate_series(1, 1000) n`.execute(
    one,
  );
  await sql`insert into feed_entries (feed_id, entry, state, old) select 'f' || (n % 1000 + 1), 'e' || n, case when n % 100 = 0 then 'waiting' else 'read' end, false
    from generate_series(1, ${ARTICLES}::int) n`.execute(one);
  await sql`insert into slots (digest_id, slot, due, state, wake) select 'd' || (n % 1000), (date '2020-01-01' + n / 1000)::text, now(), case when n % 1000 = 0 then 'due' else 'posted' end, now()
    from generate_series(1, ${Math.min(ARTICLES, 1_000_000)}::int) n`.execute(one);
  await sql`insert into model_usage (workspace_id, day, tokens) select 'w' || (n % 500), date '2020-01-01' + n / 500, n from generate_series(1, 500000) n`.execute(
    one,
  );
});
await sql`vacuum analyze`.execute(db);
const queue = await openQueue({ redisUrl: null, databaseUrl: server.connectionString });
for (let i = 0; i < 200; i++) await queue.add('read-article', { feed: 'f', entry: `e${i}` }, { id: `entry/f/e${i}` });

let processor = 0;
const pages = (count: number, make: () => ReturnType<typeof createMetrics>) =>
  Array.fromAsync({ length: count }, async () => {
    const metrics = make();
    const before = process.cpuUsage();
    const from = performance.now();
    await metrics.page();
    const took = performance.now() - from;
    const { user, system } = process.cpuUsage(before);
    processor += (user + system) / 1000;
    return took;
  });
const fresh = () => {
  const metrics = createMetrics('bench');
  metrics.sources.vitals = () => readVitals(db, 500_000);
  metrics.sources.queue = () => queue.depth();
  metrics.sources.pool = () => poolUse(db);
  return metrics;
};
await fresh().page();
const cold = await pages(COLD, fresh);
const one = fresh();
await one.page();
processor = 0;
const warm = await pages(WARM, () => one);
const at = (times: number[], q: number) =>
  [...times].sort((a, b) => a - b)[Math.floor((times.length - 1) * q)]?.toFixed(1);
console.log(
  JSON.stringify({
    articles: ARTICLES,
    cold: { p50: at(cold, 0.5), max: at(cold, 1) },
    warm: { p50: at(warm, 0.5), max: at(warm, 1), processor: (processor / WARM).toFixed(1) },
  }),
);
console.log(
  await one.page().then((page) =>
    page
      .split('\n')
      .filter((line) => /^copydesk_(articles|digests_due|store_bytes|feed_entries_waiting)/.test(line))
      .join('\n'),
  ),
);
await queue.close();
await db.destroy();
await server.close();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
