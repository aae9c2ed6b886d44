import { statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { termOf } from '../../src/text/terms.ts';
import { likeness, rarityInEnglish, synonymsOf, wordNumber } from '../../src/vectors/word-vectors.ts';

const numberOf = (word: string) => wordNumber(termOf(word));

test.each([
  ['firm', 'company', 'goat'],
  ['supermarket', 'grocery', 'harbour'],
  ['army', 'military', 'film'],
])('%s is used more like %s than like %s', (word, like, unlike) => {
  expect(likeness(numberOf(word), numberOf(like))).toBeGreaterThan(likeness(numberOf(word), numberOf(unlike)) + 0.3);
});

test('a word is as alike as can be to itself', () => {
  expect(likeness(numberOf('harbour'), numberOf('harbour'))).toBeCloseTo(1, 1);
});

test('a word has the synonyms that are used as it is', () => {
  expect(synonymsOf(numberOf('buy'))).toContain(numberOf('purchase'));
  expect(synonymsOf(numberOf('doctor'))).toContain(numberOf('physician'));
});

test('a word that is not in the table has no number and no synonyms, and is as rare as can be', () => {
  expect(wordNumber('qzxv')).toBe(-1);
  expect(synonymsOf(-1)).toEqual([]);
  expect(rarityInEnglish('qzxv')).toBeGreaterThan(rarityInEnglish(termOf('harbour')));
  expect(rarityInEnglish(termOf('harbour'))).toBeGreaterThan(rarityInEnglish(termOf('people')));
});

test('the table is no larger than people should have to download', () => {
  const file = new URL('../../src/vectors/word-vectors.bin', import.meta.url);
  expect(statSync(file).size).toBeLessThan(5_000_000);
});
