import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { createFetcher, type Fetcher, type FetchOptions } from '../../../src/read/web/fetch.ts';
import { fetcherFor, httpServer, type TestServer } from './bad-servers.ts';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
async function site(answer: Answer, options: Partial<FetchOptions> = {}): Promise<[TestServer, Fetcher]> {
  const server = await httpServer(answer);
  const fetcher = fetcherFor([server], options);
  open.push(server, fetcher);
  return [server, fetcher];
}

const redirect =
  (to: string, status = 302): Answer =>
  (request, response) =>
    request.url === '/start' ? response.writeHead(status, { location: to }).end() : response.end('story');

test('a page comes with its bytes, its type and what to ask with next time', async () => {
  const [server, fetcher] = await site((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=shift_jis');
    response.writeHead(200, { etag: '"v1"', 'last-modified': 'Mon, 02 Nov 2026 10:00:00 GMT' });
    response.end(Buffer.from([0x82, 0xa0]));
  });
  expect(await fetcher.fetchPage(`${server.origin}/story#part`)).toEqual({
    kind: 'page',
    url: `${server.origin}/story`,
    status: 200,
    bytes: Buffer.from([0x82, 0xa0]),
    contentType: 'text/html; charset=shift_jis',
    etag: '"v1"',
    lastModified: 'Mon, 02 Nov 2026 10:00:00 GMT',
    redirects: [],
    permanent: null,
  });
});

test('what the last answer said is sent back, and an unchanged page is not sent again', async () => {
  let headers: IncomingHttpHeaders = {};
  const [server, fetcher] = await site((request, response) => {
    headers = request.headers;
    response.writeHead(request.headers['if-none-match'] === '"v1"' ? 304 : 200).end();
  });
  const again = { etag: '"v1"', lastModified: 'Mon, 02 Nov 2026 10:00:00 GMT' };
  expect(await fetcher.fetchPage(server.origin, again)).toEqual({ kind: 'not-modified' });
  expect(headers['if-modified-since']).toBe('Mon, 02 Nov 2026 10:00:00 GMT');
  expect(await fetcher.fetchPage(server.origin, { etag: '"v1"\r\nX-Injected: 1' })).toMatchObject({ kind: 'page' });
  expect(headers['x-injected']).toBeUndefined();
});

test('304 to a question that was not asked is a fault of the server', async () => {
  const [server, fetcher] = await site((_request, response) => response.writeHead(304).end());
  expect(await fetcher.fetchPage(server.origin)).toMatchObject({ kind: 'failed', reason: 'server-error' });
});

test('Copydesk says who it is, and sends no cookie to another server and no referrer', async () => {
  let headers: IncomingHttpHeaders = {};
  const other = await httpServer((request, response) => {
    headers = request.headers;
    response.end('story');
  });
  const server = await httpServer((request, response) =>
    redirect(`${other.origin}/end`)(request, response.setHeader('set-cookie', 'a=b; Domain=127.0.0.1')),
  );
  const fetcher = fetcherFor([server, other]);
  open.push(server, other, fetcher);
  await fetcher.fetchPage(`${server.origin}/start`, { accept: 'application/rss+xml' });
  expect(headers).toMatchObject({ 'user-agent': 'Copydesk/0.0 (test)', accept: 'application/rss+xml' });
  expect(headers).not.toHaveProperty('cookie');
  expect(headers).not.toHaveProperty('referer');
});

test.each([
  [404, 'not-found'],
  [410, 'gone'],
  [401, 'forbidden'],
  [402, 'forbidden'],
  [403, 'forbidden'],
  [451, 'forbidden'],
  [429, 'rate-limited'],
  [400, 'server-error'],
  [500, 'server-error'],
  [300, 'server-error'],
])('status %i means %s', async (status, reason) => {
  const [server, fetcher] = await site((_request, response) => response.writeHead(status).end('a page of excuses'));
  expect(await fetcher.fetchPage(server.origin)).toMatchObject({ kind: 'failed', reason });
});

test.each(['image/jpeg', 'application/pdf', 'video/mp4', 'application/zip', 'application/vnd.ms-excel'])(
  'a body of type %s is not read',
  async (type) => {
    const [server, fetcher] = await site((_request, response) =>
      response.writeHead(200, { 'content-type': type }).end('x'),
    );
    expect(await fetcher.fetchPage(server.origin)).toMatchObject({ kind: 'failed', reason: 'unsupported-type' });
  },
);

