import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerSpots, expectedAnswer } from '../../../src/answer/question/answer-type.ts';
import { analyseQuestion, holdsAnswerKind } from '../../../src/answer/question/question.ts';

describe('what kind of answer a question wants', () => {
  test.each([
    ['Which country sent the first ships?', 'country'],
    ['The bridge closed on Monday. In which US state does it stand?', 'state'],
    ['How many goats were found on the roof?', 'number'],
    ['How much did the new ferry cost?', 'money'],
    ['When did the mill burn down?', 'time'],
    ['Who opened the lighthouse?', 'person'],
    ['What film was shown at the opening?', 'title'],
    ['Which company runs the harbour?', 'named'],
    ['Why was the parade called off?', 'reason'],
    ['What is the average temperature of the lake?', 'number'],
    ['Which teams play on Sunday?', 'named'],
    ['Anything about the harbour?', 'thing'],
  ])('%s', (question, type) => {
    expect(expectedAnswer(question).type).toBe(type);
  });

  test('what is counted is kept', () => {
    expect(expectedAnswer('How many goats were found?').nouns).toEqual(['goat']);
  });

  test('the sentence that asks is told apart from those before it', () => {
    const question = 'The mill burned down in May. Who owned it?';
    expect(question.slice(expectedAnswer(question).start).trim()).toBe('Who owned it?');
  });

  test('any text is read without an error', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => expectedAnswer(text).start <= text.length));
  });
});

describe('where a text holds such an answer', () => {
  const spots = (question: string, text: string) =>
    answerSpots(expectedAnswer(question), new Set(analyseQuestion(question).terms.map(({ term }) => term)), text).map(
      ({ start, end }) => text.slice(start, end),
    );

  test('countries are known by name', () => {
    expect(spots('Which country sent ships?', 'Ships from New Zealand and Ana Ruiz met off Peru.')).toEqual([
      'New Zealand',
      'Peru',
    ]);
  });

  test('a name that the question says itself is none', () => {
    expect(spots('Who replaced Ana Ruiz?', 'Ana Ruiz was replaced by Tom Berg.')).toEqual(['Tom Berg']);
  });

  test('numbers are found in figures and words', () => {
    expect(spots('How many goats?', 'Two men found 14 goats.')).toEqual(['Two', '14']);
  });
});

describe('the words that are looked for', () => {
  const terms = (question: string, context?: string) => analyseQuestion(question, context).terms;

  test('stop words and words of asking are left out', () => {
    expect(terms('What did the mayor say about the harbour this week?').map(({ term }) => term)).toEqual([
      'mayor',
      'harbour',
    ]);
  });

  test('a word with a capital inside the sentence is a name', () => {
    expect(terms('Why did Ruiz leave?').filter(({ name }) => name)).toHaveLength(1);
  });

  test('an office is nobody’s name', () => {
    expect(terms('Who is the CEO of Valebank?').map(({ term, name }) => [term, name])).toEqual([
      ['ceo', false],
      ['valebank', true],
    ]);
  });

  test('what is to be done with an answer need not stand in it', () => {
    expect(terms('Summarise the news about Valebank').map(({ term }) => term)).toEqual(['valebank']);
  });

  test('who the conversation was about counts as if asked about again', () => {
    const own = terms('What did she die of?', 'old Rosa Timm').filter(({ context }) => !context);
    expect(own.map(({ term, name }) => [term, name])).toEqual([
      ['die', false],
      ['rosa', true],
      ['timm', true],
    ]);
  });

  test('words of the conversation before are marked as context', () => {
    expect(terms('And the cost?', 'harbour wall').filter(({ context }) => context)).toHaveLength(2);
  });

  test('words of the sentence that asks are marked', () => {
    const asking = terms('The mill burned down. Who painted the barn?').filter((term) => term.asking);
    expect(asking.map(({ term }) => term)).toEqual(['paint', 'barn']);
  });
});

test('a text holds the kind of answer, or it cannot be told', () => {
  expect(holdsAnswerKind('money', 'The wall cost $3 million.')).toBe(true);
  expect(holdsAnswerKind('money', 'The wall was expensive.')).toBe(false);
  expect(holdsAnswerKind('other', 'The wall.')).toBe(true);
});
