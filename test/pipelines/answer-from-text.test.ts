import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerFromText, chooseSentences } from '../../src/pipelines/answer-from-text.ts';

const TEXT =
  'The town of Vale will raise its harbour wall by one metre, the council decided on Monday. ' +
  'The work starts in March and costs four million crowns. ' +
  '“We waited too long,” said Ana Ruiz, the mayor. ' +
  'Storms flooded the fish market of Vale twice last winter. ' +
  'A second wall is planned for the northern beach.';

const answer = (question: string) => answerFromText(question, TEXT);

describe('an answer from one text', () => {
  test('is whole sentences of it', () => {
    const { refused, sentences } = answer('By how much will Vale raise its harbour wall?');
    expect(refused).toBe(false);
    expect(sentences.map(({ text }) => text).join(' ')).toContain('one metre');
    for (const { start, end, text } of sentences) expect(TEXT.slice(start, end)).toBe(text);
  });

  test('is refused when the text does not name what is asked about', () => {
    expect(answer('By how much will Holm raise its harbour wall?').refused).toBe(true);
  });

  test('is refused when a rare word of the question stands nowhere', () => {
    expect(answer('Which architect of Vale designed the lighthouse?').refused).toBe(true);
  });

  test('is refused without a word to look for', () => {
    expect(answer('What is it?').refused).toBe(true);
    expect(answerFromText('What is the wall?', '').refused).toBe(true);
  });

  test('comes from a long text as well', () => {
    const long = `${'Goats are kept in many valleys. '.repeat(30)}\n${TEXT}`;
    const { sentences } = answerFromText('By how much will Vale raise its harbour wall?', long);
    expect(sentences.some(({ text }) => text.includes('one metre'))).toBe(true);
    for (const { start, end, text } of sentences) expect(long.slice(start, end)).toBe(text);
  });
});

describe('the chosen sentences', () => {
  test('are those that are worth their length', () => {
    const rated = [
      { start: 0, end: 50, p: 0.9 },
      { start: 51, end: 100, p: 0.1 },
      { start: 101, end: 150, p: 0.8 },
    ];
    expect(chooseSentences(rated)).toEqual([
      { start: 0, end: 50 },
      { start: 101, end: 150 },
    ]);
  });

  test('are at least one and at most six, in text order', () => {
    const probabilities = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(probabilities, (all) => {
        const chosen = chooseSentences(all.map((p, i) => ({ start: i * 10, end: i * 10 + 9, p })));
        expect(chosen.length).toBeGreaterThanOrEqual(1);
        expect(chosen.length).toBeLessThanOrEqual(6);
        expect(chosen.map(({ start }) => start)).toEqual(chosen.map(({ start }) => start).sort((a, b) => a - b));
      }),
    );
  });
});
