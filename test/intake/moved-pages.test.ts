import { expect, test } from 'vitest';
import { lookAgain } from '../../src/intake/look-again.ts';
import { listArticles } from '../../src/store/articles/articles.ts';
import { TERMINAL } from '../../src/store/schema.ts';
import { type Answer, loopbackWeb, newsPage, rss, STORY } from './loopback-web.ts';

type Web = Awaited<ReturnType<typeof loopbackWeb>>;

const stored = (web: Web) => listArticles(web.db, TERMINAL, { limit: 100 });
const item = (title: string, link: string, more = '') =>
  `<title>${title}</title><link>${link}</link><guid>${more === '' ? link : 'one'}</guid><pubDate>Sat, 28 Nov 2026 10:00:00 GMT</pubDate>${more}`;

async function lookLater(web: Web) {
  web.clock.now = new Date(web.clock.now.getTime() + 2 * 3_600_000);
  await lookAgain(web.deps, 50);
}

/** An article that was added, and what its address answers when it is looked at later. */
async function addedThen(later: (web: Web) => Answer) {
  const web = await loopbackWeb();
  const url = web.at(2, '/n/mayor-resigns', newsPage('Mayor resigns'));
  await web.add(url);
  web.at(2, '/n/mayor-resigns', later(web));
  return { web, url };
}

const CORRECTED = [
  'Correction: the mayor has not resigned, the town said, and the pier is rebuilt.',
  ...STORY.slice(1),
];

test('a corrected article that moved to another address with its headline is the next version of itself', async () => {
  const { web } = await addedThen((web) => {
    web.at(2, '/n/mayor-denies', newsPage('Mayor denies resigning', { paragraphs: CORRECTED }));
    return { status: 301, location: '/n/mayor-denies' };
  });
  await lookLater(web);
  expect(await stored(web)).toMatchObject([{ title: 'Mayor denies resigning', gone: null }]);
});

test('a feed that gives the corrected article’s new address leads to its next version too', async () => {
  const web = await loopbackWeb();
  web.at(2, '/a', newsPage('Mayor resigns'));
  const feed = web.at(2, '/feed', rss('Wire', [item('Mayor resigns', '/a', '<description/>')]));
  await web.follow(feed);
  await web.poll(feed);
  web.at(2, '/a', { status: 404 });
  web.at(2, '/b', newsPage('Mayor denies resigning', { paragraphs: CORRECTED }));
  web.at(2, '/feed', rss('Wire', [item('Mayor denies resigning', '/b', '<description/>')]));
  await web.poll(feed);
  expect((await stored(web)).map(({ title }) => title)).toEqual(['Mayor denies resigning']);
});

test('an address that leads to another article makes the first gone, and never another’s words its own', async () => {
  const other = ['Bakers won the county prize on Friday, and nobody in the hall was less surprised than they were.'];
  const { web } = await addedThen((web) => {
    web.at(
      2,
      '/n/bakers',
      newsPage('Bakers win', { paragraphs: [...other, ...other.map((text) => `${text} Twice.`)] }),
    );
    return { status: 302, location: '/n/bakers' };
  });
  await lookLater(web);
  expect(await stored(web)).toMatchObject([{ title: 'Mayor resigns', gone: web.clock.now }]);
});

const HOME = `<title>Post</title>${Array.from({ length: 20 }, (_, i) => `<a href="/n/${i}">Headline ${i} of a long day in the harbour town</a>`).join('')}`;

test.each<[string, (web: Web) => Answer]>([
  [
    'that says with status 200 that it isn’t there',
    () => '<title>Page not found</title><h1>Page not found</h1><p>Sorry.</p>',
  ],
  [
    'that leads to the home page',
    (web) => {
      web.at(2, '/', HOME);
      return { status: 302, location: '/' };
    },
  ],
])('a page %s is gone', async (_, later) => {
  const { web } = await addedThen(later);
  await lookLater(web);
  expect(await stored(web)).toMatchObject([{ gone: web.clock.now }]);
});

test('the report of another day at the same address is another article, and the first is kept, marked gone', async () => {
  const day = (date: string) => `<meta property="article:published_time" content="2026-11-${date}T08:00:00Z">`;
  const web = await loopbackWeb();
  const url = web.at(2, '/weather', newsPage('Storm over the islands', { head: day('26') }));
  await web.add(url);
  const paragraphs = STORY.map((text) => text.replaceAll('pier', 'frost').replaceAll('office', 'service'));
  web.at(2, '/weather', newsPage('Frost until Sunday', { head: day('28'), paragraphs }));
  await lookLater(web);
  expect((await stored(web)).sort((a, b) => a.title.localeCompare(b.title))).toMatchObject([
    { title: 'Frost until Sunday', gone: null },
    { title: 'Storm over the islands', gone: expect.any(Date) },
  ]);
});

