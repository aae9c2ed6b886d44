import { expect, test } from 'vitest';
import { extractArticle } from '../../../src/read/page/extract.ts';
import { PARAGRAPHS, STORY } from './page.ts';

const TITLE = 'Ferry line reopens after seven months';
const whole = PARAGRAPHS.join('\n\n');
const read = (data: unknown, { title = TITLE, body = '<div id="__next"></div>' } = {}) =>
  extractArticle({
    html: `<!doctype html><html lang="en"><head><title>${title}</title></head><body>${body}<script id="__NEXT_DATA__" type="application/json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script></body></html>`,
    url: 'https://post.example/ferry',
  });
const inProps = (article: object) => ({ props: { pageProps: { site: { title: 'Harbour Post' }, article } } });

test.each([
  ['HTML', STORY],
  ['paragraphs', PARAGRAPHS],
  ['blocks', PARAGRAPHS.map((text) => ({ type: 'text', text }))],
  [
    'rich text in runs',
    PARAGRAPHS.map((text) => ({
      _type: 'block',
      children: [{ text: text.slice(0, 20) }, { marks: ['bold'], text: text.slice(20, 40) }, { text: text.slice(40) }],
    })),
  ],
  ['one text with line breaks', PARAGRAPHS.join('\n\n')],
])('a story that the page gives to its own script alone is read from it: %s', (_, content) => {
  const found = read(
    inProps({
      headline: TITLE,
      slug: 'ferry',
      publishedAt: '2026-11-17T19:15:00Z',
      authors: [{ name: 'Ines Kolb' }],
      content,
    }),
  );
  expect(found).toMatchObject({ kind: 'article', draft: { title: TITLE, byline: 'Ines Kolb', text: whole } });
  expect(found.draft.published?.toISOString()).toBe('2026-11-17T19:15:00.000Z');
});

test('what stands in the data under other headlines, or beside the story, is not read', () => {
  const other = {
    title: 'Storm closes pier',
    content: '<p>The storm closed the pier on Monday, and nobody could say for how long.</p>',
  };
  const description =
    'The ferry line reopens, and this line about it is for search engines and for nobody else at all.';
  const found = read(inProps({ title: TITLE, description, content: STORY, next: [other], related: [other] }));
  expect(found.draft.text).toBe(whole);
});

test('words that are struck in the data are gone', () => {
  const content = STORY.replace('voted on', 'voted <s>never</s> <del class="d">ever</del> on');
  expect(read(inProps({ headline: TITLE, content })).draft.text).toBe(whole);
});

test('data without the page’s headline is not its story', () => {
  expect(read(inProps({ headline: 'Storm closes pier', content: STORY })).kind).not.toBe('article');
});

test('a page that shows its story is read as it shows it', () => {
  const shown = `<article><h1>${TITLE}</h1>${STORY}</article>`;
  const data = inProps({
    headline: TITLE,
    content: `${STORY}<p>A last paragraph that only those see who pay for it, every month.</p>`,
  });
  expect(read(data, { body: shown }).draft.text).toBe(whole);
});
