import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html, outsideLink, pathTo } from '../../src/web-desk/html.ts';
import { plainPage } from '../../src/web-desk/layout.ts';
import { paragraphsOf, partsOf } from '../../src/web-desk/places-in-text.ts';

test('no text gets out of the place in a page that it was put into', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { markup } = html`<p title="${text}">${text}</p>`;
      expect(markup).toMatch(/^<p title="[^"<>]*">[^<>]*<\/p>$/s);
    }),
  );
});

test('markup goes into markup as it is, and what is missing leaves nothing', () => {
  const items = ['a', 'b & c'].map((item) => html`<li>${item}</li>`);
  expect(html`<ul>${items}</ul>${null}${false}${undefined}${0}`.markup).toBe('<ul><li>a</li><li>b &amp; c</li></ul>0');
});

test('only addresses of the web are linked', () => {
  const bad = ['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', '//evil.example', 'JAVASCRIPT:alert(1)', ' x'];
  for (const url of [...bad, null]) expect(outsideLink(url, 'Read').markup).toBe('Read');
  expect(outsideLink('https://a.example/?q="x"', 'Read').markup).toBe(
    '<a href="https://a.example/?q=&quot;x&quot;" rel="noopener noreferrer external">Read</a>',
  );
});

test('a path has what is given and leaves out what is empty', () => {
  expect(pathTo('/', { q: 'a&b', source: '', page: null })).toBe('/?q=a%26b');
  expect(pathTo('/', { q: undefined })).toBe('/');
});

test('paragraphs cover every letter of a text, in order, and parts every paragraph', () => {
  const line = fc.constantFrom('a', ' ', '\n', '\n\n', '\n \n', 'words of a paragraph', '\t', '😀');
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const text = lines.join('');
      const paragraphs = paragraphsOf(text);
      let done = 0;
      for (const { start, end } of paragraphs) {
        expect(start).toBeGreaterThanOrEqual(done);
        expect(text.slice(done, start).trim()).toBe('');
        expect(text.slice(start, end)).not.toMatch(/\n[^\S\n]*\n/);
        done = end;
      }
      expect(text.slice(done).trim()).toBe('');
      expect(partsOf(paragraphs).flat()).toEqual(paragraphs);
    }),
  );
});

test('a page that does not exist tells nobody to sign in, who may have done so', () => {
  const page = plainPage("This page doesn't exist.", '/style.css');
  expect(page).toContain('This page doesn&#39;t exist.');
  expect(page).not.toContain('To sign in');
});
