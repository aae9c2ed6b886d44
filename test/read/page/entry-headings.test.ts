import { expect, test } from 'vitest';
import { extractArticle } from '../../../src/read/page/extract.ts';

const UPDATES = [
  ['Trams stop', 'All trams east of the river stand still, and no bus takes their place before noon, the city says.'],
  ['Mayor asks for sandbags', 'The mayor asked everybody near the quay to fetch sandbags at the old fire station.'],
  ['First families go home', 'Forty people who had slept in the gymnasium went home, although their cellars are wet.'],
] as const;

const HEADINGS = UPDATES.map(([heading]) => heading);

const blog = (entry: (heading: string, text: string) => string) =>
  extractArticle({
    html: `<!doctype html><html lang="en"><head><title>Flood in Norfell: live - Harbour Post</title></head><body>
<header class="site-header"><nav><a href="/">Home</a></nav><h2>All our sections</h2></header>
<main><header class="page-header"><h1>Flood in Norfell: live</h1><h2>What we know this hour</h2></header>
<div class="live">${UPDATES.map(([heading, text]) => entry(heading, `<p>${text}</p>`)).join('\n')}</div></main>
<footer>Harbour Post, all rights reserved</footer></body></html>`,
    url: null,
  }).draft.text.split('\n\n');

test.each([
  [
    'a plain header',
    (heading: string, text: string) => `<article><header><h2>${heading}</h2></header>${text}</article>`,
  ],
  [
    'a header named as one',
    (heading: string, text: string) =>
      `<section><header class="entry-header"><h3>${heading}</h3><span class="byline">By Ada Pike</span></header>${text}</section>`,
  ],
  [
    'a header of facts about the entry',
    (heading: string, text: string) =>
      `<article class="update"><header class="post-meta"><h3>${heading}</h3></header><div>${text}</div></article>`,
  ],
  ['no header', (heading: string, text: string) => `<article><h3>${heading}</h3>${text}</article>`],
])('the headings of entries are kept, the first and short ones too, and no header around them: %s', (_, entry) => {
  expect(blog(entry)).toEqual(UPDATES.flat());
});

test('headings beside a time are kept', () => {
  const lines = blog(
    (heading, text) => `<article><header><time>11.20</time><h2>${heading}</h2></header>${text}</article>`,
  );
  expect(lines.filter((line) => !/^\d/.test(line))).toEqual(UPDATES.flat());
});

test('teasers of other stories under an article keep their headings to themselves', () => {
  const story = UPDATES.map(([, text]) => `<p>${text} ${text}</p>`).join('');
  const teasers = HEADINGS.map(
    (heading) => `<article><header><h3><a href="/x">${heading}</a></h3></header><p>More</p></article>`,
  );
  const { text } = extractArticle({
    html: `<html lang="en"><head><title>Flood in Norfell</title></head><body><main><article><h1>Flood in Norfell</h1>${story}</article>
<section class="related">${teasers.join('')}</section></main></body></html>`,
    url: null,
  }).draft;
  for (const heading of HEADINGS) expect(text).not.toContain(heading);
});

test('a headline that leads to another page never takes the paragraph under it along', () => {
  const lead = `<p>${'The flood on the Nor has reached its peak, the water board said on Friday, and will fall from tonight. '.repeat(3)}</p>`;
  const html = `<html lang="en"><head><title>Flood in Norfell</title></head><body><main><h1>Flood in Norfell</h1>${lead.repeat(3)}<div>
${UPDATES.map(([heading, text], index) => `<section><header class="entry-header"><h3><a href="/p/${index}">${heading}</a></h3></header><p>${text}</p></section>`).join('\n')}
</div></main></body></html>`;
  const { text } = extractArticle({ html, url: null }).draft;
  for (const [, update] of UPDATES) expect(text).toContain(update);
});
