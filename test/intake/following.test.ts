import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { ArticleId } from '../../src/article/article.ts';
import { lookAgain } from '../../src/intake/look-again.ts';
import { pollFeed } from '../../src/intake/poll-feed.ts';
import { articlesById, listArticles, revisionsOf } from '../../src/store/articles/articles.ts';
import { revisionsSince } from '../../src/store/articles/revisions-since.ts';
import { articlesBetween } from '../../src/store/digests/digest-news.ts';
import { waitingEntries } from '../../src/store/feeds/entries.ts';
import { feedIdOf, findFeed, listFeeds, takeDueFeeds } from '../../src/store/feeds/feeds.ts';
import { TERMINAL } from '../../src/store/schema.ts';
import { loopbackWeb, newsPage, rss, STORY } from './loopback-web.ts';

type Web = Awaited<ReturnType<typeof loopbackWeb>>;

/** Entries with the whole text of different stories, so that no page has to be fetched. */
function entry(n: number, day: number, more = '') {
  const text = Array.from(
    { length: 12 },
    (_, i) =>
      `<p>Boat ${n}-${i} of harbour ${n * 7 + i} came in before noon, and crane ${n * i} lifted its boxes without a stop.</p>`,
  );
  const date = new Date(Date.UTC(2026, 10, 1, day)).toUTCString();
  return `<guid>log-${n}</guid><title>Harbour log ${n}</title><link>/log/${n}</link><pubDate>${date}</pubDate><content:encoded><![CDATA[${text.join('')}]]></content:encoded>${more}`;
}

const news = (web: Web, from: Date) =>
  articlesBetween(web.db, TERMINAL, {
    from,
    // The store notes by its own clock when it was shown what.
    to: new Date('2100-01-01'),
    topic: null,
    limit: 2_000,
  });
const titles = async (web: Web) => (await listArticles(web.db, TERMINAL, { limit: 1_000 })).map(({ title }) => title);

test('of a long feed, oldest first, the newest are stored, none is news, and what comes later is', async () => {
  const web = await loopbackWeb();
  const start = web.clock.now;
  const old = Array.from({ length: 120 }, (_, i) => entry(i + 1, i));
  const feed = web.at(2, '/feed', rss('Log', old));
  await web.follow(feed);
  await web.poll(feed);
  await web.poll(feed);
  const stored = await titles(web);
  expect(stored).toHaveLength(30);
  expect(stored).toContain('Harbour log 120');
  expect(await news(web, start)).toEqual([]);
  web.at(2, '/feed', rss('Log', [...old, entry(121, 648)]));
  await web.poll(feed);
  expect((await titles(web)).filter((title) => title === 'Harbour log 121')).toHaveLength(1);
});

test('hundreds of new entries between two readings, and one with another title, all wait to be read', async () => {
  const web = await loopbackWeb();
  const feed = web.at(2, '/feed', rss('Log', [entry(1, 1)]));
  await web.follow(feed);
  await web.poll(feed);
  const items = Array.from(
    { length: 640 },
    (_, i) => `<guid>log-${i + 1}</guid><title>Log ${i + 1}</title><link>/log/${i + 1}</link>`,
  );
  web.at(2, '/feed', rss('Log', items));
  await pollFeed(web.deps, feedIdOf(feed));
  expect(await waitingEntries(web.db, web.clock.now, 1_000)).toHaveLength(640);
});

test('what a first reading that was cut off did not show is old, and what came out since is news', async () => {
  const web = await loopbackWeb();
  const whole = rss('Log', [entry(3, 640), entry(2, 600), entry(1, 580)]);
  const feed = web.at(2, '/feed', whole.slice(0, whole.indexOf('log-2')));
  await web.follow(feed);
  await web.poll(feed);
  web.at(2, '/feed', whole.replace('<item>', `<item>${entry(4, 650)}</item><item>`));
  await web.poll(feed);
  expect((await titles(web)).sort()).toEqual([1, 2, 3, 4].map((n) => `Harbour log ${n}`));
  // What is news was seen now, by the clock of the store; what is old was dated back.
  const { rows } = await sql<{ title: string }>`select r.title from article_visibility v
    join articles a on a.id = v.article_id join revisions r on r.id = a.current where v.added > now() - interval '1 day'`.execute(
    web.db,
  );
  expect(rows.map(({ title }) => title)).toEqual(['Harbour log 4']);
});

