import { expect, test } from 'vitest';
import { pointedEntry } from '../../../src/answer/question/conversation.ts';

const LIST = [
  { position: 1, title: 'Ferry sinks', articles: [] },
  { position: 2, title: 'Harbour wall', articles: [] },
];

test.each([
  ['tell me more about the second one', 'Harbour wall'],
  ['the first story?', 'Ferry sinks'],
  ['what about number 2', 'Harbour wall'],
  ['the last one', 'Harbour wall'],
])('%j points at an entry of the list that was shown', (question, title) => {
  expect(pointedEntry(question, LIST)?.entry.title).toBe(title);
});

test('what is beyond the list, or no list at all, is not pointed at', () => {
  expect(pointedEntry('the fifth one', LIST)).toBeNull();
  expect(pointedEntry('the first one', [])).toBeNull();
});
