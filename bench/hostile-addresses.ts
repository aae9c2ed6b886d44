import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import { checkUrl, parseAllowList } from '../src/read/web/address-guard.ts';
import type { Lookup, ResolvedAddress } from '../src/read/web/connector.ts';
import { createFetcher } from '../src/read/web/fetch.ts';

/**
 * Counts connections to forbidden addresses over a list of hostile addresses, with Copydesk's fetcher and with undici alone.
 * `bench/hostile.ts` starts it in a network of its own (`unshare -rn`), in which every address of the world leads to this process:
 * whatever is connected to, other than the one public address, is a hit. Argument: the folder with ssrf/, wpt-url/ and patt-xml/.
 */
const PUBLIC = '93.184.216.34';
const INSIDE = [
  '127.0.0.1',
  '169.254.169.254',
  '10.0.0.1',
  '168.63.129.16',
  '::1',
  '::ffff:127.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'fd00:ec2::254',
];
/** What a hostile resolver may answer for a name: each address alone, hidden behind the public one, and before it. */
const ANSWERS = [...INSIDE.map((address) => [address]), [PUBLIC, '127.0.0.1'], ['127.0.0.1', PUBLIC], [PUBLIC, '::1']];
const REBINDING = 10_000;

const folder = process.argv[2] ?? '.';
const hits: string[] = [];
let turn = 0;

for (const args of ['link set lo up', 'route add local 0.0.0.0/0 dev lo', '-6 route add local ::/0 dev lo'])
  execFileSync('ip', args.split(' '));

interface Vector {
  url: string;
  class?: string;
}
const vectors = lines('ssrf/ssrf-vectors.jsonl').map((line): Vector => JSON.parse(line));
const allowed = lines('ssrf/allow-vectors.jsonl').map((line): Vector => JSON.parse(line));
const payloads = ['open-redirect-payloads.txt', 'open_redirect_wordlist.txt'].flatMap((name) =>
  lines(`patt-xml/${name}`),
);
await listen();

const hostileLookup: Lookup = async (name) => {
  if (name === 'pub.test') return addresses([PUBLIC]);
  const written = /(\d+)[.-](\d+)[.-](\d+)[.-](\d+)/.exec(name)?.slice(1).join('.');
  return addresses(written === undefined ? (ANSWERS[turn++ % ANSWERS.length] ?? []) : [written]);
};

/** One address with a fetcher of its own, so that no open connection and nothing remembered hides a new one. */
const ours = (lookup: Lookup) => async (url: string) => {
  const fetcher = createFetcher({ userAgent: 'Copydesk/0 (bench)', lookup, firstByteMs: 1000, totalMs: 2000 });
  const { kind } = await fetcher.fetchPage(url);
  await fetcher.close();
  return kind;
};

/** The same with nothing but undici, redirects followed. */
async function unguarded(address: string, left = 5): Promise<string> {
  const dispatcher = new Agent({
    connect: {
      lookup: (name, _options, done) => {
        hostileLookup(name).then((found) => done(null, found));
      },
      timeout: 1000,
    },
    headersTimeout: 1000,
  });
  const url = new URL(address);
  const { headers, body } = await request(url, { dispatcher }).catch(async (error) => {
    await dispatcher.destroy();
    throw error;
  });
  await body.dump();
  await dispatcher.destroy();
  const next = URL.parse(String(headers.location ?? ''), url);
  return headers.location !== undefined && next !== null && left > 0 ? unguarded(next.href, left - 1) : 'page';
}

const guarded = await table('Copydesk', ours(hostileLookup));
const naked = await table('undici alone', (url) => unguarded(url));
console.log(
  '| class of address | addresses × answers | reached inside: undici alone | Copydesk |\n|---|---:|---:|---:|',
);
for (const [name, { tried, reached }] of guarded)
  console.log(`| ${name} | ${tried} | ${naked.get(name)?.reached ?? 0} | ${reached} |`);
const sum = (counts: typeof guarded) => [...counts.values()].reduce((total, { reached }) => total + reached, 0);
const tried = [...guarded.values()].reduce((total, each) => total + each.tried, 0);
console.log(`| **all** | ${tried} | ${sum(naked)} | **${sum(guarded)}** |`);

