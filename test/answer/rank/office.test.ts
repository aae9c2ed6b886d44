import { describe, expect, test } from 'vitest';
import { askedOffice, namesHolder } from '../../../src/answer/rank/office.ts';

describe('a question for the holder of an office', () => {
  test.each([
    'Who is the governor of Ohio?',
    "who's the current mayor of Port Vale",
    'whos the uk prime minister',
    "who is Belgium's foreign minister now?",
    'Who is the CEO of Brae Motors?',
    'who is the pope',
  ])('is %j', (question) => {
    expect(askedOffice(question)).not.toBeNull();
  });

  test.each([
    'Who is Rosa Timm?',
    'Who is the winner of the race?',
    'who did the mayor of Vale thank?',
    'What does the governor of Ohio want?',
    'who is the harbour shooter',
  ])('is not %j', (question) => {
    expect(askedOffice(question)).toBeNull();
  });
});

const holder = (question: string, sentence: string) => {
  const office = askedOffice(question);
  return office !== null && namesHolder(office, sentence);
};

test.each([
  ['who is the governor of Ohio', 'Ohio Gov. Rosa Timm signed it.'],
  ['who is the president of mexico', 'Mexican President Ana Ruiz Solano said so.'],
  ['who is the prime minister of the UK', 'British Prime Minister Hal Brandt met them.'],
  ['who is the mayor of port vale', 'Nils Holm, 51, the mayor of Port Vale, opened it.'],
  ['who is the mayor of port vale', 'The mayor of Port Vale, Nils Holm, opened it.'],
  ['who is the ceo of brae motors', 'Eva Lund became chief executive of Brae Motors in May.'],
  ['who is the head coach of Vale Rovers', 'Vale Rovers won again under coach Dana Stahl.'],
  ['who is the mayor of port vale', 'Port Vale’s mayor, Nils Holm, thanked the crew.'],
  ['who is the pope', 'On Sunday Pope Urban spoke to the crowd.'],
  ['who is the president of the united states', 'President Lee Harlan vetoed the bill.'],
])('%j is answered by "%s"', (question, sentence) => {
  expect(holder(question, sentence)).toBe(true);
});

test.each([
  ['who is the prime minister of the UK', 'Caretaker Prime Minister Omar Said spoke in Beirut.'],
  ['who is the prime minister of the UK', 'Cabinet Office minister Hal Brandt confirmed the ban in the UK.'],
  ['who is the president of france', 'France won by two goals, and President Lee Harlan called.'],
  ['who is the ceo of brae motors', 'Former Brae Motors CEO Eva Lund was heard by the senate.'],
  ['who is the president of ohio state', 'Ohio State Vice President Rosa Timm resigned.'],
  ['who is the governor of ohio', 'The governor of Ohio said that the bridge is safe.'],
  ['who is the governor of ohio', 'The bill went to the Ohio governor Tuesday.'],
  ['who is the governor of ohio', 'Ohio residents wrote to Texas Gov. Rosa Timm.'],
])('%j is not answered by "%s"', (question, sentence) => {
  expect(holder(question, sentence)).toBe(false);
});
