import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { type FeedDeps, pollFeed } from '../../src/intake/poll-feed.ts';
import { readEntry } from '../../src/intake/read-entry.ts';
import { createFetcher } from '../../src/read/web/fetch.ts';
import { listArticles } from '../../src/store/articles/articles.ts';
import { articlesBetween } from '../../src/store/digests/digest-news.ts';
import { waitingEntries } from '../../src/store/feeds/entries.ts';
import { feedIdOf, findFeed, followFeed, takeDueFeeds, unfollowFeed } from '../../src/store/feeds/feeds.ts';
import { TERMINAL, type WorkspaceId } from '../../src/store/schema.ts';
import { welcomeWorkspace } from '../../src/store/workspaces.ts';
import { sharedParser } from '../read/parse/shared-parser.ts';
import { testDatabase } from '../store/test-database.ts';

const page = (
  n: number,
) => `<!doctype html><html lang="en"><head><title>Story ${n}</title></head><body><article><h1>Story ${n} of the harbour</h1>
<p>The harbour office said on Tuesday that pier ${n} will be rebuilt in spring, after years of talks with the fishers who use it.</p>
<p>“Pier ${n} has waited long enough,” said harbour master Ida Brandt, who signed the contract on the pier itself in the rain.</p>
<p>Work on pier ${n} takes ${n + 3} months and is paid for by the state and the town in equal parts, the office said in a statement.</p></article></body></html>`;

/** A site with a feed of the stories it has at the moment. */
async function site() {
  const state = { stories: [1, 2], feedRequests: 0, down: false };
  const server = createServer((request, response) => {
    if (request.url === '/robots.txt') {
      response.statusCode = 404;
      response.end();
    } else if (request.url === '/feed') {
      state.feedRequests++;
      if (state.down) response.statusCode = 500;
      const items = state.stories.map(
        (n) =>
          `<item><guid>s${n}</guid><title>Story ${n}</title><link>/story/${n}</link><description>Short.</description></item>`,
      );
      response.setHeader('content-type', 'application/rss+xml');
      response.end(
        `<rss version="2.0"><channel><title>Harbour News</title><link>/</link>${items.join('')}</channel></rss>`,
      );
    } else {
      response.setHeader('content-type', 'text/html');
      response.end(page(Number(request.url?.split('/').at(-1))));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const host = `127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
  const { db } = await testDatabase();
  const fetcher = createFetcher({ userAgent: 'Test/1', allow: [host] });
  onTestFinished(() => fetcher.close());
  const clock = { now: new Date() };
  const deps: FeedDeps = {
    db,
    fetcher,
    parser: sharedParser,
    maxCharacters: 100_000,
    shortestMinutes: 15,
    now: () => clock.now,
    random: () => 0.5,
  };
  const url = `http://${host}/feed`;
  const readAll = async () => {
    for (const { feed, entry } of await waitingEntries(db, new Date(clock.now.getTime() + 60_000), 50))
      await readEntry(deps, feed, entry);
  };
  const follow = (workspace: WorkspaceId) =>
    followFeed(db, workspace, { url, title: 'x', pageUrl: null, name: null, everyMinutes: 15 }, clock.now);
  return { state, deps, db, clock, id: feedIdOf(url), readAll, follow };
}

const news = (db: FeedDeps['db'], workspace: WorkspaceId, now: Date) =>
  articlesBetween(db, workspace, {
    from: new Date(now.getTime() - 86_400_000),
    to: new Date(now.getTime() + 60_000),
    topic: null,
    limit: 50,
  });

test('what a feed holds when it is followed is stored but is not news; what comes later is', async () => {
  const { state, deps, db, clock, id, readAll, follow } = await site();
  await follow(TERMINAL);
  await pollFeed(deps, id);
  await readAll();
  expect((await listArticles(db, TERMINAL, { limit: 9 })).map((article) => article.title).sort()).toEqual([
    'Story 1 of the harbour',
    'Story 2 of the harbour',
  ]);
  expect(await news(db, TERMINAL, clock.now)).toEqual([]);
  state.stories = [3, 1, 2];
  await pollFeed(deps, id);
  await readAll();
  expect((await news(db, TERMINAL, clock.now)).map((item) => item.title)).toEqual(['Story 3 of the harbour']);
});

test('reading a feed again without news stores and announces nothing', async () => {
  const { deps, db, id, readAll, follow } = await site();
  await follow(TERMINAL);
  for (let i = 0; i < 3; i++) {
    await pollFeed(deps, id);
    await readAll();
  }
  expect(await listArticles(db, TERMINAL, { limit: 9 })).toHaveLength(2);
});

test('a feed that two workspaces follow is read once for both', async () => {
  const { state, deps, db, clock, id, readAll, follow } = await site();
  const other = 'discord/1' as WorkspaceId;
  await welcomeWorkspace(db, { id: other, platform: 'discord', name: 'one' });
  await follow(TERMINAL);
  await follow(other);
  for (const feed of await takeDueFeeds(db, clock.now, 9)) await pollFeed(deps, feed);
  await readAll();
  expect(state.feedRequests).toBe(1);
  for (const workspace of [TERMINAL, other]) expect(await listArticles(db, workspace, { limit: 9 })).toHaveLength(2);
  expect((await findFeed(db, id))?.title).toBe('Harbour News');
});

test('a workspace that follows later a feed that another follows is shown what is in it, and none of that is news', async () => {
  const { deps, db, clock, readAll, follow } = await site();
  const other = 'discord/1' as WorkspaceId;
  await welcomeWorkspace(db, { id: other, platform: 'discord', name: 'one' });
  await follow(TERMINAL);
  for (const feed of await takeDueFeeds(db, clock.now, 9)) await pollFeed(deps, feed);
  await readAll();
  await follow(other);
  expect(await listArticles(db, other, { limit: 9 })).toHaveLength(2);
  expect(await news(db, other, clock.now)).toEqual([]);
});

test('a failing feed says why, is tried ever more rarely, and recovers', async () => {
  const { state, deps, db, clock, id, follow } = await site();
  await follow(TERMINAL);
  state.down = true;
  await pollFeed(deps, id);
  const once = await findFeed(db, id);
  expect(once).toMatchObject({ failures: 1, problem: expect.stringMatching(/\w/) });
  await pollFeed(deps, id);
  const twice = await findFeed(db, id);
  expect((twice?.nextPoll.getTime() ?? 0) - clock.now.getTime()).toBeGreaterThan(
    (once?.nextPoll.getTime() ?? 0) - clock.now.getTime(),
  );
  state.down = false;
  await pollFeed(deps, id);
  expect(await findFeed(db, id)).toMatchObject({ failures: 0, problem: null });
});

test('a feed that nobody follows any more is forgotten, its articles are not', async () => {
  const { deps, db, id, readAll, follow } = await site();
  await follow(TERMINAL);
  await pollFeed(deps, id);
  await readAll();
  expect(await unfollowFeed(db, TERMINAL, id)).toBe(true);
  expect(await findFeed(db, id)).toBeNull();
  expect(await listArticles(db, TERMINAL, { limit: 9 })).toHaveLength(2);
});
