import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createParser } from '../src/read/parse/parser-pool.ts';
import { createFetcher } from '../src/read/web/fetch.ts';
import { attackDocuments } from './hostile-documents.ts';

/**
 * Hostile addresses, bodies and documents: connections to forbidden addresses, time, memory of the whole process and the delay of its
 * main loop. `node bench/hostile.ts [folder with ssrf, wpt-url, patt-xml, hostile-docs]`, else COPYDESK_BENCH/security.
 * Addresses need Linux with `unshare` and `ip`.
 */
const folder = process.argv[2] ?? join(process.env.COPYDESK_BENCH ?? '.', 'security');
const docs = join(folder, 'hostile-docs');
const LIMITS = { ms: 5000, mb: 256, loopMs: 50 };
const failures: string[] = [];
const wholeRun = monitorEventLoopDelay({ resolution: 1 });

// Made before the clock runs: making them takes long itself.
const attacked = [...files(), ...attackDocuments()];
const hundredMb = gzipSync(Buffer.alloc(100_000_000));

wholeRun.enable();
await documents();
await bodies();
wholeRun.disable();
const loopMs = wholeRun.percentile(99.9) / 1e6;
if (loopMs > LIMITS.loopMs) failures.push(`main loop ${loopMs.toFixed(1)} ms`);
console.log(
  `\nMain loop of this process over the whole run: p99.9 ${loopMs.toFixed(1)} ms, longest ${(wholeRun.max / 1e6).toFixed(1)} ms`,
);
console.log('\n## Addresses\n');
const inside = fileURLToPath(new URL('./hostile-addresses.ts', import.meta.url));
const { status } = spawnSync('unshare', ['-rn', process.execPath, inside, folder], { stdio: 'inherit' });
if (status !== 0) console.log('Addresses were not measured: they need Linux with unshare and ip.');
console.log(failures.length === 0 ? '\nAll within the limits.' : `\nOver the limits:\n${failures.join('\n')}`);

/** Parses every document as a page and as a feed in the worker. */
async function documents(): Promise<void> {
  console.log(
    '## Documents\n\n| document | bytes | as a page | ms | as a feed | ms | memory MB | main loop ms |\n|---|---:|---|---:|---|---:|---:|---:|',
  );
  const parser = createParser({
    onCrash: (error) => failures.push(`a parser threw: ${error}`),
    memoryMb: Number(process.argv[3] ?? 256),
  });
  const fetched = (bytes: Uint8Array) => ({ bytes, contentType: null, url: 'https://paper.example/story' });
  await parser.parsePage(fetched(Buffer.from('<p>warm</p>')));
  for (const { name, bytes } of attacked) {
    const meter = measure();
    const started = performance.now();
    const page = await parser.parsePage(fetched(bytes));
    const between = performance.now();
    const feed = await parser.parseFeed(fetched(bytes));
    const { mb, loopMs } = meter();
    const [pageMs, feedMs] = [between - started, performance.now() - between];
    const shown = [
      page.kind === 'parsed' ? page.value.kind : page.reason,
      feed.kind === 'parsed' ? (feed.value.ok ? 'feed' : 'no feed') : feed.reason,
    ];
    console.log(
      `| ${name} | ${bytes.length} | ${shown[0]} | ${pageMs.toFixed(0)} | ${shown[1]} | ${feedMs.toFixed(0)} | ${mb.toFixed(0)} | ${loopMs.toFixed(1)} |`,
    );
    // A killed worker takes its limit and the moment it takes to die.
    if (Math.max(pageMs, feedMs) > LIMITS.ms + 300) failures.push(`${name}: ${Math.max(pageMs, feedMs).toFixed(0)} ms`);
    if (mb > LIMITS.mb) failures.push(`${name}: ${mb.toFixed(0)} MB`);
    if (shown.includes('crashed')) failures.push(`${name}: crashed`);
  }
  await parser.close();
}

