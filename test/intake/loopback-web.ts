import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type FeedDeps, pollFeed } from '../../src/intake/poll-feed.ts';
import { readAddress } from '../../src/intake/read-address.ts';
import { readEntry } from '../../src/intake/read-entry.ts';
import { createFetcher } from '../../src/read/web/fetch.ts';
import { waitingEntries } from '../../src/store/feeds/entries.ts';
import { feedIdOf, followFeed } from '../../src/store/feeds/feeds.ts';
import { TERMINAL, type WorkspaceId } from '../../src/store/schema.ts';
import { sharedParser } from '../read/parse/shared-parser.ts';
import { testDatabase } from '../store/test-database.ts';

export type Answer = string | { status: number; body?: string; location?: string; retryAfter?: number };

/** The words of a page of news: three paragraphs, with a quotation. */
export const STORY = [
  'The harbour office said on Tuesday that the pier will be rebuilt in spring, after years of talks with the fishers who use it.',
  '“The pier has waited long enough,” said harbour master Ida Brandt, who signed the contract on the pier itself in the rain.',
  'Work on the pier takes four months and is paid for by the state and the town in equal parts, the office said in a statement.',
];

export function newsPage(
  title: string,
  { head = '', paragraphs = STORY }: { head?: string; paragraphs?: string[] } = {},
) {
  return `<!doctype html><html lang="en"><head><title>${title}</title>${head}</head><body><article><h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article></body></html>`;
}

export function rss(title: string, items: readonly string[]): string {
  return `<rss version="2.0"><channel><title>${title}</title><link>/</link>${items.map((item) => `<item>${item}</item>`).join('')}</channel></rss>`;
}

/** Web sites on the loopback network, a host each: `web.at(2, '/a', page)` puts a page on 127.0.0.2 and gives its address. */
export async function loopbackWeb() {
  const answers = new Map<string, Answer>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const address = `${request.headers.host}${request.url}`;
    const answer = answers.get(address);
    requests.push(address);
    const { status, body, location, retryAfter } =
      typeof answer === 'string' ? { status: 200, body: answer } : (answer ?? { status: 404 });
    if (location) response.setHeader('location', location);
    if (retryAfter) response.setHeader('retry-after', retryAfter);
    response.writeHead(status, { 'content-type': body?.startsWith('<rss') ? 'application/rss+xml' : 'text/html' });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const { port } = server.address() as AddressInfo;
  const { db } = await testDatabase();
  const fetcher = createFetcher({ userAgent: 'Test/1', allow: [`127.0.0.0/8:${port}`] });
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await fetcher.close();
  });
  const clock = { now: new Date('2026-11-28T12:00:00Z') };
  const deps: FeedDeps = {
    db,
    fetcher,
    parser: sharedParser,
    maxCharacters: 100_000,
    shortestMinutes: 15,
    now: () => clock.now,
    random: () => 0.5,
  };
  const at = (host: number, path: string, answer?: Answer) => {
    const address = `127.0.0.${host}:${port}${path}`;
    if (answer !== undefined) answers.set(address, answer);
    return `http://${address}`;
  };
  return {
    db,
    deps,
    clock,
    at,
    asked: (url: string) => requests.filter((address) => `http://${address}` === url).length,
    add: (url: string, workspace: WorkspaceId = TERMINAL) => readAddress(deps, url, { workspace }),
    follow: (url: string, workspace: WorkspaceId = TERMINAL) =>
      followFeed(db, workspace, { url, title: 'x', pageUrl: null, name: null, everyMinutes: 15 }, clock.now),
    /** Reads a feed and then what waits, an hour after the last time. */
    async poll(url: string) {
      clock.now = new Date(clock.now.getTime() + 3_600_000);
      await pollFeed(deps, feedIdOf(url));
      for (const { feed, entry } of await waitingEntries(db, clock.now, 2_000)) await readEntry(deps, feed, entry);
    },
  };
}