test('a feed that gives all its entries other ids and dates has no news', async () => {
  const web = await loopbackWeb();
  const start = web.clock.now;
  const log = (id: string, day: number) =>
    Array.from({ length: 40 }, (_, i) => entry(i + 1, day).replace('<guid>log', `<guid>${id}`));
  const feed = web.at(2, '/feed', rss('Log', log('log', 1)));
  await web.follow(feed);
  await web.poll(feed);
  web.at(2, '/feed', rss('Log', [...log('https://log.example/', 672), entry(41, 680)]));
  await web.poll(feed);
  expect((await news(web, start)).map(({ title }) => title)).toEqual(['Harbour log 41']);
});

test('a feed that is empty when it is followed has as news only what came out since', async () => {
  const web = await loopbackWeb();
  const start = web.clock.now;
  const feed = web.at(2, '/feed', rss('Log', []));
  await web.follow(feed);
  await web.poll(feed);
  web.at(2, '/feed', rss('Log', [entry(1, 600), entry(2, 672)]));
  await web.poll(feed);
  expect(await titles(web)).toHaveLength(2);
  expect((await news(web, start)).map(({ title }) => title)).toEqual(['Harbour log 2']);
});

test('a date that is to come, and the first day of 1970, are not when an entry came out', async () => {
  const web = await loopbackWeb();
  const feed = web.at(
    2,
    '/feed',
    rss('Log', [
      entry(1, 0, '').replace(/2026/, '2100'),
      entry(2, 0).replace(/Sun, .*GMT/, 'Thu, 01 Jan 1970 00:00:00 GMT'),
    ]),
  );
  await web.follow(feed);
  await web.poll(feed);
  expect((await listArticles(web.db, TERMINAL, { limit: 9 })).map(({ published }) => published)).toEqual([null, null]);
});

test('an entry of years ago that appears today is stored and is not news', async () => {
  const web = await loopbackWeb();
  const feed = web.at(2, '/feed', rss('Log', [entry(1, 600)]));
  await web.follow(feed);
  await web.poll(feed);
  const start = web.clock.now;
  const late = entry(2, 600).replace(/<pubDate>.*<\/pubDate>/, '<pubDate>Mon, 04 Mar 2019 09:00:00 GMT</pubDate>');
  web.at(2, '/feed', rss('Log', [late, entry(1, 600)]));
  await web.poll(feed);
  expect(await titles(web)).toContain('Harbour log 2');
  expect(await news(web, start)).toEqual([]);
});

test('entries that share an id but not a link are several', async () => {
  const web = await loopbackWeb();
  const items = [1, 2, 3].map((n) => entry(n, n).replace(/<guid>.*<\/guid>/, '<guid>N/A</guid>'));
  const feed = web.at(2, '/feed', rss('Log', items));
  await web.follow(feed);
  await web.poll(feed);
  expect(await titles(web)).toHaveLength(3);
});

test('a corrected entry is read again and becomes a revision that says what changed', async () => {
  const web = await loopbackWeb();
  const item = (title: string, updated: string) =>
    `<guid>f</guid><title>${title}</title><link>/fire</link><pubDate>${updated}</pubDate><description>Short.</description>`;
  const missing = 'Fire chief Lorne Abbas said two workers were missing after the fire at the paint works.';
  const safe = 'Fire chief Lorne Abbas said all workers were safe, and that nobody had been missing.';
  web.at(2, '/fire', newsPage('Two missing', { paragraphs: [missing, ...STORY] }));
  const feed = web.at(2, '/feed', rss('Wire', [item('Two missing', 'Fri, 27 Nov 2026 18:00:00 GMT')]));
  await web.follow(feed);
  await web.poll(feed);
  web.at(2, '/fire', newsPage('All safe', { paragraphs: [safe, ...STORY] }));
  web.at(2, '/feed', rss('Wire', [item('All safe', 'Fri, 27 Nov 2026 20:30:00 GMT')]));
  await web.poll(feed);
  const [listed] = await listArticles(web.db, TERMINAL, { limit: 5 });
  expect(listed?.title).toBe('All safe');
  const revisions = await revisionsOf(web.db, TERMINAL, listed?.id ?? '');
  expect(revisions.map(({ changes }) => changes)).toEqual([
    null,
    { title: 'Two missing', removed: [missing], inserted: [safe] },
  ]);
  expect(web.asked(web.at(2, '/fire'))).toBe(2);
  const changed = await revisionsSince(web.db, TERMINAL, [listed?.id as ArticleId], new Date(0));
  expect(changed).toMatchObject([{ number: 2, title: 'All safe', changes: { removed: [missing] } }]);
});

