import { expect, test } from 'vitest';
import { sparing } from '../../src/observe/sparing.ts';

test('of errors that come in a row, the first is said, and then one a minute with how many were not', () => {
  let now = 0;
  const said: [string, number][] = [];
  const hear = sparing(
    (error, unsaid) => said.push([error.message, unsaid]),
    60_000,
    () => now,
  );
  for (now = 0; now < 120_000; now += 10_000) hear(new Error(`refused at ${now / 1000} s`));
  expect(said).toEqual([
    ['refused at 0 s', 0],
    ['refused at 60 s', 5],
  ]);
});
