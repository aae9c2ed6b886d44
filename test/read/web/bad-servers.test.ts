import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import type { Fetcher, FetchOptions } from '../../../src/read/web/fetch.ts';
import { drip, fetcherFor, httpServer, rawServer, type TestServer } from './bad-servers.ts';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

async function raw(
  misbehave: (socket: Socket) => void,
  options: Partial<FetchOptions> = {},
): Promise<[TestServer, Fetcher]> {
  const server = await rawServer(misbehave);
  const fetcher = fetcherFor([server], options);
  open.push(server, fetcher);
  return [server, fetcher];
}

const failureOf = async ([server, fetcher]: [TestServer, Fetcher]) => {
  const result = await fetcher.fetchPage(`${server.origin}/story`);
  return result.kind === 'failed' ? result.reason : result.kind;
};

const OK = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n';

test('a server that never answers is timed out', async () => {
  expect(await failureOf(await raw(() => {}))).toBe('timed-out');
});

test('a header that comes one byte at a time is timed out', async () => {
  const bytes = [...`${OK}X-Slow: ${'a'.repeat(5000)}`];
  expect(await failureOf(await raw((socket) => drip(socket, () => bytes.shift() ?? 'a')))).toBe('timed-out');
});

test('a body that comes one byte at a time is timed out', async () => {
  const slow = await raw((socket) => {
    socket.write(`${OK}Content-Length: 100000\r\n\r\n`);
    drip(socket, () => 'a');
  });
  expect(await failureOf(slow)).toBe('timed-out');
});

test('headers without end are cut off', async () => {
  const endless = await raw((socket) => {
    socket.write(OK);
    drip(socket, () => `X-Header: ${'a'.repeat(8000)}\r\n`, 1);
  });
  expect(await failureOf(endless)).toBe('network');
});

test('interim answers without end are timed out', async () => {
  expect(await failureOf(await raw((socket) => drip(socket, () => 'HTTP/1.1 103 Early Hints\r\n\r\n', 5)))).toBe(
    'timed-out',
  );
});

test('chunk sizes that hide no bytes are timed out', async () => {
  const stuffed = await raw((socket) => {
    socket.write(`${OK}Transfer-Encoding: chunked\r\n\r\n1;`);
    drip(socket, () => 'a'.repeat(1000), 5);
  });
  expect(['timed-out', 'network']).toContain(await failureOf(stuffed));
});

test('trailers without end are cut off', async () => {
  const trailing = await raw((socket) => {
    socket.write(`${OK}Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n`);
    drip(socket, () => `X-Trailer: ${'a'.repeat(1000)}\r\n`, 5);
  });
  expect(['timed-out', 'network']).toContain(await failureOf(trailing));
});

test('a body without end is cut off at the limit', async () => {
  let sent = 0;
  const endless = await raw(
    (socket) => {
      socket.write(`${OK}\r\n`);
      drip(
        socket,
        () => {
          sent += 10_000;
          return 'a'.repeat(10_000);
        },
        1,
      );
    },
    { maxBytes: 50_000, totalMs: 20_000 },
  );
  expect(await failureOf(endless)).toBe('too-large');
  expect(sent).toBeLessThan(2_000_000);
});

test('a body that promises more than the limit is not waited for', async () => {
  expect(await failureOf(await raw((socket) => socket.write(`${OK}Content-Length: 99999999999\r\n\r\n`)))).toBe(
    'too-large',
  );
});

test('a small body that unpacks to a huge one is cut off', async () => {
  const bomb = gzipSync(Buffer.alloc(30_000_000));
  const packed = await raw((socket) => {
    socket.write(`${OK}Content-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`);
    socket.write(bomb);
  });
  expect(await failureOf(packed)).toBe('too-large');
});

test('a body shorter than promised is a broken connection, not a page', async () => {
  expect(await failureOf(await raw((socket) => socket.end(`${OK}Content-Length: 50\r\n\r\nshort`)))).toBe('network');
});

test('of a body longer than promised only what was promised is taken', async () => {
  const [server, fetcher] = await raw((socket) => socket.end(`${OK}Content-Length: 5\r\n\r\nstorymore`));
  const page = await fetcher.fetchPage(server.origin);
  expect(page.kind === 'page' ? Buffer.from(page.bytes).toString() : page).toBe('story');
});

test.each([
  ['resets', (socket: Socket) => socket.resetAndDestroy()],
  ['hangs up', (socket: Socket) => socket.end()],
  ['speaks another protocol', (socket: Socket) => socket.end('220 mail.example ESMTP\r\n')],
  ['sends two lengths', (socket: Socket) => socket.end(`${OK}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`)],
  [
    'sends a length and chunks',
    (socket: Socket) => socket.end(`${OK}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`),
  ],
  ['sends a broken chunk', (socket: Socket) => socket.end(`${OK}Transfer-Encoding: chunked\r\n\r\nzz\r\n`)],
  [
    'resets in the middle',
    (socket: Socket) => {
      socket.write(`${OK}Content-Length: 50\r\n\r\nhalf`);
      setTimeout(() => socket.resetAndDestroy(), 30);
    },
  ],
])('a server that %s gives a network failure, never an exception', async (_what, misbehave) => {
  expect(await failureOf(await raw(misbehave))).toBe('network');
});

test('the fetcher still works after all kinds of failures', async () => {
  let turn = 0;
  const [server, fetcher] = await raw((socket) => {
    turn++;
    if (turn === 1) socket.resetAndDestroy();
    else if (turn === 2) socket.end('nonsense');
    else if (turn > 3) socket.end(`${OK}Content-Length: 5\r\n\r\nstory`);
  });
  for (const reason of ['network', 'network', 'timed-out', 'page'])
    expect(await failureOf([server, fetcher])).toBe(reason);
});

test('a redirect that drips its body is followed at once', async () => {
  const server = await httpServer((request, response) => {
    if (request.url === '/end') return response.end('story');
    response.writeHead(302, { location: '/end' });
    drip(response, () => 'a');
  });
  const fetcher = fetcherFor([server]);
  open.push(server, fetcher);
  expect(await fetcher.fetchPage(`${server.origin}/start`)).toMatchObject({
    kind: 'page',
    url: `${server.origin}/end`,
  });
});
