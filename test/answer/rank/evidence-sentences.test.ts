import { expect, test } from 'vitest';
import { memoryLibrary } from '../../../bench/memory-library.ts';
import { analyseQuestion } from '../../../src/answer/question/question.ts';
import { evidenceSentences } from '../../../src/answer/rank/evidence-sentences.ts';
import type { WorkspaceId } from '../../../src/store/schema.ts';

const HARBOUR = {
  id: 'harbour',
  title: 'Vale raises its harbour wall',
  text: 'Vale will raise its harbour wall by one metre.\n\nThe builders come from Holm. The construction costs 4.5 million euros, the mayor said.',
};
const GOAT = { id: 'goat', title: 'The oldest goat', text: 'A goat named Bella turned 27 on a farm near Holm.' };

async function best(question: string) {
  const articles = await evidenceSentences(memoryLibrary([GOAT, HARBOUR]).source, {
    question: analyseQuestion(question),
    asOf: new Date('2026-11-20'),
    workspace: 'w' as WorkspaceId,
  });
  const [first] = articles;
  return { first, sentence: first?.sentences.toSorted((a, b) => b.score - a.score)[0] };
}

test('the best article comes with all of its sentences, cut from its text', async () => {
  const { first } = await best('How high is the harbour wall in Vale?');
  expect(first?.article).toBe('harbour');
  expect(first?.sentences).toHaveLength(3);
  for (const { start, end, text } of first?.sentences ?? []) expect(HARBOUR.text.slice(start, end)).toBe(text);
});

test('a sentence that answers in other words than the question stands first', async () => {
  const { sentence } = await best('How much does the building work cost?');
  expect(sentence?.text).toContain('4.5 million euros');
});
