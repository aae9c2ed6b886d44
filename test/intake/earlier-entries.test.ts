import { expect, test } from 'vitest';
import { pushedOff } from '../../src/intake/earlier-entries.ts';
import { lookAgain } from '../../src/intake/look-again.ts';
import { articlesById, listArticles } from '../../src/store/articles/articles.ts';
import { articlesBetween } from '../../src/store/digests/digest-news.ts';
import { TERMINAL } from '../../src/store/schema.ts';
import { loopbackWeb } from './loopback-web.ts';

const text = (words: string) => words.split(' ').join('\n\n');

test.each([
  ['newest first', 'about e3 e2 e1', 'about e5 e4 e3', 'e2 e1'],
  ['newest last', 'about e1 e2 e3', 'about e3 e4 e5', 'e1 e2'],
  ['newest last, nothing above', 'e1 e2 e3', 'e2 e3 e4', 'e1'],
  ['nothing left of what was there', 'about e2 e1', 'about e9 e8 e7', 'e2 e1'],
])('new entries push earlier ones off a live blog: %s', (_, before, now, gone) => {
  expect(pushedOff(text(before), text(now))).toEqual(gone.split(' '));
});

test.each([
  ['an entry is added', 'about e2 e1', 'about e3 e2 e1'],
  ['an entry is edited', 'about e3 e2 e1', 'about e4 e3 e2b e1'],
  ['an entry in the middle is taken out', 'about e3 e2 e1', 'about e4 e3 e1'],
  ['the only entry is edited', 'about e1', 'about e1b'],
  ['the last entry is edited', 'about e3 e2 e1', 'about e4 e3 e2 e1b'],
])('nothing is pushed off where %s', (_, before, now) => {
  expect(pushedOff(text(before), text(now))).toEqual([]);
});

const ENTRIES = [
  'The first ferry of the day turned back at the harbour mouth when a wave broke two of its windows.',
  '“We will wait until the wind drops,” said harbour master Ida Brandt, who had counted nine waves over the pier.',
  'The road along the shore was closed at noon, and the school sent its pupils home by the upper street.',
  'Two trees fell on the market square in the afternoon, and nobody was hurt, the fire brigade said.',
  'The last houses without power had light again at seven, the works said in a message to the town.',
];
const blog = (numbers: readonly number[]) =>
  `<!doctype html><html lang="en"><head><title>Storm in the harbour: live</title><script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Storm in the harbour: live","datePublished":"2026-11-28T06:00:00Z"}</script></head><body><article><h1>Storm in the harbour: live</h1><p>What the storm does to the harbour town today, hour by hour, as we hear of it.</p>${numbers.map((n) => `<p>${ENTRIES[n]}</p>`).join('')}</article></body></html>`;

test('what a live blog doesn’t show any more is found beside it, marked with its time, and is no news', async () => {
  const web = await loopbackWeb();
  const url = web.at(2, '/live', blog([2, 1, 0]));
  await web.add(url);
  for (const numbers of [
    [3, 2, 1],
    [4, 3, 2],
  ]) {
    web.at(2, '/live', blog(numbers));
    web.clock.now = new Date(web.clock.now.getTime() + 4 * 3_600_000);
    await lookAgain(web.deps, 9);
  }
  const listed = await listArticles(web.db, TERMINAL, { limit: 9 });
  const ids = listed.map(({ id }) => id);
  const stored = (await articlesById(web.db, TERMINAL, ids)).sort((a, b) => a.title.length - b.title.length);
  expect(stored.map(({ title }) => title)).toEqual([
    'Storm in the harbour: live',
    expect.stringMatching(/^Storm in the harbour: live \(earlier entries, as of \d{4}-\d\d-\d\d \d\d:\d\d UTC\)$/),
  ]);
  const [, earlier] = stored;
  expect(earlier?.text).toBe([ENTRIES[1], ENTRIES[0]].join('\n\n'));
  expect(earlier?.url).toBe(`${url}#!earlier`);
  const always = { from: new Date('2026-11-28'), to: new Date('2100-01-01'), topic: null, limit: 9 };
  const news = await articlesBetween(web.db, TERMINAL, always);
  expect(news.map(({ title }) => title)).toEqual(['Storm in the harbour: live']);
});
