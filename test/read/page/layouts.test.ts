import { expect, test } from 'vitest';
import { extractArticle } from '../../../src/read/page/extract.ts';
import { PARAGRAPHS, STORY } from './page.ts';

const url = 'https://post.example/news/ferry';
const TITLE = 'Ferry line reopens after seven months';
const read = (html: string) => extractArticle({ html, url });
const draftOf = (html: string) => read(html).draft;
const page = (body: string, head = `<title>${TITLE}</title>`) =>
  `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`;
const whole = PARAGRAPHS.join('\n\n');
const linked = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;

test('a page headed by the name of its site is known by the headline under it', () => {
  const head =
    '<title>The Quay Log: Ferry line reopens after seven months</title><meta property="og:site_name" content="The Quay Log">';
  expect(draftOf(page(`<h1>The Quay Log</h1><h3>${TITLE}</h3>${STORY}`, head)).title).toBe(TITLE);
});

test('what stands after a double colon in a title is the site', () => {
  expect(draftOf(page(`<div>${TITLE}</div>${STORY}`, `<title>${TITLE} :: Marlow :: Post Online</title>`)).title).toBe(
    TITLE,
  );
});

test('the date of a page that describes itself and no article is the article’s', () => {
  const graph = linked({ '@graph': [{ '@type': 'WebPage', '@id': url, datePublished: '2026-11-17T19:15:00Z' }] });
  expect(draftOf(page(`<h1>${TITLE}</h1>${STORY}`, `<title>${TITLE}</title>${graph}`)).published?.toISOString()).toBe(
    '2026-11-17T19:15:00.000Z',
  );
});

test('a weblog gives author and time at the foot of the post', () => {
  const foot = `<div class="post-footer">Posted by <span itemprop="author"><span itemprop="name">Wim Aster</span></span> at <abbr itemprop="datePublished" title="2026-11-17T20:15:00+01:00">8:15 PM</abbr></div>`;
  const post = `<div itemscope itemtype="http://schema.org/BlogPosting"><h1>${TITLE}</h1>${STORY}${foot}</div>`;
  const draft = draftOf(page(post));
  expect([draft.byline, draft.published?.toISOString()]).toEqual(['Wim Aster', '2026-11-17T19:15:00.000Z']);
});

test.each([
  ['17 November 2026 | By Ines Kolb', 'Ines Kolb'],
  ['By Ines Kolb, November 17, 2026', 'Ines Kolb'],
  ['Par Inès Kolb avec AFP, publié le 17 novembre 2026', 'Inès Kolb'],
  ['Von Jörg Lehnert und Ida Brandt', 'Jörg Lehnert, Ida Brandt'],
  ['كتب: سامي الخطيب', 'سامي الخطيب'],
  ['מאת: דוד כהן', 'דוד כהן'],
  ['記者 山田花子', '山田花子'],
  ['文：大渡美咲', '大渡美咲'],
  ['김민수 기자 2026. 11. 17. 20:15', '김민수'],
  ['2026-11-17 20:15:00 来源：港口日报 作者：王小明', '王小明'],
  ['社会部 記者', null],
  ['17 Kasım 2026 | Yazar: Ayşe Demir', 'Ayşe Demir'],
  ['Por Ana Souza — Marlow', 'Ana Souza'],
  ['Words: Ines Kolb. Pictures: Lars Ohm', 'Ines Kolb'],
  ['Text: Karin Ek Foto: Lars Ohm', 'Karin Ek'],
  ['Photo: Lars Ohm', null],
  ['लेखक: रवि कुमार', 'रवि कुमार'],
  ['Piše: Ivana Horvat', 'Ivana Horvat'],
  ['Szerző: Kovács Anna', 'Kovács Anna'],
  ['Oleh: Budi Santoso', 'Budi Santoso'],
  ['Na Juma Ali', 'Juma Ali'],
  ['Jón Jónsson skrifar', 'Jón Jónsson'],
  ['ავტორი: გიორგი მაისურაძე', 'გიორგი მაისურაძე'],
  ['Na Závodní ulici v Brně', null],
  ['By the harbour, 17 November 2026', null],
])('the line "%s" under the headline names %s', (line, byline) => {
  expect(draftOf(page(`<h1>${TITLE}</h1><p class="line">${line}</p>${STORY}`)).byline).toBe(byline);
});

test('the author named at the end of a story counts', () => {
  expect(draftOf(page(`<h1>${TITLE}</h1>${STORY}<h2>Written by Ines Kolb</h2>`)).byline).toBe('Ines Kolb');
});

test('two authors in one string are two', () => {
  const head = (author: string) =>
    `<title>${TITLE}</title>${linked({ '@type': 'NewsArticle', headline: TITLE, author: { '@type': 'Person', name: author } })}`;
  const bylines = ['Ines Kolb and Wim Aster', 'Johnson and Sons', 'Ines de la Cruz, Wim Aster & Jo Berg'].map(
    (author) => draftOf(page(STORY, head(author))).byline,
  );
  expect(bylines).toEqual(['Ines Kolb, Wim Aster', 'Johnson and Sons', 'Ines de la Cruz, Wim Aster, Jo Berg']);
});

test('the number of a note in a sentence is no part of it', () => {
  const noted = STORY.replace('on Tuesday', 'on Tuesday<sup><a href="#n1">1</a></sup>')
    .replace('4.2 million crowns', '4.2 million crowns<a href="#n2"><sup>[2]</sup></a>')
    .replace('the northern ferry', 'the <a href="#map">northern</a> ferry');
  expect(draftOf(page(`<article><h1>${TITLE}</h1>${noted}</article>`)).text).toBe(whole);
});

