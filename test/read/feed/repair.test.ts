import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFeed } from '../../../src/read/feed/feed.ts';
import { atom, entryIn, feedIn, infoOf, rss, rssItem } from './documents.ts';

const titles = (document: string) => feedIn(document).entries.map(({ title }) => title);

describe('references', () => {
  test.each([
    ['&eacute;&nbsp;&rarr;', 'é →'],
    ['&#233; &#xE9; &#XE9;', 'é é é'],
    ['&#150; &#x93;x&#148;', '– “x”'],
    ['R&D, AT&T & co', 'R&D, AT&T & co'],
    ['&unknown; &;', '&unknown; &;'],
    ['Ann&#226;&#128;&#153;s caf&#195;&#169;', 'Ann’s café'],
    ['&#0;&#xD800;&#x110000;', '\ufffd\ufffd\ufffd'],
  ])('%s reads %s, declared or not', (written, text) =>
    expect(infoOf(rss(`<title>${written}</title>`)).title).toBe(text),
  );
  test('those that the document declares are expanded once', () => {
    const document =
      '<!DOCTYPE rss [<!ENTITY paper "Harbour &#38; Tide"><!ENTITY city \'Port\'>]><rss><channel><title>&paper;, &city;</title></channel></rss>';
    expect(infoOf(document).title).toBe('Harbour & Tide, Port');
  });
});

describe('markup that is not closed', () => {
  test('the document ends early', () => {
    expect(titles('<rss><channel><item><title>One</title></item><item><title>Two')).toEqual(['One', 'Two']);
    expect(titles('<rss><channel><item><title>One</title></item></channel></rss')).toEqual(['One']);
    expect(titles('<rss><channel><item><title>One</title></item><item><title>Two</ti')).toEqual(['One', 'Two']);
  });
  test('a title has no end', () => {
    const entry = rssItem('<title>One<link>https://harbour.example/1</link><pubDate>2024-03-05</pubDate>');
    expect(entry).toMatchObject({ title: 'One', link: 'https://harbour.example/1', published: new Date('2024-03-05') });
  });
  test('items have no end', () => {
    expect(
      titles(
        '<rss><channel><item><title>One</title><item><title>Two</title><description>x<item><title>Three</title></channel></rss>',
      ),
    ).toEqual(['One', 'Two', 'Three']);
    expect(titles(atom('<entry><title>One</title><entry><title>Two</title>'))).toEqual(['One', 'Two']);
  });
  test('a CDATA section has no end', () => {
    const document =
      '<rss><channel><item><title><![CDATA[One</title><description>a</description></item><item><title><![CDATA[Two]]></title></item></channel></rss>';
    expect(titles(document)).toEqual(['One', 'Two']);
  });
  test('an end tag lacks its bracket', () => {
    expect(rssItem('<title>One</title\n<description>Two</description>')).toMatchObject({
      title: 'One',
      summary: 'Two',
    });
  });
});

describe('markup in the wrong place', () => {
  test('tags overlap', () => {
    expect(rssItem('<description><b>a <i>b</b> c</i></description><title>One</title>')).toMatchObject({ title: 'One' });
    expect(
      titles('<rss><channel><item><title>One</item></title><item><title>Two</title></item></channel></rss>'),
    ).toEqual(['One', 'Two']);
  });
  test('end tags without a start are ignored', () => {
    expect(titles('<rss><channel></p></title><item></br><title>One</title></item></channel></rss>')).toEqual(['One']);
  });
  test('an item inside another, with an end of its own, is part of that one', () => {
    const document =
      '<rss><channel><item><title>One</title><item><title>Inner</title></item><link>https://harbour.example/1</link></item><item><title>Two</title></item></channel></rss>';
    expect(feedIn(document).entries).toMatchObject([
      { title: 'One', link: 'https://harbour.example/1' },
      { title: 'Two', link: '' },
    ]);
  });
  test('items stand beside or before the channel', () => {
    expect(
      titles(
        '<rss><item><title>One</title></item><channel><title>x</title></channel><item><title>Two</title></item></rss>',
      ),
    ).toEqual(['One', 'Two']);
  });
  test('a bare < is text', () => {
    expect(rssItem('<title>5 < 6, <3 and <b and c</title>').title).toBe('5 < 6, <3 and <b and c');
  });
  test('attributes lack quotes, values or both', () => {
    expect(entryIn("<rss><channel><item><guid isPermaLink=false foo bar='x>1</guid></item></channel></rss>").id).toBe(
      '1',
    );
    expect(infoOf(atom('<link rel=alternate href=https://harbour.example/ />')).link).toBe('https://harbour.example/');
  });
});