test('a PDF file is told by its first bytes, whatever its type says', async () => {
  const [server, fetcher] = await site((_request, response) =>
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end('%PDF-1.7 …'),
  );
  expect(await fetcher.fetchPage(server.origin)).toMatchObject({
    kind: 'failed',
    reason: 'unsupported-type',
    message: expect.stringContaining('a PDF file'),
  });
});

test.each([
  'text/html',
  'application/rss+xml; charset=utf-8',
  'application/feed+json',
  'application/xml',
  'application/octet-stream',
  'text/plain',
])('a body of type %s is read', async (type) => {
  const [server, fetcher] = await site((_request, response) =>
    response.writeHead(200, { 'content-type': type }).end('x'),
  );
  expect(await fetcher.fetchPage(server.origin)).toMatchObject({ kind: 'page' });
});

test.each([301, 302, 303, 307, 308])('a redirect with status %i is followed', async (status) => {
  const [server, fetcher] = await site(redirect('/end', status));
  expect(await fetcher.fetchPage(`${server.origin}/start`)).toMatchObject({
    kind: 'page',
    url: `${server.origin}/end`,
    redirects: [`${server.origin}/start`],
    permanent: status === 301 || status === 308 ? `${server.origin}/end` : null,
  });
});

test('of a chain, what moved for good ends where a step is only for now', async () => {
  const steps: Record<string, [number, string]> = {
    '/1': [301, '/2'],
    '/2': [308, '/3'],
    '/3': [302, '/4'],
    '/4': [301, '/5'],
  };
  const [server, fetcher] = await site((request, response) => {
    const step = steps[request.url ?? ''];
    step ? response.writeHead(step[0], { location: step[1] }).end() : response.end('story');
  });
  expect(await fetcher.fetchPage(`${server.origin}/1`)).toMatchObject({
    url: `${server.origin}/5`,
    permanent: `${server.origin}/3`,
  });
});

test('five redirects are followed, six are not', async () => {
  const [server, fetcher] = await site((request, response) => {
    const left = Number(request.url?.slice(1));
    left > 0 ? response.writeHead(302, { location: `/${left - 1}` }).end() : response.end('story');
  });
  expect(await fetcher.fetchPage(`${server.origin}/5`)).toMatchObject({ kind: 'page' });
  expect(await fetcher.fetchPage(`${server.origin}/6`)).toMatchObject({ kind: 'failed', reason: 'too-many-redirects' });
});

test('a redirect in a circle is noticed at once', async () => {
  const [server, fetcher] = await site((_request, response) => response.writeHead(302, { location: '/start' }).end());
  expect(await fetcher.fetchPage(`${server.origin}/start`)).toMatchObject({
    kind: 'failed',
    reason: 'too-many-redirects',
  });
  expect(server.asked).toEqual(['/start']);
});

/** A page for those who send back both cookies; it sets them and sends everybody else back to the same address. */
const cookieGate: Answer = (request, response) => {
  const cookie = request.headers.cookie ?? '';
  if (cookie.includes('seen=1; step=two')) return response.end('story');
  const cookies = ['seen=1; Path=/; HttpOnly', cookie === '' ? 'step=one' : 'step=two', 'old=1; Max-Age=0'];
  return response.writeHead(301, { location: request.url, 'set-cookie': cookies }).end();
};

test('a page that is shown once its cookies come back is read, at its own address, and they are forgotten', async () => {
  const [server, fetcher] = await site(cookieGate);
  for (let time = 1; time <= 2; time++) {
    expect(await fetcher.fetchPage(`${server.origin}/gate`)).toMatchObject({
      kind: 'page',
      url: `${server.origin}/gate`,
      redirects: [],
      permanent: null,
    });
    expect(server.asked).toHaveLength(3 * time);
  }
});

test('a new cookie at every redirect to the same address ends at the limit of redirects', async () => {
  let count = 0;
  const [server, fetcher] = await site((_request, response) =>
    response.writeHead(302, { location: '/start', 'set-cookie': `n=${count++}` }).end(),
  );
  expect(await fetcher.fetchPage(`${server.origin}/start`)).toMatchObject({ reason: 'too-many-redirects' });
  expect(server.asked).toHaveLength(6);
});

