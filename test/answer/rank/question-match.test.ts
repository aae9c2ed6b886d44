import { describe, expect, test } from 'vitest';
import { analyseQuestion } from '../../../src/answer/question/question.ts';
import { Matcher } from '../../../src/answer/rank/question-match.ts';
import { termOf } from '../../../src/text/terms.ts';

const frequencies = { passages: 1000, counts: new Map([['film', 5]]) };

describe('a word of a text', () => {
  test.each([
    ['Why did the studio pull the film?', 'cancel'],
    ['Which film will it be?', 'movie'],
    ['Who was laid off at the dairy?', 'dairy'],
    ['What was leaked?', 'posted'],
  ])('answers a word of %j in everyday English: %s', (question, word) => {
    const match = new Matcher(analyseQuestion(question), frequencies).of(termOf(word));
    expect(Math.max(...(match ?? [0]))).toBeGreaterThanOrEqual(0.5);
  });

  test('never stands for a name by likeness', () => {
    const match = new Matcher(analyseQuestion('Did the boss of Apple quit?'), frequencies).of(termOf('banana'));
    expect(match).toBeNull();
  });
});