let fetched = 0;
const read = ours(hostileLookup);
for (const { url } of allowed) if ((await read(url)) === 'page') fetched++;
console.log(`\nallowed addresses read: ${fetched} of ${allowed.length}`);

hits.length = 0;
let open = 0;
const flipping = ours(async () => addresses([open++ % 2 === 0 ? PUBLIC : '127.0.0.1']));
for (let index = 0; index < REBINDING / 2; index++) await flipping(`http://n${index}.rebinding.test/`);
await settled();
console.log(`rebinding: ${open} look-ups, connections inside: ${hits.length}`);

hits.length = 0;
for (const payload of payloads) await read(`http://pub.test/r?c=302&to=${encodeURIComponent(payload)}`);
await settled();
console.log(
  `open-redirect payloads: ${payloads.length}, connections elsewhere: ${hits.length} (to ${[...new Set(hits)].join(', ')})`,
);
urlStandard();
process.exit(0);

/** Runs every vector, names once for every answer a resolver may give, and counts by class those that connected inside. */
async function table(system: string, go: (url: string) => Promise<string>) {
  const counts = new Map<string, { tried: number; reached: number }>();
  for (const { url, class: name = 'other' } of vectors) {
    const count = counts.get(name) ?? { tried: 0, reached: 0 };
    counts.set(name, count);
    for (let answer = 0; answer < (name.startsWith('dns') ? ANSWERS.length : 1); answer++) {
      hits.length = 0;
      await go(url).catch((error) => system === 'Copydesk' && console.log(`${url} threw ${error}`));
      await settled();
      count.tried++;
      if (hits.length > 0) count.reached++;
      if (hits.length > 0 && system === 'Copydesk') console.log(`REACHED ${url} at ${hits}`);
    }
  }
  return counts;
}

/** Holds the reading of addresses against the URL Standard's own tests. */
function urlStandard(): void {
  const rules = { ports: [80, 443, 8080, 8443], allow: parseAllowList([]) };
  const cases: { input: string; base: string | null; failure?: boolean; href?: string }[] = JSON.parse(
    readFileSync(join(folder, 'wpt-url/urltestdata.json'), 'utf8'),
  ).filter((each: unknown) => typeof each === 'object');
  let wrong = 0;
  let passed = 0;
  for (const { input, base, failure, href } of cases) {
    const parsedBase = base === null ? undefined : (URL.parse(base) ?? undefined);
    const checked = checkUrl(input, rules, parsedBase);
    if (checked.kind === 'refused') continue;
    passed++;
    const expected = href?.replace(/#.*$/s, '').replace(/^(https?:\/\/[^/]+?)\.(?=\/)/, '$1');
    if (failure || checked.url.href !== expected) wrong++;
  }
  console.log(`URL Standard: ${cases.length} cases, ${passed} may be fetched, ${wrong} of them read differently`);
}

/** Every port that a vector names, on every address. A hit is an open connection, whatever is said over it. */
async function listen(): Promise<void> {
  const named = [...vectors, ...allowed].flatMap(({ url }) =>
    [...url.matchAll(/(?::|%3A)(\d{2,5})\b/gi)].map(([, port]) => Number(port)),
  );
  const site = createHttpServer((incoming, response) => {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://site');
    if (pathname !== '/r') return response.end('<p>public</p>');
    // Node refuses some of these bytes in a header; a hostile server would not.
    const location = Buffer.from(searchParams.get('to') ?? '')
      .toString('latin1')
      .replace(/[\r\n\0]/g, '');
    return response.writeHead(Number(searchParams.get('c')), { location }).end();
  });
  for (const port of new Set([80, 443, 8080, 8443, ...named.filter((port) => port > 0 && port < 65_536)]))
    await new Promise<void>((resolve) => {
      const server = createServer((socket) => {
        socket.on('error', () => {});
        const local = socket.localAddress?.replace(/^::ffff:/, '') ?? '';
        if (local !== PUBLIC) hits.push(`${local}:${port}`);
        site.emit('connection', socket);
      });
      server.listen(port, '::', resolve);
    });
}

/** Lets connections that were opened a moment ago be counted. */
function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 3));
}

function addresses(found: readonly string[]): ResolvedAddress[] {
  return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
}

function lines(name: string): string[] {
  return readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
}
