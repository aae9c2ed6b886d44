import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type OpmlFeed, readOpml, writeOpml } from '../../src/read/opml.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const created = new Date('2024-03-05T14:30:15Z');

function feedsIn(text: string): OpmlFeed[] {
  const read = readOpml(bytes(text));
  return read.ok ? read.feeds : expect.fail(read.error);
}

test('feeds are read with their titles, pages and folders', () => {
  const feeds = feedsIn(`<?xml version="1.0"?><opml version="1.0"><head><title>Mine</title></head><body>
    <outline text="Port"><outline text="Harbour" type="rss" xmlUrl="https://harbour.example/feed?a=1&amp;b=2" htmlUrl="https://harbour.example/"/>
      <outline title="Boats"><outline text="t" title="Sail" xmlurl="feed://sail.example/rss"/></outline></outline>
    <outline type="atom" url="feed:https://tide.example/atom"/></body></opml>`);
  expect(feeds).toEqual([
    {
      feedUrl: 'https://harbour.example/feed?a=1&b=2',
      title: 'Harbour',
      pageUrl: 'https://harbour.example/',
      folders: ['Port'],
    },
    { feedUrl: 'http://sail.example/rss', title: 'Sail', pageUrl: null, folders: ['Port', 'Boats'] },
    { feedUrl: 'https://tide.example/atom', title: 'https://tide.example/atom', pageUrl: null, folders: [] },
  ]);
});

test('an address that occurs twice is one feed, and one that is not of the web is none', () => {
  const outline = (url: string) => `<outline text="x" xmlUrl="${url}"/>`;
  const urls = ['https://a.example/', 'https://a.example/', 'file:///etc/passwd', 'javascript:x()', '', 'https://'];
  expect(feedsIn(`<opml><body>${urls.map(outline).join('')}</body></opml>`).map(({ feedUrl }) => feedUrl)).toEqual([
    'https://a.example/',
  ]);
});

test('a broken list is read as far as it goes', () => {
  expect(
    feedsIn(
      '<opml><head><title>R&D<body><outline text="a & b" xmlUrl="https://a.example/?x=1&y=2"><outline text=c xmlUrl=https://c.example/>',
    ),
  ).toMatchObject([
    { title: 'a & b', feedUrl: 'https://a.example/?x=1&y=2' },
    { title: 'c', feedUrl: 'https://c.example/' },
  ]);
});

test('what is not a list says so', () => {
  for (const text of ['', 'words', '<rss><channel/></rss>', '<html></html>'])
    expect(readOpml(bytes(text))).toMatchObject({ ok: false });
});

test('what is written is read back', () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .map((each) => each.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '').trim() || 'x');
  const feed = fc.record({
    feedUrl: fc.webUrl({ withQueryParameters: true }),
    title: text,
    pageUrl: fc.option(fc.webUrl()),
    folders: fc.array(fc.constantFrom('Port', 'Börse & Markt', '<b>'), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(text, fc.uniqueArray(feed, { selector: ({ feedUrl }) => feedUrl }), (title, feeds) => {
      const read = readOpml(bytes(writeOpml(title, feeds, created)));
      const byAddress = (list: readonly OpmlFeed[]) => list.toSorted((a, b) => (a.feedUrl < b.feedUrl ? -1 : 1));
      expect(read.ok && { title: read.title, feeds: byAddress(read.feeds) }).toEqual({
        title,
        feeds: byAddress(feeds),
      });
    }),
  );
});

test('any bytes are a list or none', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (any) => {
      expect(typeof readOpml(any).ok).toBe('boolean');
    }),
  );
});
