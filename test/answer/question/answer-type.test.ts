import { describe, expect, test } from 'vitest';
import { answerSpots, expectedAnswer } from '../../../src/answer/question/answer-type.ts';
import { readWords, termOf, tokensOf } from '../../../src/text/terms.ts';

test.each([
  ['How many goats fled?', 'number'],
  ['how mnay goats fled', 'number'],
  ['Who opened the lighthouse?', 'person'],
  ['whos the keeper of the lighthouse', 'person'],
  ['Which designer made the coat?', 'person'],
  ['Which lender went under?', 'named'],
  ['wich town has the oldest lighthouse', 'named'],
  ['What was the reason for the delay?', 'reason'],
  ['What share of the catch was cod?', 'number'],
  ['wen does the ferry leave', 'time'],
  ['What happened at the harbour?', 'thing'],
  ['How much did the painting sell for?', 'money'],
  ['how much will the town pay Timm', 'money'],
  ['How much does the bell weigh?', 'number'],
])('"%s" asks for a %s', (question, type) => {
  expect(expectedAnswer(question).type).toBe(type);
});

test('how long something takes is counted in units of time or length', () => {
  expect(expectedAnswer('How long did the repair take?').nouns).toEqual(
    expect.arrayContaining(['week', 'hour', 'mile'].map(termOf)),
  );
});

test.each([
  ['When does it open?', 'The museum opens at noon on Saturday.', ['noon', 'Saturday']],
  ['When was it sold?', 'It was sold late last year, three days after the storm.', ['last year', 'three days after']],
  ['When does it close?', 'The pier closes at 5 p.m. in the 2012-13 season.', ['5 p.m', '2012-13']],
  ['When is the cup?', 'The 2026 Brae Cup is on in 2027 Vale says, on Friday.', ['2027', 'Friday']],
  ['How much does the wall cost?', 'It costs 14 million crowns, or €1.2m.', ['14 million crowns', '€1.2']],
])('"%s" is answered by the marked words of "%s"', (question, text, spots) => {
  const asked = new Set(tokensOf(question).map(({ term }) => term));
  const found = answerSpots(expectedAnswer(question), asked, text);
  expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(spots);
});

describe('who is meant by "who"', () => {
  const persons = (text: string, question = 'who closed the bridge') =>
    answerSpots(expectedAnswer(question), new Set(readWords(question).terms), text).map(({ start, end }) =>
      text.slice(start, end),
    );

  test('somebody by two names, or by a title and one', () => {
    expect(persons('The bridge was closed by Mayor Holt and engineer Jonas Berg.')).toEqual(['Holt', 'Jonas Berg']);
  });

  test('not a title alone, and not a place', () => {
    expect(persons('The former Japanese Prime Minister crossed the Baltic Sea, said Peru’s Ombudsman.')).toEqual([]);
  });

  test('not whom the question names, by whatever first name or title', () => {
    expect(persons('Former Norse Prime Minister Ada Holt was shot at.', 'who shot holt')).toEqual([]);
  });
});
