import { expect, test } from 'vitest';
import { analyseQuestion } from '../../../src/answer/question/question.ts';
import { unheardNames } from '../../../src/answer/rank/unheard-names.ts';
import { termOf } from '../../../src/text/terms.ts';

const KNOWN = 'mayor holm ford build plant island worker much cost again'.split(' ');
const frequencies = { passages: 2, averageLength: 12, counts: new Map(KNOWN.map((word) => [termOf(word), 1])) };
const unheard = (question: string) =>
  unheardNames(analyseQuestion(question), frequencies, [{ dateline: 'NORVIK', publisher: 'Vale Courier' }]);

test('a name that stands nowhere in the library is unheard of', () => {
  expect(unheard("What is Hartlepool's harbour wall for?")).toEqual(['Hartlepool']);
  expect(unheard('What does Ford build?')).toEqual([]);
});

test('so is one in small letters, when it is no English word', () => {
  expect(unheard('who is suing openai')).toEqual(['openai']);
  expect(unheard('what does ford want from its workers')).toEqual([]);
});

test.each([
  ['how mcuh does the plant cost agian', 'typing errors'],
  ['how much did the 390k house cost', 'figures'],
  ['Wann wird die Eröffnung in Holm gefeiert?', 'nouns of other languages'],
])('%j has no names that are unheard of: %s', (question) => {
  expect(unheard(question)).toEqual([]);
});

test('a name that stands in a dateline or as the publisher has been heard of', () => {
  expect(unheard('What did the Courier say of the plant in Norvik?')).toEqual([]);
});
