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

const CUP = {
  id: 'cup',
  title: 'Brae beat Holm to win the cup',
  published: '2026-11-19T20:00:00Z',
  text: 'Led by Rosa Timm, Brae came back in the second half of the match on Sunday and won the cup, 3-1.\n\nHolm won the cup in 2017.\n\n“Holm won the cup for us all, we love the cup,” said fan Ole Bakke.\n\nIf Holm win the cup next time, the fans will be happy.',
};

async function best(question: string) {
  const articles = await evidenceSentences(memoryLibrary([GOAT, HARBOUR, CUP]).source, {
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

test('the news that a headline tells comes before what the article recalls, supposes or hears from others', async () => {
  const { first, sentence } = await best('Who won the cup?');
  expect(sentence?.text).toContain('Brae came back');
  const scored = (words: string) => first?.sentences.find(({ text }) => text.includes(words))?.score ?? 0;
  expect(scored('Brae came back')).toBeGreaterThan(scored('for us all'));
  expect(scored('Brae came back')).toBeGreaterThan(scored('next time'));
});

test('a time that is asked for is no aside, however long ago it is', async () => {
  expect((await best('In what year did Holm win the cup?')).sentence?.text).toBe('Holm won the cup in 2017.');
});
