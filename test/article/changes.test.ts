import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesBetween } from '../../src/article/changes.ts';

test('a corrected figure is one sentence for another', () => {
  expect(changesBetween('Nine people drowned. The sea was calm.', 'Twelve people drowned. The sea was calm.')).toEqual({
    removed: ['Nine people drowned.'],
    inserted: ['Twelve people drowned.'],
  });
});

test('white space and order are not a change', () => {
  expect(changesBetween('It rained. It stopped.', 'It  stopped.\n\nIt rained.')).toEqual({ removed: [], inserted: [] });
});

test('any two texts: turned round, what was inserted is removed', () => {
  const text = fc
    .array(fc.constantFrom('It rained.', 'It stopped.', 'Nobody came.', '\n\n', ' '))
    .map((parts) => parts.join(' '));
  fc.assert(
    fc.property(text, text, (a, b) => {
      const there = changesBetween(a, b);
      const back = changesBetween(b, a);
      expect(there).toEqual({ removed: back.inserted, inserted: back.removed });
    }),
  );
});
