import { expect, test } from 'vitest';
import { saysNothingNew } from '../../src/article/same-report.ts';

const REPORT =
  'The court in Vale convicted the harbour master on Tuesday after a trial of 12 days.\n\n“I did not take the money,” said Ida Brandt, who has led the port since 2011.\n\nThe town of Vale will look for a new harbour master in spring.';

test.each([
  ['the same words in other marks', REPORT.replace('“', '"').replace('”', '"')],
  ['a shorter copy', REPORT.split('\n\n').slice(0, 2).join('\n\n')],
  ['a credit at the end', `${REPORT}\n\nReporting by Kim Berg; editing by Jo Lund`],
  ['a desk’s own cross-heading', REPORT.replace('\n\n“', '\n\nA long trial\n\n“')],
  ['an article more or less', REPORT.replace('the money', 'money')],
])('%s makes no other report', (_, copy) => {
  expect(saysNothingNew(copy, REPORT)).toBe(true);
});

test.each([
  ['another verdict', REPORT.replace('convicted', 'acquitted')],
  ['another town', REPORT.replaceAll('Vale', 'Norfell')],
  ['another number', REPORT.replace('12', '13')],
  ['a number in words', REPORT.replace('12', 'four')],
  ['another day', REPORT.replace('Tuesday', 'Monday')],
  ['a quotation without its "not"', REPORT.replace('did not take', 'did take')],
  ['another speaker', REPORT.replace('Ida Brandt', 'Ida Brand')],
  ['a sentence more', `${REPORT}\n\nThe harbour master died in prison on Friday.`],
  ['a short sentence more', `${REPORT}\n\nThe harbour master died.`],
])('%s makes another report', (_, other) => {
  expect(saysNothingNew(other, REPORT)).toBe(false);
});