test('cookies without end are not sent back', async () => {
  let sent = 0;
  const [server, fetcher] = await site((request, response) => {
    sent = request.headers.cookie?.length ?? 0;
    const cookies = Array.from({ length: 60 }, (_, i) => `c${i}=${'x'.repeat(400)}`);
    redirect('/end')(request, response.setHeader('set-cookie', cookies));
  });
  expect(await fetcher.fetchPage(`${server.origin}/start`)).toMatchObject({ kind: 'page' });
  expect(sent).toBeGreaterThan(3_000);
  expect(sent).toBeLessThanOrEqual(4_096);
});

test.each([
  ['http://127.0.0.2/', 'blocked-address'],
  ['http://2130706433/', 'blocked-address'],
  ['//[::1]/', 'blocked-address'],
  ['http://169.254.169.254/latest/meta-data/', 'blocked-address'],
  ['http://localhost/', 'blocked-address'],
  ['file:///etc/passwd', 'unsupported-scheme'],
  ['javascript:alert(1)', 'unsupported-scheme'],
  ['http://user@paper.example/', 'bad-address'],
  ['http://[', 'bad-address'],
])('a redirect to %s is refused', async (to, reason) => {
  const [server, fetcher] = await site(redirect(to));
  expect(await fetcher.fetchPage(`${server.origin}/start`)).toMatchObject({ kind: 'failed', reason });
});

test('a redirect to another server inside is never connected to', async () => {
  const inside = await httpServer((_request, response) => response.end('secret'));
  open.push(inside);
  const [server, fetcher] = await site(redirect(inside.origin));
  expect(await fetcher.fetchPage(`${server.origin}/start`)).toMatchObject({
    kind: 'failed',
    reason: 'blocked-address',
  });
  expect(inside.connections()).toBe(0);
});

test('an address beyond ASCII in a redirect is read as UTF-8', async () => {
  const [server, fetcher] = await site(redirect(Buffer.from('/größe').toString('latin1')));
  expect(await fetcher.fetchPage(`${server.origin}/start`)).toMatchObject({ url: `${server.origin}/gr%C3%B6%C3%9Fe` });
});

test('a host that says when to come back is left alone until then', async () => {
  const [server, fetcher] = await site(
    (_request, response) => response.writeHead(429, { 'retry-after': '120' }).end(),
    { maxWaitMs: 1000 },
  );
  expect(await fetcher.fetchPage(server.origin)).toMatchObject({ reason: 'rate-limited', retryAfterMs: 120_000 });
  const second = await fetcher.fetchPage(server.origin);
  expect(second.kind === 'failed' && second.retryAfterMs).toBeGreaterThan(110_000);
  expect(server.asked).toHaveLength(1);
});

test('a date says when to come back as well, and never more than a day', async () => {
  const date = new Date(Date.now() + 365 * 24 * 3_600_000).toUTCString();
  const [server, fetcher] = await site((_request, response) => response.writeHead(503, { 'retry-after': date }).end());
  expect(await fetcher.fetchPage(server.origin)).toMatchObject({
    reason: 'server-error',
    retryAfterMs: 24 * 3_600_000,
  });
});

test('robots.txt is asked once, and what it forbids is not read', async () => {
  const [server, fetcher] = await site(
    (request, response) =>
      response.end(request.url === '/robots.txt' ? 'User-agent: copydesk\nDisallow: /closed' : 'story'),
    { robots: true },
  );
  expect(await fetcher.fetchPage(`${server.origin}/closed/1`)).toMatchObject({
    kind: 'failed',
    reason: 'blocked-by-robots',
  });
  expect(await fetcher.fetchPage(`${server.origin}/open`)).toMatchObject({ kind: 'page' });
  expect(server.asked).toEqual(['/robots.txt', '/open']);
});

test('a redirect to what robots.txt forbids is not followed', async () => {
  const [server, fetcher] = await site(
    (request, response) =>
      request.url === '/robots.txt'
        ? response.end('User-agent: *\nDisallow: /end')
        : redirect('/end')(request, response),
    { robots: true },
  );
  expect(await fetcher.fetchPage(`${server.origin}/start`)).toMatchObject({ reason: 'blocked-by-robots' });
  expect(server.asked).toEqual(['/robots.txt', '/start']);
});

