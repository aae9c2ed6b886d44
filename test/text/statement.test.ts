import { expect, test } from 'vitest';
import { isStatement } from '../../src/text/statement.ts';

test.each([
  'The wall costs 14 million crowns.',
  'Holt was 82.',
  '“We will not stop,” she said.',
  'He left in March (and came back).',
])('a whole sentence says something: %s', (text) => {
  expect(isStatement(text)).toBe(true);
});

test.each([
  'Who pays for the wall?',
  'PORT VALE (Courier) —',
  'Ada Lindqvist',
  '555-0134, valeharbour.example.',
  'Harbour wall to be raised by a metre',
  'Read more: Harbour wall to be raised.',
])('a question, a dateline, a name, a contact line, a headline and a link do not: %s', (text) => {
  expect(isStatement(text)).toBe(false);
});
