import { expect, test } from 'vitest';
import { extractArticle } from '../../../src/read/page/extract.ts';
import { STORY } from './page.ts';

const TITLE = 'Ferry line reopens after the storm';
const SITE = 'The Harbour Post';
const now = new Date('2026-11-29T12:00:00Z');
const draftOf = (title: string, body: string, head = '') =>
  extractArticle({
    html: `<!doctype html><html lang="en"><head><title>${title}</title>${head}</head><body><header><a href="/">${SITE}</a></header><main>${body}${STORY}</main></body></html>`,
    url: 'https://post.example/n/ferry',
    now,
  }).draft;
const data = (article: object) =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: TITLE, ...article })}</script>`;

test.each([
  [`${TITLE} – ${SITE}`, `<h1>${SITE}</h1><h2>${TITLE}</h2>`, ''],
  [TITLE, `<h1><span>The Harbour</span> Post</h1><h2>${TITLE}</h2>`, ''],
  [SITE, `<h1>${SITE}</h1><h2>${TITLE}</h2>`, ''],
  [
    SITE,
    `<h1>${TITLE}</h1>`,
    `<meta property="og:title" content="${SITE}"><meta property="og:site_name" content="${SITE}">`,
  ],
  [`${SITE} | ${TITLE}`, `<h1>${TITLE}</h1>`, ''],
])('the site’s name over a page is not its headline: %s, %s', (title, body, head) => {
  expect(draftOf(title, body, head).title).toBe(TITLE);
});

const named = (...authors: string[]) => data({ author: authors.map((name) => ({ '@type': 'Person', name })) });

test.each([
  [named('dpa', 'Ines Kolb'), '', 'Ines Kolb'],
  [named('Reuters'), '<p class="byline">By Ines Kolb</p>', 'Ines Kolb'],
  [named('The Associated Press'), '', 'The Associated Press'],
  [named('ikolb'), '<span class="byline">by <a rel="author" href="/author/ikolb">Ines Kolb</a></span>', 'Ines Kolb'],
  [named('kesm'), '', 'kesm'],
  ['<meta name="author" content="Ines Kolb and Wim Aster in Oslo">', '', 'Ines Kolb, Wim Aster'],
  ['', '<p class="byline">Ines Kolb, Transport correspondent</p>', 'Ines Kolb'],
  ['', '<div>Submitted by Ines Kolb</div>', 'Ines Kolb'],
  ['', '<div>Текст: Инна Кольб</div>', 'Инна Кольб'],
])('the author is a person where one is named: %s %s', (head, shown, byline) => {
  expect(draftOf(TITLE, `<h1>${TITLE}</h1>${shown}`, head).byline).toBe(byline);
});

test.each([['2031-01-01T00:00:00Z'], ['1970-01-01T00:00:00Z']])(
  'no article came out at %s: what the page shows counts',
  (datePublished) => {
    const head = data({ datePublished });
    expect(draftOf(TITLE, `<h1>${TITLE}</h1>`, head).published).toBeNull();
    const shown = `<h1>${TITLE}</h1><time datetime="2026-11-28T09:15:00Z">28 November</time>`;
    expect(draftOf(TITLE, shown, head).published?.toISOString()).toBe('2026-11-28T09:15:00.000Z');
  },
);
