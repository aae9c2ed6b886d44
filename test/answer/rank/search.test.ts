import { expect, test } from 'vitest';
import { analyseQuestion } from '../../../src/answer/question/question.ts';
import { searchPassages } from '../../../src/answer/rank/search.ts';
import type { ArticleId, RevisionId } from '../../../src/article/article.ts';
import type { Candidate, CandidateSource, PassageQuery } from '../../../src/store/passages/source.ts';
import { TERMINAL } from '../../../src/store/schema.ts';

const asOf = new Date('2026-11-20T12:00:00Z');

function passage(article: string, text: string): Candidate {
  return {
    article: article as ArticleId,
    revision: 1 as RevisionId,
    start: 0,
    end: text.length,
    text,
    title: 'News of the day',
    dateline: null,
    publisher: null,
    published: null,
    url: null,
  };
}

/** Gives the same passages whatever is wanted, and remembers what was. */
function sourceOf(candidates: Candidate[]): CandidateSource & { asked: PassageQuery[] } {
  const asked: PassageQuery[] = [];
  return {
    asked,
    termsLike: async () => [],
    texts: async () => [],
    async search(wanted) {
      asked.push(wanted);
      const counts = new Map(wanted.question.terms.map(({ term }) => [term, 2]));
      return { frequencies: { passages: 1_000, counts }, candidates };
    },
  };
}

test('a question asks its source once, for a bounded number of passages within its limits', async () => {
  const source = sourceOf([]);
  const since = new Date('2026-11-01T00:00:00Z');
  const until = new Date('2026-11-08T00:00:00Z');
  const found = await searchPassages(source, {
    question: analyseQuestion('When does the ferry sail?'),
    asOf,
    workspace: TERMINAL,
    since,
    until,
    publisher: 'Courier',
  });
  expect(found.passages).toEqual([]);
  expect(source.asked).toHaveLength(1);
  expect(source.asked[0]).toMatchObject({ workspace: TERMINAL, since, until, publisher: 'Courier' });
  expect(source.asked[0]?.limit).toBeLessThanOrEqual(300);
});

test('the passage with all of the words comes before those with some', async () => {
  const source = sourceOf([
    passage('a', 'The ferry was painted blue.'),
    passage('b', 'The ferry to Port Vale sails at noon.'),
    passage('c', 'Port Vale has a new mayor.'),
  ]);
  const { passages } = await searchPassages(source, {
    question: analyseQuestion('When does the ferry to Port Vale sail?'),
    asOf,
    workspace: TERMINAL,
  });
  expect(passages[0]?.passage.article).toBe('b');
});

test('the latest of a subject that has rested for years is the newest report of it', async () => {
  const source = sourceOf([
    { ...passage('first', 'The ferry to Port Vale was sold to a bank.'), published: new Date('2020-03-01') },
    { ...passage('last', 'The ferry to Port Vale was sold to a museum.'), published: new Date('2021-03-01') },
    { ...passage('second', 'The ferry to Port Vale was sold to a school.'), published: new Date('2020-09-01') },
  ]);
  const { passages } = await searchPassages(source, {
    question: analyseQuestion('What is the latest on the ferry to Port Vale?'),
    asOf,
    workspace: TERMINAL,
  });
  expect(passages.map(({ passage: { article } }) => article)).toEqual(['last', 'second', 'first']);
});