test.each([
  [404, 'page'],
  [403, 'page'],
  [503, 'server-error'],
  [429, 'rate-limited'],
])('a robots.txt that answers %i means %s (RFC 9309)', async (status, outcome) => {
  const [server, fetcher] = await site(
    (request, response) => response.writeHead(request.url === '/robots.txt' ? status : 200).end('story'),
    { robots: true },
  );
  const result = await fetcher.fetchPage(server.origin);
  expect(result.kind === 'failed' ? result.reason : result.kind).toBe(outcome);
});

test('a crawl delay longer than anybody waits is said, after the first page', async () => {
  const [server, fetcher] = await site(
    (request, response) => response.end(request.url === '/robots.txt' ? 'User-agent: *\nCrawl-delay: 600' : 'story'),
    { robots: true },
  );
  expect(await fetcher.fetchPage(`${server.origin}/1`)).toMatchObject({ kind: 'page' });
  expect(await fetcher.fetchPage(`${server.origin}/2`)).toMatchObject({ kind: 'failed', reason: 'rate-limited' });
  expect(server.asked).toEqual(['/robots.txt', '/1']);
});

test('no host sees more requests at the same time than it should, nor do all together', async () => {
  let running = 0;
  let most = 0;
  const answer: Answer = (_request, response) => {
    most = Math.max(most, ++running);
    setTimeout(() => {
      running--;
      response.end('story');
    }, 20);
  };
  const [server, fetcher] = await site(answer, { perHost: 2 });
  await Promise.all(Array.from({ length: 12 }, (_, page) => fetcher.fetchPage(`${server.origin}/${page}`)));
  expect(most).toBe(2);

  most = 0;
  const hosts = await Promise.all(Array.from({ length: 6 }, () => httpServer(answer)));
  const all = fetcherFor(hosts, { inAll: 3 });
  open.push(...hosts, all);
  await Promise.all(hosts.flatMap(({ origin }) => [all.fetchPage(origin), all.fetchPage(`${origin}/2`)]));
  expect(most).toBe(3);
});

test('a fetch that is aborted rejects and gives its turn back', async () => {
  const [server, fetcher] = await site((request, response) => request.url === '/2' && response.end('story'), {
    perHost: 1,
  });
  const leaving = AbortSignal.timeout(50);
  const running = fetcher.fetchPage(`${server.origin}/1`, { signal: leaving });
  const waiting = fetcher.fetchPage(`${server.origin}/1`, { signal: leaving });
  await expect(running).rejects.toThrow();
  await expect(waiting).rejects.toThrow();
  expect(await fetcher.fetchPage(`${server.origin}/2`)).toMatchObject({ kind: 'page' });
});

test('closing ends what is running', async () => {
  const [server, fetcher] = await site(() => {});
  const running = fetcher.fetchPage(server.origin);
  const settled = expect(running).rejects.toThrow('closed');
  await fetcher.close();
  await settled;
});

test('a proxy in the environment changes nothing, so it opens no way round the guard', async () => {
  const proxy = await httpServer((_request, response) => response.end('by proxy'));
  open.push(proxy);
  const [server, fetcher] = await site((_request, response) => response.end('direct'));
  process.env.HTTP_PROXY = proxy.origin;
  const page = await fetcher.fetchPage(server.origin);
  delete process.env.HTTP_PROXY;
  expect(page.kind === 'page' && Buffer.from(page.bytes).toString()).toBe('direct');
  expect(proxy.connections()).toBe(0);
});

test('a failure says what happened and what to do, and tells nothing that a server wrote', async () => {
  const [server, fetcher] = await site((_request, response) => response.writeHead(404, 'evil words').end('evil words'));
  const missing = await fetcher.fetchPage(server.origin);
  expect(missing).toMatchObject({
    message: `127.0.0.1:${server.port} has no page at this address. Check the address.`,
  });
  const blocked = await createFetcher({ userAgent: 'Copydesk/0.0' }).fetchPage('http://10.0.0.1/');
  expect(blocked).toMatchObject({
    message:
      "10.0.0.1 isn't on the public web (a private network (RFC 1918)), so Copydesk won't read it. An administrator can allow it with FETCH_ALLOW.",
  });
});