test('blank lines part the paragraphs of preformatted text', () => {
  expect(draftOf(page(`<h1>${TITLE}</h1><pre>${PARAGRAPHS.join('\n\n')}</pre>`)).text).toBe(whole);
});

test('the rest of a story that is hidden until somebody asks for it is read', () => {
  const [first, ...rest] = PARAGRAPHS;
  const hidden = `<div class="more" style="display:none">${rest.map((text) => `<p>${text}</p>`).join('')}</div>`;
  expect(draftOf(page(`<main><h1>${TITLE}</h1><p>${first}</p>${hidden}</main>`)).text).toBe(whole);
});

test('a hidden copy of a story for other screens is not read twice', () => {
  const copy = `<div class="phone" style="display:none">${STORY}</div>`;
  expect(draftOf(page(`<main><h1>${TITLE}</h1>${STORY}${copy}</main>`)).text).toBe(whole);
});

test('a story in a shadow tree that the page declares is read', () => {
  const tree = `<post-story><template shadowrootmode="open"><article><h1>${TITLE}</h1>${STORY}</article></template></post-story>`;
  expect(draftOf(page(`${tree}<template><p>${'Never shown. '.repeat(40)}</p></template>`)).text).toBe(whole);
});

test('of a page that is not free, the offer at the end is cut and the beginning marked', () => {
  const free = (value: boolean) =>
    `<title>${TITLE}</title>${linked({ '@type': 'NewsArticle', headline: TITLE, isAccessibleForFree: value })}`;
  const offer =
    '<h3>This story goes on for members</h3><p>Become a member from two crowns a month to read the rest of it.</p>';
  const body = `<article><h1>${TITLE}</h1>${STORY}${offer}</article>`;
  expect(draftOf(page(body, free(false)))).toMatchObject({ kind: 'beginning', text: whole });
  const twice = `${STORY}${STORY.replaceAll('ferry', 'tram')}`;
  expect(draftOf(page(`<article><h1>${TITLE}</h1>${twice}</article>`, free(false)))).toMatchObject({ kind: 'article' });
});

test('a name in a link that opens a card over it stays in its sentence', () => {
  const carded = STORY.replace(
    'Lena Ortiz',
    '<a class="person popup" href="/p"><span class="tooltip">Lena Ortiz</span></a>',
  );
  expect(draftOf(page(`<article><h1>${TITLE}</h1>${carded}</article>`)).text).toBe(whole);
});

test('the next story on an endless page is not part of this one', () => {
  const other = `<article><h1>Storm closes pier</h1>${'<p>The storm closed the pier on Monday, and nobody could say for how long it would be shut.</p>'.repeat(5)}</article>`;
  expect(draftOf(page(`<main><article><h1>${TITLE}</h1>${STORY}</article>${other}</main>`)).text).toBe(whole);
});

test('a time that stands behind "Updated:" is not when the story came out', () => {
  const times =
    '<p>Updated: <time datetime="2026-11-19T08:00:00Z">19 Nov</time> Published: <time datetime="2026-11-17T19:15:00Z">17 Nov</time></p>';
  const draft = draftOf(page(`<article><h1>${TITLE}</h1>${times}${STORY}</article>`));
  expect([draft.published?.toISOString(), draft.modified?.toISOString()]).toEqual([
    '2026-11-17T19:15:00.000Z',
    '2026-11-19T08:00:00.000Z',
  ]);
});

test('the day in an address counts where the page says none', () => {
  const html = page(`<article><h1>${TITLE}</h1>${STORY}</article>`);
  const dayOf = (path: string) =>
    extractArticle({ html, url: `https://post.example${path}` }).draft.published?.toISOString();
  expect([dayOf('/2026/11/17/ferry'), dayOf('/2026/13/41/ferry'), dayOf('/news/20261117')]).toEqual([
    '2026-11-17T12:00:00.000Z',
    undefined,
    undefined,
  ]);
});

test('a site’s name in a heading that leads home, or before the title, is not the headline', () => {
  const head = `<title>Harbour Post | ${TITLE}</title>`;
  expect(draftOf(page(`<h1><a href="/">Harbour Post</a></h1><div>${TITLE}</div>${STORY}`, head)).title).toBe(TITLE);
});

test.each([
  ['/', linked({ '@type': 'WebPage', '@id': 'https://post.example/', datePublished: '2026-11-17T19:15:00Z' })],
  ['/2026/11/17/', ''],
])('a front page or a list of a day, %s, is a list of links, whatever date it has', (path, head) => {
  const teasers = Array.from(
    { length: 18 },
    (_, n) => `<h3><a href="/${n}">The harbour board votes on ferry number ${n} this week</a></h3>`,
  );
  const html = page(
    `<h1>Harbour Post</h1>${STORY.split('\n').slice(0, 2).join('')}${teasers.join('')}`,
    `<title>Harbour Post</title>${head}`,
  );
  expect(extractArticle({ html, url: `https://post.example${path}` }).kind).toBe('not-an-article');
});

test('an author whom the page’s own class marks is named without what the paper calls them, and without who took the pictures', () => {
  const bylineOf = (line: string) => draftOf(page(`<h1>${TITLE}</h1>${line}${STORY}`)).byline;
  expect(bylineOf('<p class="auteur">Door onze redacteur Piet de Boer</p>')).toBe('Piet de Boer');
  expect(bylineOf('<div class="byline"><span>Text: Karin Ek</span> <span>Foto: Lars Ohm</span></div>')).toBe(
    'Karin Ek',
  );
});
