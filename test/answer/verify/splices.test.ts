import { expect, test } from 'vitest';
import { verdictOf } from './verdicts.ts';

test.each([
  [
    'Nurses in Lund walked out on Monday over pay, joining porters who have been on strike since May.',
    'Nurses in Lund have been on strike since May.',
  ],
  ['Bo Dahl won the stage but Ann Lee keeps the yellow jersey.', 'Bo Dahl keeps the yellow jersey.'],
  ['Bo Dahl blamed the coach for the defeat; the captain blamed Bo Dahl.', 'Bo Dahl blamed the captain.'],
  ['The port will cut 300 trips from May, but keep its routes to Ostby.', 'The port will cut its routes to Ostby.'],
  [
    'Hundreds of people asked for the release of Ann Lee, who has been held since 2023.',
    'Hundreds of people have been held since 2023.',
  ],
  ['Bo Dahl was the first to sign and the last to leave the port.', 'Bo Dahl was the first to leave the port.'],
  ['Lund lost to Ostby after beating Malmo.', 'Lund lost to Malmo.'],
])('the subject of one clause is not given the verb of another: %s', (text, claim) => {
  expect(verdictOf(claim, text).kind).not.toBe('shown');
});

test.each([
  ['Bo Dahl won the stage but Ann Lee keeps the jersey by 12 seconds.', 'Bo Dahl won the stage by 12 seconds.'],
  [
    'The studio paid 9 million dollars for the book, three times what it had offered in 2019.',
    'The studio paid 9 million dollars for the book in 2019.',
  ],
  ['The picture, long attributed to Ann Lee, was in fact made by a pupil.', 'The picture was attributed to a pupil.'],
  ['Bo Dahl won the cup in Lund and met readers in Ostby.', 'Bo Dahl won the cup in Ostby.'],
  [
    'Fewer than half of the pupils who applied for a grant received one.',
    'Fewer than half of the pupils applied for a grant.',
  ],
])('a verb is not given the place, time or amount of another: %s', (text, claim) => {
  expect(verdictOf(claim, text).kind).not.toBe('shown');
});

test.each([
  ['Bo Dahl, who was born in Lund, won the stage in Ostby on Monday.', 'Bo Dahl won the stage in Ostby on Monday.'],
  ['Bo Dahl won the stage in Ostby but lost the jersey.', 'Bo Dahl won the stage in Ostby.'],
  ['Bo Dahl won the stage and lost the jersey on Monday.', 'Bo Dahl lost the jersey on Monday.'],
  ['The firm closed its offices in Lund and Ostby in 1990.', 'The firm closed its offices in Lund in 1990.'],
  ['Ann Lee, who sued the port in May, lives in Lund.', 'Ann Lee sued the port in May.'],
  ['The port closed on Monday; fees rose in May.', 'Fees rose in May.'],
  ['The port closed on Monday; fees rose in May.', 'The port closed on Monday, and fees rose in May.'],
])('clauses may be told alone, without an aside, or both: %s', (text, claim) => {
  expect(verdictOf(claim, text).kind).toBe('shown');
});
