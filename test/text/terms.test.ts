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
    ['新橋', '新桥'],
    ['発表', '發表'],
    ['新しい', '新しく'],
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
  const PATTERN = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[.,]\d+|['’][\p{L}\p{M}]+)*/gu;
  const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\u30fc]/gu;

  test('keep decimals, thousands and what follows an apostrophe', () => {
    expect(words('It’s 1,200.5 km, 3.km o’clock.')).toEqual(['It’s', '1,200.5', 'km', '3', 'km', 'o’clock']);
  });

  test('are what the regular expression finds, whatever the text with spaces', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('a', 'Zürich', '3', '.', ',', '’', "'", ' ', '١٢', 'é', '\u0301', '\ud83d', '—', '²'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('').replace(UNSPACED, ' ');
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

test.each([
  ['新しい橋は一月一日に開通する', ['新しい', '橋', '一月', '開通']],
  ['新桥将于一月一日通车', ['新', '桥', '一月', '通车']],
  ['สะพานใหม่เปิดในเดือนมกราคม', ['สะพาน', 'ใหม่', 'เปิด', 'เดือน']],
  ['नया पुल जनवरी में खुलेगा', ['नया', 'पुल', 'जनवरी', 'खुलेगा']],
])('the words of %s are found without spaces, and stand where they say', (text, words) => {
  const tokens = tokensOf(text);
  for (const { start, end, term } of tokens) expect(termOf(text.slice(start, end))).toBe(term);
  const found = tokens.map(({ term }) => term);
  for (const word of words) expect(found.join(' ')).toContain(termOf(word));
});

test.each([
  ['سيفتح', 'يفتح'],
  ['والجسر', 'جسر'],
  ['בגשר', 'גשר'],
  ['시장은', '시장'],
])('%s meets %s', (a, b) => {
  expect(termOf(a)).toBe(termOf(b));
});

test('offsets of any text are in order and within it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      let last = 0;
      for (const { start, end } of tokensOf(text)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(text.length);
    }),
  );
});