test('a page that changed is found by looking again, and one that is gone is marked', async () => {
  const web = await loopbackWeb();
  const page = web.at(2, '/pier', newsPage('Pier'));
  const { article } = await web.add(page);
  web.at(2, '/pier', newsPage('Pier', { paragraphs: STORY.map((text) => text.replace('four', 'six')) }));
  const looks = async (hours: number) => {
    web.clock.now = new Date(web.clock.now.getTime() + hours * 3_600_000);
    return lookAgain(web.deps, 10);
  };
  expect(await looks(0.5)).toBe(0);
  expect(await looks(1)).toBe(1);
  expect(await revisionsOf(web.db, TERMINAL, article)).toHaveLength(2);
  web.at(2, '/pier', { status: 410 });
  expect(await looks(4)).toBe(1);
  expect((await articlesById(web.db, TERMINAL, [article]))[0]?.gone).toEqual(web.clock.now);
});

test('what the page lacks, the feed fills', async () => {
  const web = await loopbackWeb();
  web.at(2, '/lamp', newsPage('Lamp shines again').replace(' lang="en"', ''));
  const item =
    '<title>Lamp</title><link>/lamp</link><pubDate>Mon, 02 Nov 2026 07:30:00 GMT</pubDate><author>nell@vale.example (Nell Ashby)</author>';
  const feed = web.at(2, '/feed', rss('Vale', [item]).replace('<channel>', '<channel><language>en-GB</language>'));
  await web.follow(feed);
  await web.poll(feed);
  const [listed] = await listArticles(web.db, TERMINAL, { limit: 5 });
  const [article] = await articlesById(web.db, TERMINAL, [listed?.id ?? '']);
  expect(article).toMatchObject({ published: new Date('2026-11-02T07:30:00Z'), byline: 'Nell Ashby', language: 'en' });
});

const POST = 'The bridge at Norfell opens again on Monday at six, two weeks before the plan. Thanks to all who worked.';

test.each([
  ['a post of a network', '', `<p>${POST}</p>`, 'post', `The bridge at Norfell opens again`],
  ['a teaser', 'Bridge opens early', `<p>${POST}</p>`, 'teaser', 'Bridge opens early'],
  ['notes on a recording', 'Episode 7', `<p>${POST}</p>`, 'notes', 'Episode 7'],
])('%s is stored from the feed where the page gives nothing', async (_, title, html, kind, start) => {
  const web = await loopbackWeb();
  const link = web.at(2, '/p', '<html><div id="root"></div><noscript>Enable JavaScript</noscript></html>');
  const enclosure = kind === 'notes' ? '<enclosure url="/a.mp3" type="audio/mpeg" length="1"/>' : '';
  const item = `<title>${title}</title><link>${link}</link><description><![CDATA[${html}]]></description>${enclosure}`;
  const feed = web.at(2, '/feed', rss('City of Norfell', [item]));
  await web.follow(feed);
  await web.poll(feed);
  const [listed] = await listArticles(web.db, TERMINAL, { limit: 5 });
  const [article] = await articlesById(web.db, TERMINAL, [listed?.id ?? '']);
  expect(article).toMatchObject({ kind, text: POST, url: link, publisher: 'City of Norfell' });
  expect(article?.title).toContain(start);
});

test.each([
  ['a video, as its network names it', '<yt:videoId>x1</yt:videoId>', ''],
  ['one of several forms of a recording', '', '<media:content url="/a.mp3" type="audio/mpeg"/>'],
])('the words of a feed about %s are notes on it', async (_, id, content) => {
  const web = await loopbackWeb();
  const link = web.at(2, '/clip', '<html><div id="app"></div><noscript>Enable JavaScript</noscript></html>');
  const feed = web.at(
    2,
    '/feed',
    `<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom"><title>Lock</title><entry><id>1</id>${id}<title>How the lock works</title><link href="${link}"/><media:group>${content}<media:description>${POST}</media:description></media:group></entry></feed>`,
  );
  await web.follow(feed);
  await web.poll(feed);
  expect(await listArticles(web.db, TERMINAL, { limit: 5 })).toMatchObject([{ kind: 'notes' }]);
});

