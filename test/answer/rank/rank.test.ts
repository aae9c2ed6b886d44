import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyseQuestion } from '../../../src/answer/question/question.ts';
import { rankPassages, rarity } from '../../../src/answer/rank/rank.ts';
import { tokensOf } from '../../../src/text/terms.ts';

const NOW = new Date('2026-11-20T12:00:00Z');

function passage(text: string, more: { article?: string; title?: string; published?: string; start?: number } = {}) {
  const { article = text, title = '', published = '2026-11-01', start = 0 } = more;
  return { article, start, text, title, dateline: null, published: new Date(published) };
}

function ranked(question: string, passages: ReturnType<typeof passage>[]) {
  const counts = new Map<string, number>();
  for (const { text } of passages)
    for (const term of new Set(tokensOf(text).map((token) => token.term)))
      counts.set(term, (counts.get(term) ?? 0) + 1);
  return rankPassages(analyseQuestion(question), passages, { passages: 1_000, counts }, NOW);
}

const first = (question: string, passages: ReturnType<typeof passage>[]) => ranked(question, passages)[0]?.passage.text;

describe('the best passage', () => {
  test('holds most of the question', () => {
    const good = 'The goat climbed onto the roof of the mill.';
    expect(first('Which goat climbed the mill roof?', [passage('The goat slept.'), passage(good)])).toBe(good);
  });

  test('holds what is counted rather than only the words', () => {
    const good = 'Rangers counted 14 goats on the island.';
    const poor = 'Rangers counted the goats on the island.';
    expect(first('How many goats did rangers count on the island?', [passage(poor), passage(good)])).toBe(good);
  });

  test('is the newer of two alike when the question is about now', () => {
    const old = passage('The ferry to the island was stopped.', { published: '2024-01-05' });
    const recent = passage('The ferry to the island is stopped.', { published: '2026-11-19' });
    expect(first('Why was the ferry stopped this week?', [old, recent])).toBe(recent.text);
  });

  test('may have the question’s words in its title', () => {
    const titled = passage('It rolled down the hill.', { title: 'Goat steals tractor' });
    expect(first('What did the goat do with the tractor?', [passage('It rolled on.'), titled])).toBe(titled.text);
  });
});

test('at most two passages of one article are given, and no text twice', () => {
  const passages = [1, 2, 3, 4].map((n) => passage(`The goat ran ${n} times.`, { article: 'a', start: n * 100 }));
  const found = ranked('How often did the goat run?', [
    ...passages,
    passage('The goat ran 1 times.', { article: 'b' }),
  ]);
  expect(found.filter(({ passage: { article } }) => article === 'a').length).toBeLessThanOrEqual(2);
  expect(new Set(found.map(({ passage: { text } }) => text)).size).toBe(found.length);
});

test('the parts of a score add up to it, and coverage is a share', () => {
  const words = fc.array(fc.constantFrom('goat', 'roof', 'mill', 'Ana', '14', 'Peru.', 'the'), { minLength: 1 });
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 12 }), words, (texts, question) => {
      for (const { score, parts, coverage, names } of ranked(
        `Which ${question.join(' ')}?`,
        texts.map((text, i) => passage(text.join(' '), { article: `${i}` })),
      )) {
        expect(Object.values(parts).reduce((a, b) => a + b, 0)).toBeCloseTo(score, 6);
        expect(coverage).toBeGreaterThanOrEqual(0);
        expect(Math.max(coverage, names)).toBeLessThanOrEqual(1 + 1e-9);
      }
    }),
  );
});

test('a rare word counts for more than a common one', () => {
  const frequencies = {
    passages: 100,
    counts: new Map([
      ['goat', 2],
      ['the', 90],
    ]),
  };
  expect(rarity('goat', frequencies)).toBeGreaterThan(rarity('the', frequencies));
  expect(rarity('the', frequencies)).toBeGreaterThan(0);
});
