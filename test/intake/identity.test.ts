import { expect, test } from 'vitest';
import { listArticles, revisionsOf } from '../../src/store/articles/articles.ts';
import { findQuotes } from '../../src/store/quotes/quote-lookup.ts';
import { TERMINAL, type WorkspaceId } from '../../src/store/schema.ts';
import { welcomeWorkspace } from '../../src/store/workspaces.ts';
import { loopbackWeb, newsPage, rss, STORY } from './loopback-web.ts';

const OTHER = 'discord/222' as WorkspaceId;
const INVENTED = [
  'The minister admitted on Monday that the money had been taken from the fund, as the papers of the office show.',
  '“I took the money and I would take it again,” said harbour master Ida Brandt in the town hall on Monday evening.',
  'The fund was meant for the pier, and the town has not found out yet how much of it is left for the work.',
];

test.each([
  ['a canonical address', (url: string) => `<link rel="canonical" href="${url}">`],
  ['og:url', (url: string) => `<meta property="og:url" content="${url}">`],
  [
    'JSON-LD',
    (url: string) =>
      `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'Pier', url })}</script>`,
  ],
])('a page can’t put its words under another’s address by %s', async (_, head) => {
  const web = await loopbackWeb();
  await welcomeWorkspace(web.db, { id: OTHER, platform: 'discord', name: 'Other' });
  const real = web.at(11, '/pier', newsPage('Pier to be rebuilt'));
  const forged = web.at(12, '/forged', newsPage('Minister admits', { head: head(real), paragraphs: INVENTED }));
  const stored = await web.add(real);
  const added = await web.add(forged, OTHER);
  expect(added.kind).toBe('stored');
  expect(added.article).not.toBe(stored.article);
  expect(await revisionsOf(web.db, TERMINAL, stored.article)).toHaveLength(1);
  expect((await listArticles(web.db, OTHER, { limit: 5 })).map(({ url }) => url)).toEqual([forged]);
  expect((await findQuotes(web.db, TERMINAL, { text: 'money' }, { limit: 5, offset: 0 })).quotes).toEqual([]);
});

test('another path of the same host is checked too', async () => {
  const web = await loopbackWeb();
  const real = web.at(11, '/pier', newsPage('Pier to be rebuilt'));
  const head = `<link rel="canonical" href="${real}">`;
  const forged = web.at(11, '/~mallory', newsPage('Minister admits', { head, paragraphs: INVENTED }));
  const stored = await web.add(real);
  expect((await web.add(forged)).article).not.toBe(stored.article);
  expect(await revisionsOf(web.db, TERMINAL, stored.article)).toHaveLength(1);
});

test('the address that a copy names counts when the page there says the same', async () => {
  const web = await loopbackWeb();
  const real = web.at(11, '/pier', newsPage('Pier to be rebuilt'));
  const head = `<link rel="canonical" href="${real}">`;
  const copy = web.at(12, '/copy', newsPage('Pier to be rebuilt', { head, paragraphs: STORY.slice(0, 2) }));
  const added = await web.add(copy);
  const [listed] = await listArticles(web.db, TERMINAL, { limit: 5 });
  expect(listed?.url).toBe(real);
  expect((await web.add(real)).kind).toBe('known');
  expect((await web.add(copy)).article).toBe(added.article);
});

test('a copy that says something else later is an article of its own', async () => {
  const web = await loopbackWeb();
  const first = await web.add(web.at(11, '/pier', newsPage('Pier to be rebuilt')));
  const copy = web.at(12, '/copy', newsPage('Pier to be rebuilt'));
  expect((await web.add(copy)).kind).toBe('known');
  web.at(12, '/copy', newsPage('Minister admits', { paragraphs: INVENTED }));
  const other = await web.add(copy);
  expect(other).toMatchObject({ kind: 'stored' });
  expect(other.article).not.toBe(first.article);
  expect(await revisionsOf(web.db, TERMINAL, first.article)).toHaveLength(1);
});

test('a page with a well-known publisher’s name at another host is shown by its host', async () => {
  const web = await loopbackWeb();
  const head = '<meta property="og:site_name" content="The New York Times">';
  await web.add(web.at(12, '/a', newsPage('Minister admits', { head })));
  expect((await listArticles(web.db, TERMINAL, { limit: 5 }))[0]?.publisher).toBe('127.0.0.12');
});

test('a name that another site’s articles have already is shown with the host beside it', async () => {
  const web = await loopbackWeb();
  const head = '<meta property="og:site_name" content="Vale Courier">';
  await web.add(web.at(11, '/a', newsPage('Pier to be rebuilt', { head })));
  await web.add(web.at(12, '/a', newsPage('Minister admits', { head, paragraphs: INVENTED })));
  const publishers = (await listArticles(web.db, TERMINAL, { limit: 5 })).map(({ publisher }) => publisher);
  expect(publishers.sort()).toEqual(['Vale Courier', 'Vale Courier (127.0.0.12)']);
});

const LONG = `<content:encoded><![CDATA[${INVENTED.map((text) => `<p>${text}</p>`)
  .join('')
  .repeat(6)}]]></content:encoded>`;

test('a feed can’t put its text under the address of another site', async () => {
  const web = await loopbackWeb();
  const real = web.at(11, '/pier', newsPage('Pier to be rebuilt'));
  const stored = await web.add(real);
  const feed = web.at(12, '/feed', rss('Mallory', [`<title>Minister admits</title><link>${real}</link>${LONG}`]));
  await web.follow(feed);
  await web.poll(feed);
  expect(await revisionsOf(web.db, TERMINAL, stored.article)).toHaveLength(1);
  const listed = await listArticles(web.db, TERMINAL, { limit: 5 });
  expect(listed.find(({ title }) => title === 'Minister admits')).toMatchObject({ publisher: 'Mallory' });
  expect(listed.filter(({ url }) => url?.startsWith(feed))).toHaveLength(1);
});

test('the publisher of a feed’s own text is the feed’s name', async () => {
  const web = await loopbackWeb();
  const feed = web.at(11, '/feed', rss('Vale Courier', [`<title>Minister admits</title><link>/a</link>${LONG}`]));
  await web.follow(feed);
  await web.poll(feed);
  expect(await listArticles(web.db, TERMINAL, { limit: 5 })).toMatchObject([
    { publisher: 'Vale Courier', url: web.at(11, '/a') },
  ]);
  expect(web.asked(web.at(11, '/a'))).toBe(0);
});

test.each([
  ['another verdict', (text: string) => text.replace('will be rebuilt', 'will be torn down')],
  ['another name', (text: string) => text.replaceAll('pier', 'lock of Norfell')],
  ['a quotation turned round', (text: string) => text.replace('has waited', 'has not waited')],
] as const)('a report alike but for %s is another report', async (_, change) => {
  const web = await loopbackWeb();
  await web.add(web.at(11, '/a', newsPage('Pier')));
  const other = newsPage('Pier', { paragraphs: STORY.map(change) });
  expect((await web.add(web.at(11, '/b', other))).kind).toBe('stored');
});
