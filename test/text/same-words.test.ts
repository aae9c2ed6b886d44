import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareWording, foldLetters, plainWords, sameWordsKeys } from '../../src/text/same-words.ts';

const compare = (a: string, b: string) => compareWording(plainWords(a), plainWords(b));
const share = (a: string, b: string) =>
  new Set(sameWordsKeys(plainWords(a))).intersection(new Set(sameWordsKeys(plainWords(b)))).size > 0;

const WORDS = 'We have had three floods in four years and nobody repaired the wall';

test('accents, case, punctuation and apostrophes are no difference', () => {
  expect(compare('It’s Zoë‘s café, in Malmö!', 'its zoes CAFE in Malmo')).toBe('same');
  expect(foldLetters('Søren Łukasz Straße')).toBe('soren lukasz strasse');
});

test('a changed word, a bracket and a shortened end are other wordings of the same', () => {
  expect(compare(WORDS, WORDS.replace('nobody', 'no one'))).toBe('edited');
  expect(compare(WORDS, WORDS.replace('the wall', '[the harbour wall]'))).toBe('edited');
  expect(compare(WORDS, 'We have had three floods in four years')).toBe('edited');
  expect(compare(WORDS, 'three floods in four years')).toBe('edited');
});

test('two sentences with common words are not the same', () => {
  expect(compare(WORDS, 'We have had four mayors in three years and nobody has repaired the road')).toBe('other');
  expect(compare('We will win the vote', `${WORDS} so we will all go and win back the whole vote of the town`)).toBe(
    'other',
  );
});

test('short quotations are the same or other, never edited', () => {
  expect(compare('No comment', 'No further comment')).toBe('other');
  expect(compare('No comment', 'no comment.')).toBe('same');
});

test('whatever is cut from a quotation shares a key with it, if seven words are left', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(word, { minLength: 7, maxLength: 35 }), fc.nat(), fc.nat(), (words, from, length) => {
      const start = from % (words.length - 6);
      const piece = words.slice(start, start + 7 + (length % (words.length - start - 6)));
      expect(share(words.join(' '), piece.join(' '))).toBe(true);
    }),
  );
});

test('any two texts compare without an error, in both orders alike', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'binary', maxLength: 200 }),
      (a, b) => {
        expect(compare(a, b) === 'same').toBe(compare(b, a) === 'same');
        expect(sameWordsKeys(plainWords(a)).length).toBeLessThanOrEqual(17);
      },
    ),
  );
});
