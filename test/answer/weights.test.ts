import { expect, test } from 'vitest';
import { evidenceOf } from '../../src/answer/built-in/answer-evidence.ts';
import { ANSWERED_THRESHOLD, ANSWERED_WEIGHTS } from '../../src/answer/built-in/answered-weights.ts';
import { chooseSentences } from '../../src/answer/built-in/extractive.ts';
import { analyseQuestion } from '../../src/answer/question/question.ts';
import { rateSentences } from '../../src/answer/rank/evidence-sentences.ts';
import { rankPassages } from '../../src/answer/rank/rank.ts';
import { SENTENCE_WEIGHTS } from '../../src/answer/rank/sentence-weights.ts';
import type { ArticleId, RevisionId } from '../../src/article/article.ts';

const asOf = new Date('2026-11-20');
const article = {
  article: 'wall' as ArticleId,
  revision: 1 as RevisionId,
  title: 'Vale raises its wall',
  dateline: null,
  publisher: null,
  published: asOf,
  url: null,
  text: 'Vale will raise its harbour wall by one metre, the council decided. The work starts in March.',
};
const question = analyseQuestion('When does the work on the harbour wall start?');
const frequencies = { passages: 100, counts: new Map<string, number>() };
const passages = rankPassages(question, [{ ...article, start: 0, end: article.text.length }], frequencies, asOf);
const rated = rateSentences({ question, frequencies, passages }, [article], asOf);

test('each measure of a sentence has its weight, and no weight is without its measure', () => {
  const [measured] = rated.articles.flatMap(({ sentences }) => sentences).filter(({ measures }) => measures !== null);
  expect(Object.keys(measured?.measures ?? {}).sort()).toEqual(Object.keys(SENTENCE_WEIGHTS).sort());
});

test('each kind of evidence for an answer has its weight, and the probability that is asked for can be reached', () => {
  const evidence = evidenceOf(rated, chooseSentences(rated, 600));
  expect(['constant', ...Object.keys(evidence ?? {})].sort()).toEqual(Object.keys(ANSWERED_WEIGHTS).sort());
  expect(ANSWERED_THRESHOLD).toBeGreaterThan(0);
  expect(ANSWERED_THRESHOLD).toBeLessThan(1);
});