describe('what stands around a feed', () => {
  const feed = '<rss version="2.0"><channel><title>Harbour</title></channel></rss>';
  test.each([
    ['white space and a byte order mark', `\ufeff\n\n  <?xml version="1.0"?>${feed}`],
    [
      'warnings of a server',
      `<br />\n<b>Warning</b>: x() in <b>y.php</b> on line 3<br />\n<?xml version="1.0"?>\n${feed}`,
    ],
    ['words', `Some text first\n${feed}`],
    ['comments', `<!-- <rss><channel><title>No</title></channel></rss> -->${feed}<!-- cached -->`],
    ['a declaration without its end', `<?xml version="1.0">${feed}`],
    ['a style sheet', `<?xml version="1.0"?><?xml-stylesheet href="x.xsl" type="text/xsl"?>${feed}`],
    ['a document type', `<!DOCTYPE rss [<!ELEMENT title (#PCDATA)>\n<!ENTITY % x SYSTEM "x.dtd"> %x;]>${feed}`],
    ['scripts after the end', `${feed}<script>track()</script>`],
  ])('%s', (_what, document) => expect(infoOf(document).title).toBe('Harbour'));
});

describe('namespaces', () => {
  test('usual prefixes need no declaration', () => {
    const entry = entryIn(
      '<rss><channel><item><dc:creator>Ada</dc:creator><content:encoded>Full</content:encoded><dc:date>2024-03-05</dc:date></item></channel></rss>',
    );
    expect(entry).toMatchObject({ author: 'Ada', content: 'Full', published: new Date('2024-03-05') });
    expect(feedIn('<rdf:RDF><channel><title>x</title></channel><item><title>One</title></item></rdf:RDF>').format).toBe(
      'rdf',
    );
  });
  test('prefixes may be any', () => {
    const feed =
      '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>x</a:title><a:entry><a:title>One</a:title></a:entry></a:feed>';
    expect(titles(feed)).toEqual(['One']);
  });
  test('the address of a namespace may be in another case or unknown', () => {
    expect(titles('<feed xmlns="HTTP://www.w3.org/2005/atom"><entry><title>One</title></entry></feed>')).toEqual([
      'One',
    ]);
    expect(
      titles('<rss xmlns="https://harbour.example/own"><channel><item><title>One</title></item></channel></rss>'),
    ).toEqual(['One']);
  });
  test('names in capitals are the same names', () => {
    expect(titles('<RSS><Channel><ITEM><Title>One</Title></ITEM></Channel></RSS>')).toEqual(['One']);
  });
});

describe('nothing is too broken', () => {
  test('any bytes give a feed or a reason', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(typeof parseFeed({ bytes }).ok).toBe('boolean');
      }),
    );
  });
  test('any JSON in the place of items gives a feed', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.jsonValue(), (items, authors) => {
        const bytes = new TextEncoder().encode(
          JSON.stringify({ title: authors, authors, items: [...items, { authors }] }),
        );
        expect(parseFeed({ bytes }).ok).toBe(true);
      }),
    );
  });
  test('any soup of tags gives a feed or a reason', () => {
    const pieces = [
      '<',
      '>',
      '</',
      '/>',
      '<!',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '&',
      ';',
      '#',
      '"',
      "'",
      '=',
      ' ',
      'x',
      '\0',
      '\ud800',
      'title',
      'item',
      'xmlns',
      'xml:base',
      '<rss>',
      '<channel>',
      '<item>',
      '</item>',
      '<feed>',
      '<entry>',
      '<content type="xhtml">',
      '<content mode="base64">',
      '<description>',
      '<title>',
      '</title>',
      '<!DOCTYPE',
      '[<!ENTITY a "b">]',
      '&a;',
      '<svg:svg>',
      '{"items":[',
    ];
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...pieces), maxLength: 60 }), (soup) => {
        const bytes = new TextEncoder().encode(`<rss><channel>${soup}`);
        expect(parseFeed({ bytes, url: 'https://harbour.example/' }).ok).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
