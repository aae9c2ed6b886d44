import { expect, test } from 'vitest';
import { parseFeed } from '../../../src/read/feed/feed.ts';
import { atom, atom03, feedIn, rss } from './documents.ts';

const day = new Date('2024-03-05T14:30:15Z');

test('RSS 2.0: a channel with its items', () => {
  const { format, feed, entries } = feedIn(
    rss(`<title>Harbour News</title><link>https://harbour.example/</link><description>What the tide brings</description>
      <language>en-gb</language><ttl>30</ttl><image><url>https://harbour.example/logo.png</url><title>Logo</title></image>
      <lastBuildDate>Tue, 05 Mar 2024 14:30:15 GMT</lastBuildDate>
      <item><title>Ferry returns</title><link>https://harbour.example/1</link><guid isPermaLink="false">h-1</guid>
        <author>desk@harbour.example (Ada Pell)</author><description>It is back.</description>
        <pubDate>Tue, 05 Mar 2024 14:30:15 GMT</pubDate>
        <enclosure url="https://harbour.example/1.jpg" type="image/jpeg" length="1"/></item>
      <item><title>Second</title></item>`),
  );
  expect(format).toBe('rss');
  expect(feed).toEqual({
    title: 'Harbour News',
    titleHtml: 'Harbour News',
    link: 'https://harbour.example/',
    description: 'What the tide brings',
    language: 'en-gb',
    updated: day,
    refreshMinutes: 30,
    image: 'https://harbour.example/logo.png',
  });
  expect(entries).toHaveLength(2);
  expect(entries[0]).toEqual({
    id: 'h-1',
    recording: false,
    title: 'Ferry returns',
    titleHtml: 'Ferry returns',
    link: 'https://harbour.example/1',
    summary: 'It is back.',
    content: '',
    author: 'Ada Pell',
    published: day,
    updated: null,
    image: 'https://harbour.example/1.jpg',
  });
});

test('Atom 1.0: a feed with its entries', () => {
  const { format, feed, entries } = feedIn(
    atom(
      `<title>Harbour News</title><subtitle>What the tide brings</subtitle><id>urn:x:harbour</id>
      <link rel="self" href="https://harbour.example/atom"/><link href="https://harbour.example/"/><updated>2024-03-05T14:30:15Z</updated>
      <author><name>Ada Pell</name><email>ada@harbour.example</email></author>
      <entry><title>Ferry returns</title><id>urn:x:1</id><link rel="alternate" type="text/html" href="https://harbour.example/1"/>
        <summary>It is back.</summary><content type="html">&lt;p>It &lt;b>is&lt;/b> back.&lt;/p></content>
        <published>2024-03-05T14:30:15Z</published><updated>2024-03-05T16:30:15+02:00</updated></entry>`,
      'xml:lang="en"',
    ),
  );
  expect(format).toBe('atom');
  expect(feed).toMatchObject({
    title: 'Harbour News',
    link: 'https://harbour.example/',
    description: 'What the tide brings',
    language: 'en',
    updated: day,
  });
  expect(entries).toMatchObject([
    {
      id: 'urn:x:1',
      title: 'Ferry returns',
      link: 'https://harbour.example/1',
      summary: 'It is back.',
      content: '<p>It <b>is</b> back.</p>',
      author: 'Ada Pell',
      published: day,
      updated: day,
    },
  ]);
});

test('Atom 0.3: tagline, issued and modified', () => {
  const { feed, entries } = feedIn(
    atom03(`<title>Harbour</title><tagline>Tides</tagline><link rel="alternate" type="text/html" href="https://harbour.example/"/>
      <entry><title>Ferry</title><issued>2024-03-05T14:30:15Z</issued><modified>2024-03-06T00:00:00Z</modified>
      <content type="text/html" mode="escaped">&lt;p>Back&lt;/p></content></entry>`),
  );
  expect(feed).toMatchObject({ title: 'Harbour', description: 'Tides', link: 'https://harbour.example/' });
  expect(entries[0]).toMatchObject({
    title: 'Ferry',
    published: day,
    updated: new Date('2024-03-06'),
    content: '<p>Back</p>',
  });
});

