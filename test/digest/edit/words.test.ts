import { expect, test } from 'vitest';
import { ageOf } from '../../../src/digest/edit/digest-words.ts';

test.each([
  ['2026-11-29T08:00:00Z', '2 hours ago'],
  ['2026-11-28', 'yesterday'],
  ['2026-11-12T09:00:00Z', '17 days ago'],
  ['2014-12-20T12:00:00Z', '20 Dec 2014'],
])('what was published at %s is told as %s', (published, told) => {
  expect(ageOf({ published: new Date(published) }, new Date('2026-11-29T10:00:00Z'), 'UTC')).toBe(told);
});
