import { expect, test } from 'vitest';
import { OPPOSITE_WORDS } from '../../../src/text/lists/reservations.ts';

test('each of the opposites is a pair, at the end of a line of the table too', () => {
  expect(OPPOSITE_WORDS.filter((pair) => pair.length !== 2)).toEqual([]);
  for (const pair of [
    ['accept', 'reject'],
    ['confirm', 'deny'],
    ['agree', 'disagree'],
  ])
    expect(OPPOSITE_WORDS).toContainEqual(pair);
});
