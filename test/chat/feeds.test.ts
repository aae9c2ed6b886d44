import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { tellOfFeed } from '../../jobs/tell-of-feed.ts';
import type { DeskDeps } from '../../src/chat/deps.ts';
import { renderTerminal } from '../../src/chat/platforms/terminal/render.ts';
import type { Caller } from '../../src/chat/request.ts';
import { pollFeed } from '../../src/intake/poll-feed.ts';
import { createFetcher } from '../../src/read/web/fetch.ts';
import type { Button, Reply } from '../../src/reply/reply.ts';
import { listFeeds } from '../../src/store/feeds/feeds.ts';
import type { FeedId, WorkspaceId } from '../../src/store/schema.ts';
import { recordingPoster } from '../digest/recording-poster.ts';
import { sharedParser } from '../read/parse/shared-parser.ts';
import { testDesk } from './test-desk.ts';

const GUILD = 'discord/g1' as WorkspaceId;
const ADMIN: Caller = { workspace: GUILD, place: 'discord/g1/c1/m1', user: 'u1', admin: true, zone: 'UTC' };

/** A site with a page that names its feed, and a core that may read it. */
async function setUp() {
  const state = { down: false };
  const server = createServer((request, response) => {
    if (request.url === '/feed') {
      response.statusCode = state.down ? 503 : 200;
      response.setHeader('content-type', 'application/rss+xml');
      const items = [1, 2, 3, 4].map(
        (n) => `<item><guid>s${n}</guid><title>Story ${n}</title><link>/${n}</link></item>`,
      );
      response.end(`<rss version="2.0"><channel><title>Harbour News</title>${items.join('')}</channel></rss>`);
    } else if (request.url === '/') {
      response.setHeader('content-type', 'text/html');
      response.end(
        '<html><head><link rel="alternate" type="application/rss+xml" title="News" href="/feed"></head><body><p>Hi</p></body></html>',
      );
    } else {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const host = `127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
  const fetcher = createFetcher({ userAgent: 'Test/1', allow: [host] });
  onTestFinished(async () => {
    await fetcher.close();
    server.closeAllConnections();
    server.close();
  });
  const reader = { fetcher, parser: sharedParser, maxCharacters: 100_000, shortestMinutes: 5, random: () => 0.5 };
  const feeds = { ...reader, now: () => new Date() } as unknown as DeskDeps['feeds'];
  const core = await testDesk({ feeds });
  Object.assign(feeds, { db: core.db });
  await core.desk.welcome({ id: GUILD, platform: 'discord', name: 'Vale' });
  const add = (url: string) =>
    core.desk.handle({ kind: 'command', command: 'newsadmin feed add', options: { url }, caller: ADMIN });
  const press = (button: Button | undefined, caller = ADMIN) =>
    core.desk.handle({ kind: 'press', button: button?.id ?? '', caller });
  return { ...core, state, url: `http://${host}`, add, press, feeds };
}

const shown = (reply: Reply) => renderTerminal(reply, { color: false, width: 500, zone: 'UTC' });
const buttons = (reply: Reply) => reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));

test('a feed is shown with three entries before it is followed, and followed by its button', async () => {
  const { add, press, db, url } = await setUp();
  const preview = await add(`${url}/feed`);
  expect(shown(preview)).toContain('Story 3');
  expect(shown(preview)).not.toContain('Story 4');
  expect(await listFeeds(db, GUILD)).toEqual([]);
  expect(shown(await press(buttons(preview)[0]))).toContain('Following “Harbour News”');
  expect(await listFeeds(db, GUILD)).toMatchObject([{ title: 'Harbour News' }]);
});

test('a web page offers the feeds that it names', async () => {
  const { add, press, db, url } = await setUp();
  const offered = await add(url);
  const preview = await press(buttons(offered)[0]);
  expect(shown(preview)).toContain('Story 1');
  await press(buttons(preview)[0]);
  expect(await listFeeds(db, GUILD)).toMatchObject([{ url: `${url}/feed` }]);
});

test('the button of an admin does nothing for somebody else, nor in another workspace', async () => {
  const { add, press, db, url } = await setUp();
  const [follow] = buttons(await add(`${url}/feed`));
  expect(shown(await press(follow, { ...ADMIN, admin: false }))).toContain('for admins');
  expect(shown(await press(follow, { ...ADMIN, workspace: 'discord/g2' as WorkspaceId }))).toContain('has expired');
  expect(await db.selectFrom('feed_followers').selectAll().execute()).toEqual([]);
});

test('the channel where a feed was added is told once that it fails, and once that it works again', async () => {
  const { add, press, db, url, state, feeds } = await setUp();
  await press(buttons(await add(`${url}/feed`))[0]);
  const [feed] = await listFeeds(db, GUILD);
  const id = feed?.id as FeedId;
  const poster = recordingPoster();
  const places: string[] = [];
  const posterFor = (place: string) => {
    places.push(place);
    return poster;
  };
  const app = { db, deliver: { posterFor, now: () => new Date() }, log: { warn() {} } } as never;
  const poll = async () => {
    await pollFeed(feeds, id);
    await tellOfFeed(app, id);
  };
  state.down = true;
  for (let i = 0; i < 7; i++) await poll();
  expect(poster.channel.map(({ text }) => text)).toEqual([expect.stringContaining('has failed 5 times')]);
  expect(places[0]).toBe('discord/g1/c1');
  state.down = false;
  await poll();
  await poll();
  expect(poster.channel.map(({ text }) => text)).toHaveLength(2);
  expect(poster.channel[1]?.text).toContain('is working again');
});
