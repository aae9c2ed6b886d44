import { expect, test } from 'vitest';
import { sentencesIn, wordsOf } from '../../../src/answer/rank/read-passage.ts';

const passage = { text: 'The bridge opened on Monday. Nobody crossed it!' };

test('a sentence of a passage says which words stand in it', () => {
  const { starts, ends } = wordsOf(passage);
  const words = sentencesIn(passage).map(({ from, to }) =>
    starts.slice(from, to).map((start, i) => passage.text.slice(start, ends[from + i])),
  );
  expect(words).toEqual([
    ['The', 'bridge', 'opened', 'on', 'Monday'],
    ['Nobody', 'crossed', 'it'],
  ]);
});

test('a passage is read once', () => {
  expect(wordsOf(passage)).toBe(wordsOf(passage));
  expect(sentencesIn(passage)).toBe(sentencesIn(passage));
});