test('entries that can’t be read are told in the list of feeds', async () => {
  const web = await loopbackWeb();
  const items = [1, 2, 3].map(
    (n) =>
      `<title>Norfell port strike ${n}</title><link>/gone/${n}</link><description>Norfell port strike ${n}</description>`,
  );
  const feed = web.at(2, '/feed', rss('Search', items));
  await web.follow(feed);
  await web.poll(feed);
  expect((await listFeeds(web.db, TERMINAL))[0]).toMatchObject({
    unread: 3,
    entryProblem: expect.stringContaining('no page'),
  });
});

test('"page not found" with status 200 is not an article', async () => {
  const web = await loopbackWeb();
  const page = newsPage('Page not found', {
    paragraphs: [
      'The page you asked for is not here any more, or it never was; please go back to the front page.',
      ...STORY.slice(0, 1),
    ],
  });
  await expect(web.add(web.at(2, '/lost', page))).rejects.toThrow(/says there is nothing/);
});

test('a feed that moved for good is known by its new address, and one that is gone for good ends', async () => {
  const web = await loopbackWeb();
  const feed = web.at(2, '/old', rss('Log', [entry(1, 1)]));
  await web.follow(feed);
  await web.poll(feed);
  const moved = web.at(2, '/new', rss('Log', [entry(1, 1)]));
  web.at(2, '/old', { status: 301, location: moved });
  await web.poll(feed);
  expect((await listFeeds(web.db, TERMINAL)).map(({ url }) => url)).toEqual([moved]);
  web.at(2, '/new', { status: 410 });
  await web.poll(feed);
  expect((await findFeed(web.db, feedIdOf(feed)))?.ended).not.toBeNull();
  web.clock.now = new Date(web.clock.now.getTime() + 10 * 86_400_000);
  expect(await takeDueFeeds(web.db, web.clock.now, 10)).toEqual([]);
});

test('a feed and an entry that a wrong clock put off for months are read when it is right again', async () => {
  const web = await loopbackWeb();
  const feed = web.at(2, '/log', rss('Log', [entry(1, 1)]));
  await web.follow(feed);
  const right = web.clock.now;
  web.clock.now = new Date(right.getTime() + 100 * 86_400_000);
  await web.poll(feed);
  web.clock.now = new Date(right.getTime() + 60_000);
  expect(await takeDueFeeds(web.db, web.clock.now, 10)).toEqual([feedIdOf(feed)]);
  expect(await takeDueFeeds(web.db, web.clock.now, 10)).toEqual([]);
  await web.db
    .updateTable('feed_entries')
    .set({ state: 'waiting', retry_at: new Date(right.getTime() + 100 * 86_400_000) })
    .execute();
  expect(await waitingEntries(web.db, web.clock.now, 10)).toHaveLength(1);
});

test('a feed that moves to one that is followed already is that one', async () => {
  const web = await loopbackWeb();
  const kept = web.at(2, '/new', rss('Log', [entry(1, 1)]));
  const feed = web.at(2, '/old', { status: 301, location: kept });
  await web.follow(feed);
  await web.follow(kept);
  await web.poll(feed);
  expect((await listFeeds(web.db, TERMINAL)).map(({ url }) => url)).toEqual([kept]);
});

test('a feed whose host was told to wait by another feed has not failed', async () => {
  const web = await loopbackWeb();
  const busy = web.at(2, '/busy', { status: 429, retryAfter: 3_600 });
  const other = web.at(2, '/other', rss('Log', [entry(1, 1)]));
  await web.follow(busy);
  await web.follow(other);
  await web.poll(busy);
  await web.poll(other);
  expect(await findFeed(web.db, feedIdOf(busy))).toMatchObject({ failures: 1 });
  expect(await findFeed(web.db, feedIdOf(other))).toMatchObject({ failures: 0, problem: null });
});

test('the address of a feed is not an article, and the error says so', async () => {
  const web = await loopbackWeb();
  const feed = web.at(2, '/feed', rss('Log', [entry(1, 1)]));
  await expect(web.add(feed)).rejects.toThrow(/That is a feed/);
});
