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
