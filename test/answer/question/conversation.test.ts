import { expect, test } from 'vitest';
import { contextOf } from '../../../src/answer/question/conversation.ts';

const TIMM = { question: 'How old was Rosa Timm?', text: 'Rosa Timm, 82, lived in Vale, said her brother Nils Timm.' };

test('a question with a pronoun points back to whom the last one named', () => {
  expect(contextOf('What did she die of?', [TIMM])).toBe('old Rosa Timm');
});

test('where the last question named nobody, the people of its answer are meant', () => {
  const mayor = { question: 'Who is the mayor?', text: 'The mayor is Rosa Timm.' };
  expect(contextOf('When did she take office?', [mayor])).toBe('mayor Rosa Timm');
});

test('what a follow-up pointed back to counts for the next one', () => {
  const brother = { question: 'And her brother?', context: 'old Rosa Timm', text: 'Her brother sails.' };
  expect(contextOf('Where does he live?', [TIMM, brother])).toContain('Rosa Timm');
});

test('a question that stands on its own points back to nothing', () => {
  expect(contextOf('How much does the harbour wall cost?', [TIMM])).toBe('');
  expect(contextOf('What did she die of?', [])).toBe('');
});
