import fc from 'fast-check';
import { expect, test } from 'vitest';
import { feedsOfPage } from '../../../src/read/page/feed-links.ts';

const page = 'https://harbour.example/news/today.html';
const of = (html: string, how?: string) =>
  feedsOfPage(html, page).filter((each) => how === undefined || each.how === how);

test('feeds that the page names come first, with their titles', () => {
  const html = `<head><link rel="alternate" type="application/rss+xml" title="Harbour &amp; Tide" href="/feed?a=1&amp;b=2">
    <link rel='ALTERNATE' type='application/atom+xml; charset=utf-8' href='atom.xml'/><link rel="alternate" type="application/feed+json" href="feed.json"></head>`;
  expect(of(html).slice(0, 3)).toEqual([
    { url: 'https://harbour.example/feed?a=1&b=2', title: 'Harbour & Tide', how: 'named' },
    { url: 'https://harbour.example/news/atom.xml', title: '', how: 'named' },
    { url: 'https://harbour.example/news/feed.json', title: '', how: 'named' },
  ]);
});

test('other alternates are not feeds', () => {
  const html = `<link rel="alternate" hreflang="de" href="/de"><link rel="alternate" type="application/json" href="/wp-json/1">
    <link rel="stylesheet" type="text/css" href="/a.css"><link rel="alternate" type="application/json+oembed" href="/oembed">`;
  expect(of(html, 'named')).toEqual([]);
});

test('feeds of comments come last', () => {
  const html = `<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed"><link rel="alternate" type="application/rss+xml" href="/main">`;
  const urls = of(html).map(({ url }) => url);
  expect(urls[0]).toBe('https://harbour.example/main');
  expect(urls.at(-1)).toBe('https://harbour.example/comments/feed');
});

test('feeds that the page links to on its own site come next', () => {
  const html =
    '<a href="/rss">RSS</a><a href="https://other.example/feed">x</a><a href="/feedback">y</a><a href="https://www.harbour.example/all.rss">z</a>';
  expect(of(html, 'linked').map(({ url }) => url)).toEqual([
    'https://harbour.example/rss',
    'https://www.harbour.example/all.rss',
  ]);
});

test('a page that names none is guessed at, its section before its site', () => {
  const urls = of('').map(({ url }) => url);
  expect(urls[0]).toBe('https://harbour.example/news/feed');
  expect(urls).toContain('https://harbour.example/rss.xml');
});

test('a base element counts, scripts and other schemes do not', () => {
  const html = `<base href="https://cdn.example/x/"><script>'<link rel="feed" href="/no">'</script><link rel="feed" href="y"><link rel="feed" href="javascript:z">`;
  expect(of(html, 'named').map(({ url }) => url)).toEqual(['https://cdn.example/x/y']);
});

test('any page gives at most twenty addresses, each once', () => {
  const html = fc.array(
    fc.oneof(
      fc.string(),
      fc.integer({ max: 99 }).map((n) => `<link rel="feed" href="/${n}">`),
    ),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(html, fc.oneof(fc.webUrl(), fc.string()), (pieces, url) => {
      const urls = feedsOfPage(pieces.join(''), url).map((each) => each.url);
      expect(urls.length).toBeLessThanOrEqual(20);
      expect(new Set(urls).size).toBe(urls.length);
    }),
  );
});
