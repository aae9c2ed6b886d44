// Questions, feeds and digests for a while, on a copy of a store. Usage: node bench/soak.ts <folder of the store> [--minutes 30] [--rate 50] [--feeds 200] [--distinct 2000] [--apart]
// Asks `rate` questions a second about the stored headlines, follows feeds on loopback that have something new at each reading, posts a
// digest a minute, and says what memory, the event loop and the answers did. With --apart the worker is a process of its own, as docs/sizing.md
// has it for many members: what is measured then is the bot. Each minute has a line of its own: answers and how long they took, and where the
// memory is: the heap of the main thread, bytes outside of heaps, the threads' heaps, and what is left, which the allocator holds.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Worker } from 'node:worker_threads';
import { startWork } from '../jobs/work.ts';
import { openApp } from '../src/app.ts';
import { parseConfig } from '../src/settings/config.ts';
import { saveDigest } from '../src/store/digests/digests.ts';
import { followFeed } from '../src/store/feeds/feeds.ts';
import { type DigestId, TERMINAL } from '../src/store/schema.ts';
import { recordingPoster } from '../test/digest/recording-poster.ts';

const ENTRIES = 20;
const HOSTS = 20;
const MINUTE = 60_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '30' },
    rate: { type: 'string', default: '50' },
    feeds: { type: 'string', default: '200' },
    apart: { type: 'boolean', default: false },
    /** How many different questions there are. */
    distinct: { type: 'string', default: '2000' },
    /** The worker of --apart, which is told where the feeds are. */
    worker: { type: 'string' },
  },
});
const [folder] = positionals;
if (folder === undefined) throw new Error('Name the folder of a store. It is written to: use a copy.');
const minutes = Number(values.minutes);
const settings = {
  COPYDESK_DATA: folder,
  LOG_LEVEL: 'fatal',
  QUESTIONS_PER_10_MINUTES: '10000',
  FEED_MINUTES: '5',
};
const poster = recordingPoster();
if (values.worker !== undefined) await workUntilStopped(values.worker);

/** The worker of --apart, until the process that started it says that it is over. */
async function workUntilStopped(hosts: string): Promise<never> {
  const app = await openApp(parseConfig({ ...settings, FETCH_ALLOW: hosts }));
  app.setTerminalPoster(poster);
  const working = await startWork(app);
  process.send?.('working');
  await once(process, 'disconnect');
  await working.stop();
  await app.close();
  process.exit(0);
}

