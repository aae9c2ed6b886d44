import { expect, test } from 'vitest';
import { feedIn, infoOf } from './documents.ts';

test('entities of entities are not expanded', () => {
  const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
  const { title } = infoOf(
    `<!DOCTYPE r [<!ENTITY l0 "ha">${laughs}]><rss><channel><title>&l9;</title></channel></rss>`,
  );
  expect(title.length).toBeLessThan(100);
});

test('one long entity many times gives at most 64 KB', () => {
  const document = `<!DOCTYPE r [<!ENTITY a "${'A'.repeat(4000)}">]><rss><channel><title>${'&a;'.repeat(10_000)}</title></channel></rss>`;
  expect(infoOf(document).title.length).toBeLessThanOrEqual(65_536);
});

test('external entities, external document types and XInclude read nothing', () => {
  const document = `<!DOCTYPE r SYSTEM "file:///etc/hostname" [<!ENTITY a SYSTEM "file:///etc/hosts"><!ENTITY % b SYSTEM "http://127.0.0.1:9/x.dtd">%b;]>
    <rss><channel><title>[&a;]</title><description><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hosts" parse="text"/></description></channel></rss>`;
  expect(infoOf(document)).toMatchObject({ title: '[&a;]' });
  expect(JSON.stringify(feedIn(document))).not.toContain('localhost');
});

test('names of prototypes are names', () => {
  feedIn(
    '<rss><channel><__proto__ x="1"><polluted>1</polluted></__proto__><constructor><prototype/></constructor><title>x</title></channel></rss>',
  );
  feedIn('{"__proto__": {"polluted": 1}, "items": []}');
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('elements below 256 levels are left out, what follows is read', () => {
  const deep = '<a>'.repeat(100_000) + '</a>'.repeat(100_000);
  expect(infoOf(`<rss><channel>${deep}<title>After</title></channel></rss>`).title).toBe('After');
});

test.each([
  '<',
  '<a ',
  '<a b="',
  '<!--',
  '<![CDATA[',
  '<!DOCTYPE [',
  '<?',
  '</',
  '<title>',
  '<item>',
  '&',
  '&#',
  '<a xmlns:b="c">',
  '&lt;a ',
  '&lt;script>',
])('a flood of %j is read in linear time', (piece) => {
  expect(feedIn(`<rss><channel><title>x</title>${piece.repeat(50_000)}`).feed.title).toBe('x');
});

test('a deep JSON document is not a crash', () => {
  expect(feedIn(`{"items": [${'['.repeat(50_000)}${']'.repeat(50_000)}]}`).entries).toHaveLength(1);
});
