import { expect, test } from 'vitest';
import { feedLine } from '../../src/pipelines/feed-jsonl.ts';
import { rss } from '../read/feed/documents.ts';

const line = (document: string, headers = {}) => feedLine({ file: 'a.xml', headers, body_base64: btoa(document) });

test('a line has the fields of the feed and its entries, titles as HTML, dates in UTC', () => {
  const document = rss(
    '<title>Harbour</title><item><title>The &lt;em>Gull&lt;/em></title><pubDate>Tue, 05 Mar 2024 14:30:15 +0200</pubDate></item>',
  );
  expect(line(document)).toMatchObject({
    file: 'a.xml',
    ok: true,
    feed: { title: 'Harbour', link: '', description: '' },
    entries: [{ title: 'The <em>Gull</em>', published: '2024-03-05T12:30:15.000Z', updated: null }],
  });
});

test('what is not a feed gives the reason', () => {
  expect(line('<html></html>')).toEqual({
    file: 'a.xml',
    ok: false,
    error: 'This is a web page, not a feed.',
    feed: {},
    entries: [],
  });
});
