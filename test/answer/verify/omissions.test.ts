import { expect, test } from 'vitest';
import { verdictOf } from './verdicts.ts';

test.each([
  ['Ann Lee considered selling the farm in Lund.', 'Ann Lee sold the farm in Lund.'],
  ['Ann Lee avoided selling the farm in Lund.', 'Ann Lee sold the farm in Lund.'],
  ['Ann Lee risks losing the farm in Lund.', 'Ann Lee lost the farm in Lund.'],
  ['Ann Lee escaped being shot in Lund.', 'Ann Lee was shot in Lund.'],
  ['Ann Lee is charged with stealing 12 crates from the port.', 'Ann Lee stole 12 crates from the port.'],
  ['Officials avoided calling the port closed.', 'Officials called the port closed.'],
])('what somebody avoids, weighs or is charged with is not told as done: %s', (text, claim) => {
  expect(verdictOf(claim, text).kind).toBe('replaced');
});

test.each([
  ['Rumours that Ann Lee sold the farm spread in Lund.', 'Ann Lee sold the farm in Lund.'],
  ['There were fears that 40 workers died in Lund.', '40 workers died in Lund.'],
  ['In the novel, Ann Lee kills the mayor of Lund.', 'Ann Lee kills the mayor of Lund.'],
  ['The law bans cars without a permit in Lund.', 'The law bans cars in Lund.'],
])('what makes a clause doubtful, made up or narrow is not left out: %s', (text, claim) => {
  expect(verdictOf(claim, text).kind).toBe('replaced');
});

test.each([
  ['The company, owned by Ann Lee, sued Bo Dahl in Lund.', 'Ann Lee sued Bo Dahl in Lund.'],
  ['A man dressed as Ann Lee sued Bo Dahl in Lund.', 'Ann Lee sued Bo Dahl in Lund.'],
  ['Unlike Ann Lee, Bo Dahl signed the law in Lund.', 'Ann Lee signed the law in Lund.'],
])('who only stands beside the subject has not done it: %s', (text, claim) => {
  expect(verdictOf(claim, text).kind).toBe('replaced');
});

test.each([
  ['Fees rose to 5 crowns in Lund.', 'Fees rose by 5 crowns in Lund.'],
  ['Fees rose by 5 crowns in Lund.', 'Fees rose to 5 crowns in Lund.'],
  ['Ann Lee resigned from the board in May.', 'Ann Lee resigned to the board in May.'],
  ['As many as 40 ships left the port in May.', '40 ships left the port in May.'],
  ['The port lacks 40 workers in Lund.', 'The port has 40 workers in Lund.'],
  ['The port burned down after Ann Lee left Lund.', 'The port burned down because Ann Lee left Lund.'],
])('a direction, a bound, a lack and a cause stay what they are: %s', (text, claim) => {
  expect(verdictOf(claim, text).kind).toBe('replaced');
});

test.each([
  ['A court threw out a claim that Ann Lee stole 12 crates.', 'Ann Lee stole 12 crates.'],
  ['An estimated 40 ships left the port in May.', '40 ships left the port in May.'],
  ['Ann Lee was quoted as saying that the port was closed.', 'The port was closed.'],
])('what is no speaker is never added as one: %s', (text, claim) => {
  expect(verdictOf(claim, text).kind).toBe('replaced');
});

test.each([
  ['Fees rose by 5 crowns to 20 crowns in Lund.', 'Fees rose to 20 crowns in Lund.'],
  ['The port closed because Ann Lee left Lund in May.', 'The port closed because Ann Lee left Lund.'],
  ['Ann Lee avoided selling the farm in Lund.', 'Ann Lee avoided selling the farm.'],
  [
    'Fees rose, according to a recent statement from Lund’s Harbour Institute.',
    'Fees rose, according to Lund’s Harbour Institute.',
  ],
])('what the source says may be told shorter: %s', (text, claim) => {
  expect(verdictOf(claim, text).kind).toBe('shown');
});
