import { expect, test } from 'vitest';
import { alternatives } from '../../../src/answer/question/alternatives.ts';

test.each([
  ['Which bridge is longer, Holm or Vale Road?', 'Which bridge is longer, Holm?', 'Which bridge is longer, Vale Road?'],
  ['Is Holm or Vale larger?', 'Is Holm larger?', 'Is Vale larger?'],
])('%j asks about two', (question, first, second) => {
  expect(alternatives(question)?.map((side) => side.question)).toEqual([first, second]);
});

test.each(['Did Holm win or not?', 'Who paid for the wall?', 'Is it Holm or Holm?'])('%j does not', (question) => {
  expect(alternatives(question)).toBeNull();
});