/** Starts to work, here or in a process of its own. */
async function work(): Promise<{ stop(): Promise<void> }> {
  if (!values.apart) return startWork(app);
  const child = fork(import.meta.filename, [String(folder), '--worker', hosts.join(',')]);
  await once(child, 'message');
  return {
    async stop() {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

let readings = 0;
const server = createServer((request, response) => {
  if (request.url === '/robots.txt') return void response.writeHead(404).end();
  readings++;
  const items = Array.from({ length: ENTRIES }, (_, i) => {
    const n = readings * 2 + i;
    return `<item><guid>${request.url}-${n}</guid><title>Council ${n} decides on pier ${n}</title><link>http://${request.headers.host}/story/${n}</link><description>The council met on Monday and decided to repair pier ${n} in May, at a cost of ${n} crowns.</description></item>`;
  });
  response.writeHead(200, { 'content-type': 'application/rss+xml' });
  response.end(`<rss version="2.0"><channel><title>Feed</title>${items.join('')}</channel></rss>`);
});
await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
const { port } = server.address() as AddressInfo;
const hosts = Array.from({ length: HOSTS }, (_, i) => `127.0.1.${i + 1}:${port}`);

const app = await openApp(parseConfig({ ...settings, FETCH_ALLOW: hosts.join(',') }));
app.setTerminalPoster(poster);
const now = new Date();
await app.db.transaction().execute(async (tx) => {
  for (let i = 0; i < Number(values.feeds); i++) {
    const url = `http://${hosts[i % HOSTS]}/feed-${i}`;
    await followFeed(tx, TERMINAL, { url, title: `Feed ${i}`, pageUrl: null, name: null, everyMinutes: 5 }, now);
  }
});

const digests = Math.max(1, minutes - 1);
for (let i = 0; i < digests; i++) {
  const due = new Date(now.getTime() + (i + 1) * MINUTE);
  const at = due.toISOString().slice(11, 16);
  const localDate = due.toISOString().slice(0, 10);
  const next = { slot: localDate, localDate, due };
  const rule = { at, days: [1, 2, 3, 4, 5, 6, 7], zone: 'UTC', items: 7, catchUpMinutes: 60, topic: null };
  await saveDigest(app.db, { id: `soak${i}` as DigestId, workspace: TERMINAL, place: `terminal/${i}`, ...rule, next });
}
const titles = (await app.db.selectFrom('revisions').select('title').limit(Number(values.distinct)).execute()).map(
  ({ title }) => title,
);
const working = await work();

const workers: Worker[] = [];
process.on('worker', (worker) => {
  workers.push(worker);
  worker.once('exit', () => workers.splice(workers.indexOf(worker), 1));
});
let used = process.cpuUsage();
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();
const latencies: number[] = [];
const memory: number[] = [];
let ofMinute: number[] = [];
let waiting = 0;
let asked = 0;
async function ask(): Promise<void> {
  waiting++;
  const n = asked++;
  const started = performance.now();
  // In a channel each question begins a thread of its own.
  const caller = { workspace: TERMINAL, place: `terminal/t${n}`, user: `u${n % 997}`, admin: false, zone: 'UTC' };
  const text = `What happened: ${titles[n % titles.length]}?`;
  const reply = await app.desk.handle({ kind: 'question', text: text.slice(0, 400), caller });
  waiting--;
  if (reply.failed) return;
  latencies.push(performance.now() - started);
  ofMinute.push(performance.now() - started);
}

/** What the last minute was like. */
async function minuteLine(minute: number): Promise<string> {
  const { rss, heapTotal, heapUsed, external, arrayBuffers } = process.memoryUsage();
  const heaps = await Promise.all(workers.map((worker) => worker.getHeapStatistics().catch(() => null)));
  const threads = heaps.reduce((sum, heap) => sum + (heap?.total_heap_size ?? 0) + (heap?.external_memory ?? 0), 0);
  const mb = (bytes: number) => Math.round(bytes / 1e6);
  const rest = rss - heapTotal - external - threads;
  const [n, cores] = [ofMinute.length, process.cpuUsage(used)];
  used = process.cpuUsage();
  const took = ofMinute.sort((a, b) => a - b);
  ofMinute = [];
  const at = (p: number) => Math.round(took[Math.floor(n * p)] ?? 0);
  return (
    `minute ${minute}: ${n} answers, p50 ${at(0.5)}, p99 ${at(0.99)} ms, ${waiting} waiting, ${((cores.user + cores.system) / 60e6).toFixed(2)} cores; ` +
    `resident ${mb(rss)} MB: heap ${mb(heapUsed)} of ${mb(heapTotal)}, external ${mb(external)} (buffers ${mb(arrayBuffers)}), ` +
    `${workers.length} threads ${mb(threads)}, rest ${mb(rest)}`
  );
}

/** How many questions became of each outcome, as /metrics counts them. */
async function outcomes(): Promise<Map<string, number>> {
  const { values: samples } = await app.watch.metrics.answers.get();
  const counts = samples.filter(({ metricName }) => metricName === 'copydesk_answer_seconds_count');
  return new Map(counts.map(({ labels, value }) => [String(labels.outcome), value]));
}

const end = performance.now() + minutes * MINUTE;
let nextAsk = performance.now();
let nextLook = nextAsk;
let nextMinute = nextAsk + MINUTE;
while (performance.now() < end) {
  if (performance.now() >= nextLook) {
    memory.push(Math.round(process.memoryUsage.rss() / 1e6));
    nextLook += 10_000;
  }
  if (performance.now() >= nextMinute) {
    console.log(await minuteLine(Math.round((nextMinute - end) / MINUTE) + minutes));
    nextMinute += MINUTE;
  }
  void ask();
  nextAsk += 1_000 / Number(values.rate);
  await wait(Math.max(0, nextAsk - performance.now()));
}
while (waiting > 0) await wait(50);
delay.disable();
const became = await outcomes();
const turnedAway = became.get('busy') ?? 0;
const failed = asked - latencies.length - turnedAway;
const { n } = await app.db
  .selectFrom('slots')
  .select(({ fn }) => fn.countAll<string>().as('n'))
  .where('due', '>=', now)
  .where('state', 'in', ['posted', 'empty'])
  .executeTakeFirstOrThrow();
await working.stop();
await app.close();
server.close();

latencies.sort((a, b) => a - b);
const share = (p: number) => Math.round(latencies[Math.floor(latencies.length * p)] ?? 0);
const tenth = Math.max(1, Math.floor(memory.length / 10));
const mean = (list: number[]) => Math.round(list.reduce((a, b) => a + b, 0) / list.length);
console.log(
  `${asked} questions in ${minutes} minutes: ${latencies.length} answered, ${turnedAway} told to ask again later, ${failed} failed`,
);
console.log(`answers after p50 ${share(0.5)}, p95 ${share(0.95)}, p99 ${share(0.99)} ms`);
console.log(
  `feeds read ${readings} times; digests ${n} of ${digests}${values.apart ? '' : `, ${poster.channel.length} messages`}`,
);
console.log(
  `resident MB: ${mean(memory.slice(tenth, 2 * tenth))} in the second tenth, ${mean(memory.slice(-tenth))} in the last, at most ${Math.max(...memory)}`,
);
console.log(
  `event loop held: p99 ${Math.round(delay.percentile(99) / 1e6)} ms, at most ${Math.round(delay.max / 1e6)} ms`,
);
process.exit(failed > 0 ? 1 : 0);
