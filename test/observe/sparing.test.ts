import { expect, test } from 'vitest';
import { sparing } from '../../src/observe/sparing.ts';

function heard() {
  const said: [string, number][] = [];
  let now = 0;
  const hear = sparing(
    (error, unsaid) => said.push([error.message, unsaid]),
    60_000,
    () => now,
  );
  return {
    said,
    at(seconds: number, message: string) {
      now = seconds * 1_000;
      hear(new Error(message));
    },
  };
}

test('of errors that come in a row, the first is said, and then one a minute with how many were not', () => {
  const { said, at } = heard();
  for (let seconds = 0; seconds < 120; seconds += 10) at(seconds, 'refused');
  expect(said).toEqual([
    ['refused', 0],
    ['refused', 5],
  ]);
});

test('another error meanwhile is said at once', () => {
  const { said, at } = heard();
  at(0, 'refused');
  at(1, 'wrong password');
  at(2, 'refused');
  expect(said).toEqual([
    ['refused', 0],
    ['wrong password', 0],
  ]);
});
