import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resolveReference } from '../../../src/read/feed/reference.ts';
import { atom, entryIn, feedIn, infoOf, rss } from './documents.ts';

describe('relative addresses are resolved', () => {
  const item = (inner: string, root = '') =>
    `<rss ${root} xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item>${inner}</item></channel></rss>`;
  const link = '<link>/1</link>';

  test('against the address of the feed', () => {
    expect(entryIn(item(link), {}, 'https://harbour.example/feeds/all.xml').link).toBe('https://harbour.example/1');
  });
  test('against Content-Location, itself relative to the address', () => {
    expect(entryIn(item('<link>1</link>'), { 'Content-Location': 'https://cdn.example/a/b' }).link).toBe(
      'https://cdn.example/a/1',
    );
    expect(entryIn(item('<link>1</link>'), { 'content-location': '/a/b' }, 'https://harbour.example/').link).toBe(
      'https://harbour.example/a/1',
    );
  });
  test('against xml:base, the inner one relative to the outer', () => {
    const feed = atom(
      '<entry xml:base="b/"><link href="c"/><id>d/e</id></entry>',
      'xml:base="https://harbour.example/a/"',
    );
    expect(entryIn(feed)).toMatchObject({
      link: 'https://harbour.example/a/b/c',
      id: 'https://harbour.example/a/b/d/e',
    });
    expect(infoOf('<rss xml:base="https://harbour.example/"><channel><link>x</link></channel></rss>').link).toBe(
      'https://harbour.example/x',
    );
  });
  test('inside escaped, inline and base64 markup', () => {
    const headers = { 'content-location': 'https://harbour.example/' };
    const html = '<p><a href="https://harbour.example/x">y</a></p>';
    const written = '<p><a href="/x">y</a></p>';
    for (const content of [
      `<content type="html">${written.replaceAll('<', '&lt;')}</content>`,
      `<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${written}</div></content>`,
      `<content type="application/x-html">${btoa(written)}</content>`,
    ])
      expect(entryIn(atom(`<entry>${content}</entry>`), headers).content).toBe(html);
    expect(entryIn(item(`<description>${written}</description>`), headers).summary).toBe(html);
    expect(entryIn(item(`<content:encoded><![CDATA[${written}]]></content:encoded>`), headers).content).toBe(html);
  });
  test('inside inline markup against the xml:base it carries', () => {
    const entry = entryIn(
      atom(
        '<entry><content type="xhtml" xml:base="https://harbour.example/a/"><div><p xml:base="b/"><img src="c"/></p></div></content></entry>',
      ),
    );
    expect(entry.content).toBe('<p><img src="https://harbour.example/a/b/c" /></p>');
  });
  test('in every attribute that holds an address', () => {
    const html = '<blockquote cite="q">a</blockquote><video poster="p" src="v"></video><form action="f"></form>';
    expect(
      entryIn(item(`<description><![CDATA[${html}]]></description>`), {}, 'https://harbour.example/').summary,
    ).toBe(
      '<blockquote cite="https://harbour.example/q">a</blockquote><video poster="https://harbour.example/p" src="https://harbour.example/v"></video><form action="https://harbour.example/f"></form>',
    );
  });
  test('in characters as written', () => {
    const feed = feedIn(
      rss('<item><description>&lt;a href="/über">x&lt;/a></description></item>'),
      {},
      'https://harbour.example/',
    );
    expect(feed.entries[0]?.summary).toBe('<a href="https://harbour.example/über">x</a>');
  });
  test('but not where a guid says that it is not an address', () => {
    expect(entryIn(item('<guid isPermaLink="false">a/1</guid>'), {}, 'https://harbour.example/').id).toBe('a/1');
  });
});

test('a query in a link may have bare ampersands', () => {
  expect(infoOf(rss('<link>https://harbour.example/?a=1&b=2&copy=3&c</link>')).link).toBe(
    'https://harbour.example/?a=1&b=2&copy=3&c',
  );
  expect(infoOf(atom('<link href="https://harbour.example/?a=1&amp;b=2&c=3"/>')).link).toBe(
    'https://harbour.example/?a=1&b=2&c=3',
  );
});

test.each([
  ['g', 'http://a/b/c/g'],
  ['./g/', 'http://a/b/c/g/'],
  ['/g', 'http://a/g'],
  ['//g', 'http://g'],
  ['?y', 'http://a/b/c/d;p?y'],
  ['#s', 'http://a/b/c/d;p?q#s'],
  ['', 'http://a/b/c/d;p?q'],
  ['..', 'http://a/b/'],
  ['../..', 'http://a/'],
  ['../../../g', 'http://a/g'],
  ['g;x=1/../y', 'http://a/b/c/y'],
  ['g:h', 'g:h'],
])('RFC 3986, 5.4: %j against http://a/b/c/d;p?q is %s', (reference, expected) => {
  expect(resolveReference('http://a/b/c/d;p?q', reference)).toBe(expected);
});

test('an absolute address is never changed', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.webUrl(), (url, base) => {
      expect(resolveReference(base, url)).toBe(url);
      expect(resolveReference(null, url)).toBe(url);
    }),
  );
});

test('a path of plain segments resolves as URL does', () => {
  const segment = fc.string({ unit: fc.constantFrom(...'abc.'), minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), fc.boolean(), (segments, rooted) => {
      const reference = (rooted ? '/' : '') + segments.join('/');
      const base = 'http://harbour.example/x/y/z';
      expect(resolveReference(base, reference)).toBe(new URL(reference, base).href);
    }),
  );
});
