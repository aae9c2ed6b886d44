import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Lookup } from '../../../src/read/web/connector.ts';
import { createFetcher, type Fetcher, type FetchOptions } from '../../../src/read/web/fetch.ts';
import { httpServer, type TestServer } from './bad-servers.ts';

/** Stands on loopback for everything that must not be reached. */
let inside: TestServer;
let fetcher: Fetcher;
beforeAll(async () => {
  inside = await httpServer((_request, response) => response.end('secret'));
});
afterEach(() => fetcher.close());
afterAll(() => inside.close());

const answers =
  (...addresses: string[]): Lookup =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

async function reasonFor(address: string, options: Partial<FetchOptions>): Promise<string> {
  fetcher = createFetcher({
    userAgent: 'Copydesk/0.0',
    robots: false,
    firstByteMs: 300,
    totalMs: 500,
    ports: [inside.port],
    ...options,
  });
  const result = await fetcher.fetchPage(address);
  return result.kind === 'failed' ? result.reason : result.kind;
}

test.each([
  ['loopback', ['127.0.0.1']],
  ['IPv6 loopback', ['::1']],
  ['an IPv4-mapped address', ['::ffff:127.0.0.1']],
  ['a NAT64 address', ['64:ff9b::7f00:1']],
  ['a public address and then loopback', ['93.184.216.34', '127.0.0.1']],
  ['loopback and then a public address', ['127.0.0.1', '93.184.216.34']],
  ['something that is no address', ['localhost']],
])('a name that resolves to %s is never connected to', async (_what, addresses) => {
  const before = inside.connections();
  expect(await reasonFor(`http://news.example:${inside.port}/`, { lookup: answers(...addresses) })).toBe(
    'blocked-address',
  );
  expect(inside.connections()).toBe(before);
});

test.each(['127.0.0.1', 'localhost', '0', '[::ffff:127.0.0.1]', '127.1', '2130706433', 'LOCALHOST.'])(
  'http://%s/ is never connected to',
  async (host) => {
    const before = inside.connections();
    expect(await reasonFor(`http://${host}:${inside.port}/`, {})).toBe('blocked-address');
    expect(inside.connections()).toBe(before);
  },
);

test('a name is looked up once a connection, so a second answer has no effect', async () => {
  let lookups = 0;
  const lookup: Lookup = async () => {
    lookups++;
    return [{ address: lookups === 1 ? '127.0.0.2' : '127.0.0.1', family: 4 }];
  };
  const before = inside.connections();
  await reasonFor(`http://news.example:${inside.port}/`, { lookup, allow: ['127.0.0.2'] });
  expect(lookups).toBe(1);
  expect(inside.connections()).toBe(before);
});

test('a name that comes to resolve to loopback between two requests is refused at the second', async () => {
  const outside = await httpServer((_request, response) =>
    response.writeHead(200, { connection: 'close' }).end('public'),
  );
  const addresses = ['127.0.0.1', '127.0.0.2'];
  const lookup: Lookup = async () => [{ address: addresses.shift() ?? '127.0.0.2', family: 4 }];
  fetcher = createFetcher({
    userAgent: 'Copydesk/0.0',
    robots: false,
    ports: [outside.port],
    allow: ['127.0.0.1'],
    lookup,
  });
  const url = `http://news.example:${outside.port}/`;
  expect(await fetcher.fetchPage(url)).toMatchObject({ kind: 'page' });
  expect(await fetcher.fetchPage(url)).toMatchObject({ kind: 'failed', reason: 'blocked-address' });
  expect(outside.connections()).toBe(1);
  await outside.close();
});

test('a name without an address, and one that cannot be looked up, are network failures', async () => {
  expect(await reasonFor(`http://news.example:${inside.port}/`, { lookup: answers() })).toBe('network');
  const failing: Lookup = async () => Promise.reject(Object.assign(new Error('no'), { code: 'EAI_AGAIN' }));
  expect(await reasonFor(`http://news.example:${inside.port}/`, { lookup: failing })).toBe('network');
});

test('a look-up that never ends is timed out', async () => {
  expect(await reasonFor(`http://news.example:${inside.port}/`, { lookup: () => new Promise(() => {}) })).toBe(
    'timed-out',
  );
});

test('a host on the allow-list may resolve to a private address', async () => {
  const options = { lookup: answers('127.0.0.1'), allow: [`wiki.example:${inside.port}`] };
  expect(await reasonFor(`http://wiki.example:${inside.port}/`, options)).toBe('page');
});

test('a real resolver that alternates between an allowed and a forbidden address never leads inside', async () => {
  const dns = await alternatingDns(['127.0.0.2', '127.0.0.1']);
  const resolver = new Resolver();
  resolver.setServers([`127.0.0.1:${dns.port}`]);
  let asked = 0;
  const lookup: Lookup = async (name) => {
    asked++;
    return (await resolver.resolve4(name)).map((address) => ({ address, family: 4 }));
  };
  fetcher = createFetcher({
    userAgent: 'Copydesk/0.0',
    robots: false,
    firstByteMs: 50,
    totalMs: 80,
    ports: [inside.port],
    allow: ['127.0.0.2'],
    lookup,
  });
  const before = inside.connections();
  const reasons = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const result = await fetcher.fetchPage(`http://r${index}.news.example:${inside.port}/`);
      return result.kind === 'failed' ? result.reason : result.kind;
    }),
  );
  expect(asked).toBe(200);
  expect(new Set(reasons)).not.toContain('page');
  // How many run out of time before they are refused is the machine's business.
  expect(reasons).toContain('blocked-address');
  expect(inside.connections()).toBe(before);
  dns.close();
});

/** A DNS server on loopback that gives the addresses in turn, with no time to live. */
async function alternatingDns(addresses: readonly string[]): Promise<{ port: number; close: () => void }> {
  const socket = createSocket('udp4');
  let turn = 0;
  socket.on('message', (query, from) => {
    const questionEnd = query.indexOf(0, 12) + 5;
    const address = addresses[turn++ % addresses.length] ?? '';
    const head = Buffer.from([query[0] ?? 0, query[1] ?? 0, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0]);
    const answer = Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split('.').map(Number)]);
    socket.send(Buffer.concat([head, query.subarray(12, questionEnd), answer]), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return { port: socket.address().port, close: () => socket.close() };
}
