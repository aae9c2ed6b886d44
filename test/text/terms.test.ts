import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readWords, termOf, tokensOf } from '../../src/text/terms.ts';

describe('a word as a search term', () => {
  test.each([
    ['Ferries', 'ferry'],
    ['launched', 'launching'],
    ['café', 'Cafe'],
    ['mayor’s', 'mayor'],
    ['12,000', '12000'],
    ['won', 'win'],
    ['stolen', 'steal'],
    ['films', 'movie'],
  ])('%s meets %s', (a, b) => {
    expect(termOf(a)).toBe(termOf(b));
  });
});

test('the offsets of tokens are those of their words', () => {
  const text = 'The mayor’s 3.5 km walk';
  expect(tokensOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    'The',
    'mayor’s',
    '3.5',
    'km',
    'walk',
  ]);
});

describe('the words of a text', () => {
  const words = (text: string) => {
    const { starts, ends } = readWords(text);
    return starts.map((start, i) => text.slice(start, ends[i]));
  };
  const PATTERN = /[\p{L}\p{N}]+(?:[.,]\d+|['’][\p{L}]+)*/gu;

  test('keep decimals, thousands and what follows an apostrophe', () => {
    expect(words('It’s 1,200.5 km, 3.km o’clock.')).toEqual(['It’s', '1,200.5', 'km', '3', 'km', 'o’clock']);
  });

  test('are what the regular expression finds, whatever the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('a', 'Zürich', '3', '.', ',', '’', "'", ' ', '١٢', 'é', '\u0301', '\ud83d', '—', '²'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        expect(words(text)).toEqual(text.match(PATTERN) ?? []);
      }),
      { numRuns: 200 },
    );
  });

  test('are found in a text of any length', () => {
    expect(readWords('goat '.repeat(20_000)).terms).toHaveLength(20_000);
  });

  test('have the terms that each word has by itself', () => {
    const word = fc.constantFrom('Ferries', 'bought', 'Élan', "O'Brien", '1,200', 'films', 'a', 'naïve', 'dying');
    fc.assert(
      fc.property(fc.array(word), (list) => {
        expect(readWords(list.join(' ')).terms).toEqual(list.map((each) => termOf(each)));
      }),
    );
  });
});
