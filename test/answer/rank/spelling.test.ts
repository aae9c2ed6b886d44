import { expect, test } from 'vitest';
import { memoryLibrary } from '../../../bench/memory-library.ts';
import { analyseQuestion } from '../../../src/answer/question/question.ts';
import { searchPassages } from '../../../src/answer/rank/search.ts';
import type { WorkspaceId } from '../../../src/store/schema.ts';

const HARBOUR = {
  id: 'harbour',
  title: 'Harbour wall',
  text: 'Vale will raise its harbour wall by one metre. Anneke Corvin signed the petition.',
};
const GOAT = { id: 'goat', title: 'The oldest goat', text: 'A goat named Bella turned 27 on a farm near Holm.' };
const { source } = memoryLibrary([HARBOUR, GOAT]);

const search = (question: string) =>
  searchPassages(source, {
    question: analyseQuestion(question),
    asOf: new Date('2026-11-20'),
    workspace: 'w' as WorkspaceId,
  });

test.each([
  ['who signed the petiton', 'petiton', 'petition'],
  ['how high is the habrour wall', 'habrour', 'harbour'],
  ['what did Anneke Corvni sign', 'corvni', 'corvin'],
])('"%s" is searched with the word that was meant', async (question, term, meant) => {
  const { passages, respellings } = await search(question);
  expect(respellings).toEqual([{ term, meant }]);
  expect(passages[0]?.passage.article).toBe('harbour');
});

test('a word of English that the library lacks is left as it is, and so is one that nothing comes near', async () => {
  expect((await search('how many goals did Vale score')).respellings).toEqual([]);
  expect((await search('who is Xyzzyqwert of Vale')).respellings).toEqual([]);
});

test('of words that are equally near the commonest in the library is meant, not the commonest in English', async () => {
  const report = (id: string, text: string) => ({ id, title: 'Minister resigns', text });
  const { source } = memoryLibrary([
    report('a', 'Ines Ardern resigned on Monday. Ardern was tired.'),
    report('b', 'The minister Ines Ardern has gone home.'),
    report('c', 'They live near the forest of Arden.'),
  ]);
  const question = analyseQuestion('why did Ines Ardrn resign');
  const { respellings } = await searchPassages(source, {
    question,
    asOf: new Date('2026-11-20'),
    workspace: 'w' as WorkspaceId,
  });
  expect(respellings).toEqual([{ term: 'ardrn', meant: 'ardern' }]);
});
