import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDocument } from '../../../src/read/page/dom.ts';
import { extractArticle } from '../../../src/read/page/extract.ts';
import { scanPage } from '../../../src/read/page/scan.ts';

const bodyOf = (html: string, limits = {}) => /<body>(.*)<\/body>/s.exec(scanPage(html, limits).html)?.[1];

test('scripts, styles, comments and attributes that nobody reads are gone, JSON-LD is kept apart', () => {
  const { html, jsonLd } = scanPage(
    '<p onclick="x()" class=a>Boat<!-- no --><script>var a="</p>"</script><style>p{}</style></p><script type="application/ld+json">{"a":1}</script>',
  );
  expect(html).toContain('<body><p class="a">Boat</p></body>');
  expect(jsonLd).toEqual(['{"a":1}']);
});

test('what belongs into the head goes there wherever it stood', () => {
  expect(scanPage('<body><p>Boat<meta itemprop="datePublished" content="2024-03-05"></p>').html).toContain(
    '<head><meta itemprop="datePublished" content="2024-03-05"></head>',
  );
});

test.each([
  ['<p>one<p>two', '<p>one</p><p>two</p>'],
  ['<ul><li>one<li>two</ul>', '<ul><li>one</li><li>two</li></ul>'],
  ['<div><b>one<p>two</b>three</p></div>four', '<div><b>one<p>twothree</p></b></div>four'],
  ['</div>one</p>', 'one'],
  ['one < two & <3', 'one &lt; two & &lt;3'],
  ['<a href="x>one', ''],
])('%s is closed as a browser would', (written, closed) => {
  expect(bodyOf(written)).toBe(closed);
});

test('elements deeper or more than the caps are dropped, their text stays, and the page says so', () => {
  const deep = scanPage(`${'<div>'.repeat(1000)}boat${'</div>'.repeat(1000)}`, { depth: 10 });
  expect([deep.html.match(/<div>/g)?.length, deep.html.includes('boat'), deep.cut]).toEqual([10, true, true]);
  const many = scanPage('<p>a</p>'.repeat(1000), { elements: 10 });
  expect([many.html.match(/<p>/g)?.length, many.cut]).toEqual([10, true]);
  expect(scanPage('x'.repeat(100), { textChars: 10 }).html).toContain('<body>xxxxxxxxxx</body>');
});

test('any markup becomes a document that is well-formed and within the caps', () => {
  const piece = fc.constantFrom(
    '<div>',
    '</div>',
    '<p>',
    '</p>',
    '<b>',
    '</i>',
    '<td>',
    '<a href="',
    '"',
    '<!--',
    '-->',
    '<script>',
    '</script>',
    '<svg>',
    'boat ',
    '<',
    '>',
    '&',
    '<br/>',
    '<LI>',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const { html } = scanPage(pieces.join(''), { depth: 5 });
      const body = html.slice(html.indexOf('<body>') + 6, html.lastIndexOf('</body>'));
      const open: string[] = [];
      for (const [, end, name = ''] of body.matchAll(/<(\/?)([a-z]+)(?: [a-z-]+="[^"]*")*>/g)) {
        if (name === 'br') continue;
        if (end === '') open.push(name);
        else expect(open.pop()).toBe(name);
        expect(open.length).toBeLessThanOrEqual(5);
      }
      expect(open).toEqual([]);
      expect(() => parseDocument(html)).not.toThrow();
    }),
  );
});

test.each([
  ['nested elements', '<div>'.repeat(50_000)],
  ['unclosed comments', '<!--'.repeat(100_000)],
  ['unclosed scripts', '<script>'.repeat(100_000)],
  ['unclosed attributes', '<a href="'.repeat(50_000)],
  ['less-than signs', '<'.repeat(500_000)],
  ['misnested formatting', '<b><i><p></b>'.repeat(20_000)],
  ['equals signs', `<a ${'='.repeat(500_000)}`],
  ['nested JSON-LD', `<script type="application/ld+json">${'['.repeat(100_000)}</script>`],
  ['entries of a live blog', `<div>${'<div><header><h2>A</h2></header><p>Some text.</p></div>'.repeat(6_000)}`],
])('a page of nothing but %s is read to its end', (_, html) => {
  expect(extractArticle({ html, url: 'https://post.example/a' }).kind).not.toBe('article');
});

test.each(['constructor', '__proto__', 'toString', 'valueOf'])(
  'an element called %s is an element like any other',
  (name) => {
    const { html } = scanPage(`<p>before</p><${name}>inside</${name}><p>after</p>`);
    expect(html).toContain('inside');
    expect(html).toContain('after');
  },
);