function files(): { name: string; bytes: Uint8Array }[] {
  const own = readdirSync(docs)
    .filter((name) => name !== 'README.md' && !name.startsWith('bomb'))
    .map((name) => ({
      name,
      bytes: name.endsWith('.gz') ? gunzipSync(readFileSync(join(docs, name))) : readFileSync(join(docs, name)),
    }));
  const lists = readdirSync(join(folder, 'patt-xml'))
    .filter((name) => /XXE|xml|laughs/i.test(name))
    .flatMap((name) => {
      const text = readFileSync(join(folder, 'patt-xml', name), 'utf8');
      const items = /Fuzzing|attacks/.test(name) ? text.split('\n').filter((line) => line.includes('<')) : [text];
      return items.map((item, index) => ({ name: `${name} ${index + 1}`, bytes: Buffer.from(item) }));
    });
  return [...own, ...lists];
}

/** Serves bodies that unpack to far more, and bodies without end, to the fetcher. */
async function bodies(): Promise<void> {
  console.log('\n## Bodies\n\n| body | result | ms | memory MB | main loop ms |\n|---|---|---:|---:|---:|');
  const file = (name: string) => readFileSync(join(docs, name));
  const attacks: Record<string, (response: ServerResponse) => void> = {
    '200 MB in gzip': (response) => response.setHeader('content-encoding', 'gzip').end(file('bomb-gzip-200MB.gz')),
    '200 MB in brotli': (response) => response.setHeader('content-encoding', 'br').end(file('bomb-brotli-200MB.br')),
    '200 MB in gzip in gzip': (response) =>
      response.setHeader('content-encoding', 'gzip, gzip').end(file('bomb-gzip-of-gzip-200MB.gz2')),
    '10 GB in gzip, member after member': (response) =>
      repeat(response.setHeader('content-encoding', 'gzip'), hundredMb, 100),
    '10 GB as it is': (response) => repeat(response, Buffer.alloc(1_000_000, 'a'), 10_000),
    'one byte a second': (response) => repeat(response, Buffer.from('a'), 1000, 1000),
    'a header without end': (response) => repeatRaw(response, () => `X-Header: ${'a'.repeat(1000)}\r\n`, 1),
    'a header line, one byte a second': (response) => repeatRaw(response, () => 'a', 1000),
  };
  const server = createServer((request, response) =>
    attacks[decodeURIComponent(request.url?.slice(1) ?? '')]?.(response),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const fetcher = createFetcher({ userAgent: 'Copydesk/0 (bench)', allow: [`127.0.0.1:${port}`], robots: false });
  for (const name of Object.keys(attacks)) {
    const meter = measure();
    const started = performance.now();
    const result = await fetcher.fetchPage(`http://127.0.0.1:${port}/${encodeURIComponent(name)}`);
    const ms = performance.now() - started;
    const { mb, loopMs } = meter();
    console.log(
      `| ${name} | ${result.kind === 'failed' ? result.reason : result.kind} | ${ms.toFixed(0)} | ${mb.toFixed(0)} | ${loopMs.toFixed(1)} |`,
    );
    if (result.kind !== 'failed' || ms > 20_300) failures.push(`${name}: ${result.kind} after ${ms.toFixed(0)} ms`);
  }
  await fetcher.close();
  server.closeAllConnections();
  server.close();
}

/** Sends a body piece by piece, as fast as it is taken or at a pace, until the other side leaves. */
function repeat(response: ServerResponse, piece: Buffer, times: number, pauseMs = 0): void {
  async function* pieces(): AsyncGenerator<Buffer> {
    for (let sent = 0; sent < times; sent++) {
      yield piece;
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
  pipeline(pieces, response).catch(() => {});
}

function repeatRaw({ socket }: ServerResponse, piece: () => string, everyMs: number): void {
  socket?.on('error', () => {});
  socket?.write('HTTP/1.1 200 OK\r\nX: ');
  const timer = setInterval(() => (socket?.writable ? socket.write(piece()) : clearInterval(timer)), everyMs);
}

/**
 * Starts measuring; the answer stops. Memory is the most that a parse process held, or that this process grew by if that is more;
 * the delay is this process's.
 */
function measure(): () => { mb: number; loopMs: number } {
  const before = process.memoryUsage.rss();
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss() - before, ...workers().map(residentBytes));
  }, 5);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  return () => {
    delay.disable();
    clearInterval(timer);
    return { mb: peak / 1e6, loopMs: delay.max / 1e6 };
  };
}

function workers(): string[] {
  return read(`/proc/${process.pid}/task/${process.pid}/children`).split(' ').filter(Boolean);
}

function residentBytes(pid: string): number {
  return 1024 * Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
