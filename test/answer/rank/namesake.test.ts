import { expect, test } from 'vitest';
import { namedPairs, namesAnother } from '../../../src/answer/rank/namesake.ts';

const ARTICLE = 'Hurricane Ines came ashore at Holm. Hurricane Adele killed nine in 1992. King Olav flew in.';
const another = (question: string, sentence: string) => namesAnother(namedPairs(question), sentence, ARTICLE);

test('a sentence on another storm than the one asked about names another', () => {
  expect(another('how many people died in hurricane ines', 'Hurricane Adele killed nine in 1992.')).toBe(true);
});

test.each([
  ['the storm itself', 'Hurricane Ines came ashore at Holm.'],
  ['both', 'Hurricane Ines was stronger than Hurricane Adele.'],
  ['the storm by its own name', 'Ines, stronger than Hurricane Adele, killed two.'],
  ['no storm', 'Two people drowned at Holm.'],
])('a sentence that names %s does not', (_, sentence) => {
  expect(another('how many people died in hurricane ines', sentence)).toBe(false);
});

test('words that the article has not as a name ask for no other one', () => {
  expect(another('which king died', 'King Olav flew in.')).toBe(false);
  expect(another('how many storm victims were there', 'Storm Adele killed nine.')).toBe(false);
});
