import { expect, test } from 'vitest';
import { extractArticle } from '../../../src/read/page/extract.ts';
import { pageWith } from './page.ts';

const url = 'https://www.post.example/news/ferry-line-reopens?utm_source=x';
const draftOf = (parts: Parameters<typeof pageWith>[0]) => extractArticle({ html: pageWith(parts), url }).draft;
const linked = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;

test('JSON-LD gives title, authors, publisher and dates, in a graph with references too', () => {
  const draft = draftOf({
    head: linked({
      '@graph': [
        { '@type': 'WebSite', name: 'Harbour Post' },
        {
          '@type': 'NewsArticle',
          headline: 'Ferry line reopens',
          author: [{ '@id': '#kim' }, { name: 'By Ada Lind' }],
          publisher: { name: 'Harbour Post' },
          datePublished: '2024-03-05T09:30:00+01:00',
          dateModified: '2024-03-06T08:00:00Z',
        },
        { '@type': 'Person', '@id': '#kim', name: 'Kim Berg' },
      ],
    }),
  });
  expect(draft).toMatchObject({
    title: 'Ferry line reopens',
    byline: 'Kim Berg, Ada Lind',
    publisher: 'Harbour Post',
    publishedZone: '+01:00',
  });
  expect([draft.published?.toISOString(), draft.modified?.toISOString()]).toEqual([
    '2024-03-05T08:30:00.000Z',
    '2024-03-06T08:00:00.000Z',
  ]);
});

test('JSON-LD with raw line breaks is read, broken JSON-LD is passed over', () => {
  expect(
    draftOf({ head: '<script type="application/ld+json">{"@type":"NewsArticle","author":"Kim\nBerg"}</script>' })
      .byline,
  ).toBe('Kim Berg');
  expect(
    draftOf({ head: '<script type="application/ld+json">{"@type":</script><meta name="author" content="Kim Berg">' })
      .byline,
  ).toBe('Kim Berg');
});

test('without JSON-LD the meta elements speak', () => {
  const draft = draftOf({
    head: '<meta property="og:site_name" content="Harbour Post"><meta name="author" content="By Kim Berg"><meta property="article:published_time" content="2024-03-05T09:30:00Z"><meta property="og:image" content="/pier.jpg"><meta property="og:image:alt" content="The pier &amp; the sea">',
  });
  expect(draft).toMatchObject({
    byline: 'Kim Berg',
    publisher: 'Harbour Post',
    image: { url: 'https://www.post.example/pier.jpg', alt: 'The pier & the sea' },
  });
});

test('a date in a time element or in a line beside the headline serves when machines are told none', () => {
  expect(
    draftOf({ before: '<time datetime="2024-03-05T09:30:00-05:00">March 5</time>' }).published?.toISOString(),
  ).toBe('2024-03-05T14:30:00.000Z');
  expect(draftOf({ before: '<p>Kim Berg, March 5, 2024 9:30 a.m. ET</p>' }).published?.toISOString()).toBe(
    '2024-03-05T14:30:00.000Z',
  );
});

test('a bare date gives way to the same day with a time', () => {
  const head = `${linked({ '@type': 'NewsArticle', datePublished: '2024-03-05' })}<meta property="article:published_time" content="2024-03-05T09:30:00+01:00">`;
  expect(draftOf({ head }).published?.toISOString()).toBe('2024-03-05T08:30:00.000Z');
});

test('the canonical address is the one the page states, unless that is the home page', () => {
  expect(draftOf({ head: '<link rel="canonical" href="/news/2024/ferry">' }).url).toBe(
    'https://www.post.example/news/2024/ferry',
  );
  expect(draftOf({ head: '<link rel="canonical" href="https://www.post.example/">' }).url).toBe(
    'https://www.post.example/news/ferry-line-reopens',
  );
});

test('the line over a headline is not part of it, in the heading or in a title for machines', () => {
  const headline = '“The old pier has waited long enough”';
  const heading = `<h1><span class="article-title__overline">Pier</span> <span aria-hidden="true"> - </span><span>${headline}</span></h1>`;
  const html = pageWith({ head: `<meta property="og:title" content="Quarrel in Eastvale: ${headline}">` })
    .replace('<title>Ferry line reopens', `<title>Quarrel in Eastvale: ${headline}`)
    .replace('<h1>Ferry line reopens</h1>', heading);
  const page = extractArticle({ html, url }).draft;
  expect(page.title).toBe(headline);
});

test('the site’s name is not part of the title', () => {
  const html = pageWith({})
    .replace('<h1>Ferry line reopens</h1>', '')
    .replace('Ferry line reopens - Harbour Post', 'Ferry line reopens in May | Harbour Post');
  expect(extractArticle({ html, url }).draft.title).toBe('Ferry line reopens in May');
});

test('the dateline of the first paragraph is given apart', () => {
  expect(
    draftOf({
      story: `<p>OSLO (AP) — The harbour board voted on Tuesday to reopen the northern ferry line after seven months.</p><p>${'The boat is ready to sail again. '.repeat(8)}</p>`,
    }).dateline,
  ).toBe('OSLO');
});

const bylineIn = (head: string, before = '') => extractArticle({ html: pageWith({ head, before }), url }).draft.byline;
const ld = (value: object) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;

test.each([
  'Андрей Колесников',
  '大渡 美咲',
  '박준석',
  'محمد علي',
  'דוד כהן',
  'रवि कुमार',
  'สมชาย ใจดี',
  'Γιώργος Παπαδόπουλος',
])('an author in any script is kept: %s', (name) => {
  expect(bylineIn(ld({ '@type': 'NewsArticle', author: { '@type': 'Person', name } }))).toBe(name);
  expect(bylineIn(`<meta name="author" content="${name}">`)).toBe(name);
});

