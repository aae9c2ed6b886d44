import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type FeedDeps, pollFeed } from '../src/intake/poll-feed.ts';
import { createParser } from '../src/read/parse/parser-pool.ts';
import { createFetcher } from '../src/read/web/fetch.ts';
import { openDatabase } from '../src/store/database.ts';
import { openEmbedded } from '../src/store/embedded/embedded.ts';
import { followFeed, takeDueFeeds } from '../src/store/feeds/feeds.ts';
import { TERMINAL } from '../src/store/schema.ts';

/**
 * Polls feeds on as many hosts of the loopback network (Linux), as the worker does: `node bench/polling.ts [feeds] [at once]`. Counts the
 * connections that are open at the same time; one feed in ten is slow, one fails.
 */
const FEEDS = Number(process.argv[2] ?? 1_000);
const AT_ONCE = Number(process.argv[3] ?? 4);
const ENTRIES = 30;
const SLOW_MS = 1_000;

let open = 0;
let mostOpen = 0;
const server = createServer((request, response) => {
  if (request.url === '/robots.txt') {
    response.statusCode = 404;
    response.end();
    return;
  }
  const n = Number(request.url?.slice(1));
  const round = (rounds.get(n) ?? 0) + 1;
  rounds.set(n, round);
  const items = Array.from({ length: ENTRIES }, (_, i) => {
    const id = i + round;
    return `<item><guid>s${n}-${id}</guid><title>Story ${id} of feed ${n}</title><link>/story/${id}</link><description>The council met on Monday and decided about pier ${id}.</description></item>`;
  });
  const body = `<rss version="2.0"><channel><title>Feed ${n}</title>${items.join('')}</channel></rss>`;
  setTimeout(
    () => {
      response.statusCode = n % 10 === 1 ? 500 : 200;
      response.setHeader('content-type', 'application/rss+xml');
      response.end(body);
    },
    n % 10 === 0 ? SLOW_MS : 5,
  );
});
const rounds = new Map<number, number>();
server.on('connection', (socket) => {
  mostOpen = Math.max(mostOpen, ++open);
  socket.once('close', () => open--);
});
await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
const { port } = server.address() as AddressInfo;
const hosts = Array.from({ length: FEEDS }, (_, n) => `127.0.${1 + Math.floor(n / 250)}.${1 + (n % 250)}:${port}`);

const folder = mkdtempSync(join(tmpdir(), 'copydesk-bench-'));
const embedded = await openEmbedded({ dataDir: folder });
const db = await openDatabase(embedded.connectionString);
const fetcher = createFetcher({ userAgent: 'CopydeskBench/1', allow: hosts });
const parser = createParser();
let now = new Date();
const deps: FeedDeps = {
  db,
  fetcher,
  parser,
  maxCharacters: 1e6,
  shortestMinutes: 15,
  now: () => now,
  random: Math.random,
};
for (const [n, host] of hosts.entries())
  await followFeed(
    db,
    TERMINAL,
    { url: `http://${host}/${n}`, title: '', pageUrl: null, name: null, everyMinutes: 15 },
    now,
  );

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
for (const round of [1, 2, 3]) {
  delay.reset();
  mostOpen = open;
  const started = performance.now();
  let polled = 0;
  for (;;) {
    const due = await takeDueFeeds(db, now, 50);
    if (due.length === 0) break;
    const waiting = [...due];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let feed = waiting.shift(); feed; feed = waiting.shift()) await pollFeed(deps, feed);
      }),
    );
    polled += due.length;
  }
  const seconds = (performance.now() - started) / 1000;
  const megabytes = process.memoryUsage().rss / 1e6;
  process.stdout.write(
    `round ${round}: ${polled} feeds in ${seconds.toFixed(1)} s, ${AT_ONCE} at once, most connections open ${mostOpen}, ` +
      `resident ${megabytes.toFixed(0)} MB, loop delay p99.9 ${(delay.percentile(99.9) / 1e6).toFixed(1)} ms\n`,
  );
  now = new Date(now.getTime() + 24 * 3_600_000);
}
await fetcher.close();
await parser.close();
await db.destroy();
await embedded.close();
server.closeAllConnections();
server.close();
rmSync(folder, { recursive: true, force: true });
