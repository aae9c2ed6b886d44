import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placesOf, startsOf, termOf, tokensOf } from '../../src/answer/terms.ts';

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

describe('where terms stand in a text', () => {
  test('by word number', () => {
    const { places, words } = placesOf('Goats won. The goat ran.', startsOf(['goat', termOf('win')]));
    expect(places.get('goat')).toEqual([0, 3]);
    expect(places.get('win')).toEqual([1]);
    expect(words).toBe(5);
  });

  test('every term of a text is found, whatever the text', () => {
    const word = fc.constantFrom(
      'Ferries',
      'bought',
      'Élan',
      "O'Brien",
      '1,200',
      'films',
      'a',
      'naïve',
      'die',
      'dying',
      '“Wall',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (words) => {
        const text = words.join(' ');
        for (const { term } of tokensOf(text)) expect(placesOf(text, startsOf([term])).places.has(term)).toBe(true);
      }),
    );
  });
});