test('RSS 1.0: items beside the channel, identified by rdf:about', () => {
  const { format, feed, entries } =
    feedIn(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
    <channel rdf:about="https://harbour.example/rdf"><title>Harbour</title><link>https://harbour.example/</link>
      <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
      <items><rdf:Seq><rdf:li rdf:resource="https://harbour.example/1"/></rdf:Seq></items></channel>
    <item rdf:about="https://harbour.example/1"><title>Ferry</title><link>https://harbour.example/1</link><dc:date>2024-03-05T14:30:15Z</dc:date><dc:creator>Ada Pell</dc:creator></item>
  </rdf:RDF>`);
  expect(format).toBe('rdf');
  expect(feed).toMatchObject({ title: 'Harbour', link: 'https://harbour.example/', refreshMinutes: 30 });
  expect(entries).toMatchObject([
    { id: 'https://harbour.example/1', title: 'Ferry', published: day, author: 'Ada Pell' },
  ]);
});

test.each([
  [
    '0.90',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>Old</title></channel><item><title>One</title></item></rdf:RDF>',
  ],
  [
    '0.91',
    '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>Old</title><item><title>One</title></item></channel></rss>',
  ],
  ['0.92', '<rss version="0.92"><channel><title>Old</title><item><title>One</title></item></channel></rss>'],
  [
    '1.1',
    '<Channel xmlns="http://purl.org/net/rss1.1#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><title>Old</title><items rdf:parseType="Collection"><item><title>One</title></item></items></Channel>',
  ],
  ['without a channel', '<rss><title>Old</title><item><title>One</title></item></rss>'],
])('RSS %s', (_version, document) => {
  const { feed, entries } = feedIn(document);
  expect(feed.title).toBe('Old');
  expect(entries.map(({ title }) => title)).toEqual(['One']);
});

test('CDF: addresses and times in attributes, names in capitals', () => {
  const { format, feed, entries } =
    feedIn(`<CHANNEL HREF="https://harbour.example/"><TITLE>Harbour</TITLE><ABSTRACT>Tides</ABSTRACT>
    <ITEM HREF="https://harbour.example/1" LASTMOD="2024-03-05T14:30:15Z"><TITLE>Ferry</TITLE><ABSTRACT>Back</ABSTRACT></ITEM></CHANNEL>`);
  expect(format).toBe('cdf');
  expect(feed).toMatchObject({ title: 'Harbour', link: 'https://harbour.example/', description: 'Tides' });
  expect(entries).toMatchObject([{ title: 'Ferry', link: 'https://harbour.example/1', summary: 'Back', updated: day }]);
});

test.each(['https://jsonfeed.org/version/1', 'https://jsonfeed.org/version/1.1'])('JSON Feed %s', (version) => {
  const author = version.endsWith('1.1')
    ? { authors: [{ name: 'Ada Pell' }, { name: 'Bo Ray' }] }
    : { author: { name: 'Ada Pell, Bo Ray' } };
  const { format, feed, entries } = feedIn(
    JSON.stringify({
      version,
      title: 'Harbour',
      home_page_url: 'https://harbour.example/',
      description: 'Tides & <ferries>',
      language: 'en',
      items: [
        {
          id: 1,
          url: '/1',
          title: 'Ferry',
          content_html: '<p>Back <a href="/timetable">again</a></p>',
          date_published: '2024-03-05T14:30:15Z',
          image: 'https://harbour.example/1.jpg',
          ...author,
        },
        { id: 'b', content_text: 'a < b' },
      ],
    }),
  );
  expect(format).toBe('json');
  expect(feed).toMatchObject({
    title: 'Harbour',
    link: 'https://harbour.example/',
    description: 'Tides &amp; &lt;ferries&gt;',
    language: 'en',
  });
  expect(entries[0]).toMatchObject({
    id: '1',
    link: 'https://harbour.example/1',
    content: '<p>Back <a href="https://harbour.example/timetable">again</a></p>',
    author: 'Ada Pell, Bo Ray',
    published: day,
    image: 'https://harbour.example/1.jpg',
  });
  expect(entries[1]).toMatchObject({ id: 'b', title: '', content: 'a &lt; b' });
});

test('a single Atom entry is a feed of one', () => {
  expect(feedIn('<entry xmlns="http://www.w3.org/2005/Atom"><title>Alone</title></entry>').entries).toMatchObject([
    { title: 'Alone' },
  ]);
});

test('no more entries than asked for are read', () => {
  const bytes = new TextEncoder().encode(rss('<item><title>x</title></item>'.repeat(50)));
  const parsed = parseFeed({ bytes }, 10);
  expect(parsed.ok && parsed.entries.length).toBe(10);
});

test.each([
  ['', 'empty'],
  [' \n\t', 'empty'],
  ['<!DOCTYPE html><html><head><title>x</title></head></html>', 'web page'],
  ['<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', 'web page'],
  ['<opml version="2.0"><body/></opml>', 'OPML'],
  ['<sitemap><url/></sitemap>', 'XML but not a feed'],
  ['just words', 'neither XML nor JSON'],
  ['{"items": [', 'cannot be read'],
  ['{"status": "error"}', 'no "items"'],
  ['\x1f\x8b\x08', 'neither'],
])('%j is refused as %s', (document, reason) => {
  const parsed = parseFeed({ bytes: new TextEncoder().encode(document) });
  expect(parsed).toEqual({ ok: false, error: expect.stringContaining(reason) });
});

test('an author of JSON Feed 1 serves where the authors of 1.1 have no names', () => {
  const items = [
    { id: '1', url: 'https://harbour.example/1', authors: [{ url: '/ada' }], author: { name: 'Ada Pell' } },
  ];
  const parsed = feedIn(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Harbour', items }));
  expect(parsed.entries[0]?.author).toBe('Ada Pell');
});
