import { expect, test } from 'vitest';
import { contextFor } from '../../../src/answer/with-model/context.ts';
import type { ArticleId, RevisionId } from '../../../src/article/article.ts';
import { sentencesOf } from '../../../src/text/sentences.ts';

const TEXT =
  'The mill burned down in the night. Nobody was hurt. The owner wants to build it again. The town offers him two acres by the weir. Work may start in May.';
const article = {
  article: 'mill' as ArticleId,
  revision: 1 as RevisionId,
  title: 'Mill burns down',
  publisher: null,
  published: null,
  url: null,
  sentences: sentencesOf(TEXT).map((span, i) => ({ ...span, text: TEXT.slice(span.start, span.end), score: i })),
};
const points = new Map([
  [
    1 as RevisionId,
    ['The mill burned down in the night.', 'He builds again.', 'Two acres and a weir are offered to him.'],
  ],
]);

test('an article that is given in part comes with those of its key points that the part lacks', () => {
  const [given] = contextFor([article], new Map(), 140, points).articles;
  expect(given?.sentences.map(({ text }) => text)).not.toContain('The owner wants to build it again.');
  expect(given?.summary).toEqual(['He builds again.']);
});

test('an article that is given whole needs none', () => {
  const [given] = contextFor([article], new Map(), 10_000, points).articles;
  expect(given?.sentences).toHaveLength(5);
  expect(given).not.toHaveProperty('summary');
});

test('key points and sentences together keep to the characters that are allowed', () => {
  for (const room of [40, 80, 120, 160]) {
    const { articles } = contextFor([article, { ...article, article: 'copy' as ArticleId }], new Map(), room, points);
    const used = articles.flatMap(({ sentences, summary = [] }) => [...sentences.map(({ text }) => text), ...summary]);
    expect(used.join('').length).toBeLessThanOrEqual(room);
  }
});