test.each([
  ['a number', '105092'],
  ['the site’s address', 'Harbour Wave (www.wave.example)'],
  ['the publisher', 'Harbour Post'],
  ['a section', 'Nachrichten'],
])('%s is no author', (_, name) => {
  const head = `<meta property="og:site_name" content="Harbour Post"><meta name="author" content="${name}">`;
  expect(bylineIn(head)).toBeNull();
});

test('a person named after the publisher in meta elements is the author', () => {
  expect(
    bylineIn('<meta name="author" content="Harbour Wave Online"><meta name="author" content="Ida Brandt">'),
  ).toContain('Ida Brandt');
});

test.each([
  ['<p class="byline"><span>Birgit Baum</span><span>Anna Fink</span></p>', 'Birgit Baum, Anna Fink'],
  ['<p class="byline">By: Drew Dietsch</p>', 'Drew Dietsch'],
  ['<p class="byline">Howard BlumeStaff Writer</p>', 'Howard Blume'],
  ['<p class="author">Zach Hanlon 5 minute Read</p>', 'Zach Hanlon'],
  ['<ul><li>Autorin/Autor Birgit Baum</li></ul>', 'Birgit Baum'],
  ['<ul><li>Von: <a href="/p/1">Birgit BAUM</a>, <a href="/p/2">Anna FINK</a></li></ul>', 'Birgit BAUM, Anna FINK'],
  ['<p>Post News; <span itemprop="author">hp/baum;fink</span></p>', 'hp/baum, fink'],
  ['<p>by the harbour</p>', null],
  ['<div class="byline">Laura Adkins is Opinion Editor of the Forward.</div>', 'Laura Adkins'],
  ['<p>von <a href="/autoren/name/max">Max Kolter</a></p>', 'Max Kolter'],
  ['<div class="comments"><span class="author">Coffee Drinker</span></div>', null],
])('the names in %s', (before, byline) => {
  expect(bylineIn('', before)).toBe(byline);
});

test('of several articles in JSON-LD the page’s own counts', () => {
  const own = { '@type': 'NewsArticle', url, headline: 'Ferry line reopens', datePublished: '2026-05-02T08:00:00Z' };
  const other = {
    '@type': 'NewsArticle',
    url: 'https://post.example/other',
    headline: 'Other',
    datePublished: '2020-01-01T00:00:00Z',
    author: { name: 'Other' },
    articleBody: 'Other',
  };
  const { draft } = extractArticle({ html: pageWith({ head: ld([other, own]) }), url });
  expect(draft).toMatchObject({ published: new Date('2026-05-02T08:00:00Z'), byline: null });
});

test('a live blog is dated by its start and named by its own headline', () => {
  const updates = [
    {
      '@type': 'BlogPosting',
      headline: 'Bridge stays shut',
      datePublished: '2026-11-27T14:05:00Z',
      author: { name: 'Ida Brandt' },
      articleBody: 'x',
    },
  ];
  const blog = {
    '@type': 'LiveBlogPosting',
    headline: 'Bridge: live',
    datePublished: '2026-11-27T12:10:00Z',
    liveBlogUpdate: updates,
  };
  const { draft } = extractArticle({ html: pageWith({ head: ld(blog) }).replace(/<h1>.*<\/h1>/, ''), url });
  expect(draft).toMatchObject({ published: new Date('2026-11-27T12:10:00Z'), title: 'Bridge: live', byline: null });
});

test('JSON-LD with text after its end is read', () => {
  const head = ld({ '@type': 'NewsArticle', datePublished: '2026-05-02T08:00:00Z' }).replace(
    '}</script>',
    '} , </script>',
  );
  expect(extractArticle({ html: pageWith({ head }), url }).draft.published).toEqual(new Date('2026-05-02T08:00:00Z'));
});

test('a time without a zone is that of the same clock time with one', () => {
  const head = `${ld({ '@type': 'NewsArticle', datePublished: '2024-08-05 20:59:59.0' })}<meta name="date" content="2024-08-05T20:59:59+02:00">`;
  expect(extractArticle({ html: pageWith({ head }), url }).draft.published).toEqual(new Date('2024-08-05T18:59:59Z'));
});

test('a time element is found among many others with a date’s class', () => {
  const before = `${'<span class="time">3 min ago</span>'.repeat(20)}<time datetime="2020-06-22T10:00:00Z">22 June</time>`;
  expect(extractArticle({ html: pageWith({ before }), url }).draft.published).toEqual(new Date('2020-06-22T10:00:00Z'));
});

test('entities in a headline are decoded', () => {
  const head = ld({ '@type': 'NewsArticle', headline: 'R&uuml;ckbau der F&auml;hre' });
  const html = pageWith({ head }).replace(/<h1>.*<\/h1>|<title>.*<\/title>/g, '');
  expect(extractArticle({ html, url }).draft.title).toBe('Rückbau der Fähre');
});

test('the language is that of the text where the page states none, or "en" for another', () => {
  const story =
    '<p>Ushirika wa wavuvi wa bandari umesema Jumanne kwamba gati litajengwa upya wakati wa masika, baada ya miaka mingi ya mazungumzo na wavuvi ambao wanalitumia kila siku.</p>'.repeat(
      4,
    );
  expect(extractArticle({ html: pageWith({ story }), url }).draft.language).toBe('sw');
  expect(extractArticle({ html: pageWith({}).replace(' lang="en"', ''), url }).draft.language).toBe('en');
  const hindi =
    '<p>बंदरगाह कार्यालय ने मंगलवार को कहा कि घाट वसंत में फिर से बनाया जाएगा, और मछुआरों से वर्षों तक बात हुई थी।</p>'.repeat(4);
  expect(extractArticle({ html: pageWith({ story: hindi }), url }).draft.language).toBe('hi');
});