test('what a newsroom says in place of an article that it took back is the article’s next version', async () => {
  const notice = 'This article has been withdrawn. We apologise to the mayor.';
  const { web } = await addedThen(() => newsPage('Article withdrawn', { paragraphs: [notice] }));
  await lookLater(web);
  expect((await stored(web)).map(({ title }) => title)).toEqual(['Article withdrawn']);
});

test('a page that is gone when it is added again is marked, and the error says what is kept', async () => {
  const { web, url } = await addedThen(() => ({ status: 404 }));
  await expect(web.add(url)).rejects.toThrow(/no page at this address.* I keep “Mayor resigns”/);
  expect(await stored(web)).toMatchObject([{ gone: web.clock.now }]);
  web.at(2, '/n/mayor-resigns', newsPage('Mayor resigns'));
  await web.add(url);
  expect(await stored(web)).toMatchObject([{ gone: null }]);
});

test('entries that all link to the home page, or to places on one page, are several', async () => {
  const web = await loopbackWeb();
  const items = ['Water', 'Road', 'Hall'].flatMap((what) => [
    item(
      `${what} closed`,
      '/',
      `<description>${what} works begin on Monday at noon, the town says, and last a week.</description>`,
    ),
    item(
      `${what} open`,
      `/news#${what}`,
      `<description>${what} is open again after works that took the town a week.</description>`,
    ),
  ]);
  const feed = web.at(2, '/feed', rss('Town', items));
  web.at(2, '/', HOME);
  web.at(2, '/news', newsPage('News'));
  await web.follow(feed);
  await web.poll(feed);
  expect(await stored(web)).toHaveLength(6);
});

test('a page that comes later than its entry is read then, and a teaser stands for it meanwhile', async () => {
  const web = await loopbackWeb();
  const text = '<description>The old crane at the northern dock was sold to a yard on Monday for scrap.</description>';
  const feed = web.at(2, '/feed', rss('Wire', [item('Ferry sold', '/ferry'), item('Crane sold', '/crane', text)]));
  await web.follow(feed);
  await web.poll(feed);
  expect(await stored(web)).toMatchObject([{ title: 'Crane sold', kind: 'teaser' }]);
  web.at(2, '/ferry', newsPage('Ferry sold'));
  web.at(2, '/crane', newsPage('Crane sold', { paragraphs: STORY.map((line) => line.replaceAll('pier', 'crane')) }));
  await web.poll(feed);
  await lookLater(web);
  const found = await stored(web);
  expect(found.map(({ title, kind }) => [title, kind]).sort()).toEqual([
    ['Crane sold', 'article'],
    ['Ferry sold', 'article'],
  ]);
  expect(found.map(({ published }) => published?.toISOString())).toEqual(Array(2).fill('2026-11-28T10:00:00.000Z'));
});

test('an entry whose link is mended is read again', async () => {
  const web = await loopbackWeb();
  const feed = web.at(2, '/feed', rss('Wire', [item('Ferry sold', '/wrong', '<description/>')]));
  await web.follow(feed);
  await web.poll(feed);
  web.at(2, '/right', newsPage('Ferry sold'));
  web.at(2, '/feed', rss('Wire', [item('Ferry sold', '/right', '<description/>')]));
  await web.poll(feed);
  expect(await stored(web)).toMatchObject([{ title: 'Ferry sold' }]);
});

test('a page that sends its readers on at once leads to the article', async () => {
  const web = await loopbackWeb();
  const url = web.at(2, '/n/mayor', newsPage('Mayor resigns'));
  const short = web.at(3, '/x1', `<meta http-equiv="Refresh" content="0; URL='${url}'"><p>One moment, please.</p>`);
  await web.add(short);
  expect(await stored(web)).toMatchObject([{ title: 'Mayor resigns', url }]);
  await web.add(short);
  expect(await stored(web)).toHaveLength(1);
});

test('pages that send on to each other without end, and one that shows itself anew, are no article', async () => {
  const web = await loopbackWeb();
  const [a, b] = [web.at(2, '/a'), web.at(2, '/b')];
  web.at(2, '/a', `<meta http-equiv="refresh" content="0;url=${b}">`);
  web.at(2, '/b', `<meta http-equiv="refresh" content="0;url=${a}">`);
  web.at(
    2,
    '/c',
    `<noscript><meta http-equiv="refresh" content="0;url=${a}"></noscript><meta http-equiv="refresh" content="300;url=${a}"><p>Scores.</p>`,
  );
  for (const url of [a, web.at(2, '/c')]) await expect(web.add(url)).rejects.toThrow(/page has no/);
  expect(web.asked(a) + web.asked(b)).toBe(4);
});
