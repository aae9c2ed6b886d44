import { expect, test } from 'vitest';
import { type EarlierTurn, pointedEntry } from '../../../src/answer/question/conversation.ts';
import type { ArticleId } from '../../../src/article/article.ts';

function listing(...titles: string[]): EarlierTurn {
  const list = titles.map((title, i) => ({ position: i + 1, title, articles: [title as ArticleId] }));
  return { kind: 'news', asked: "what's new?", answer: '', articles: [], told: [], list };
}

const NEWS = listing('Ferry sinks', 'Harbour wall', 'Cheese prices');

test.each([
  ['tell me more about the second one', 'Harbour wall'],
  ['the first story?', 'Ferry sinks'],
  ['what about number two', 'Harbour wall'],
  ['the last one', 'Cheese prices'],
  ['number 3 please', 'Cheese prices'],
  ['tell me about 2', 'Harbour wall'],
  ['and what about 1?', 'Ferry sinks'],
  ['quotes of the third', 'Cheese prices'],
  ['yes, the second', 'Harbour wall'],
  ['first', 'Ferry sinks'],
  ['2', 'Harbour wall'],
  ['#3', 'Cheese prices'],
  ['open 2 pls', 'Harbour wall'],
])('%j points at an entry of the list that was shown', (message, title) => {
  expect(pointedEntry(message, [NEWS])?.entry.title).toBe(title);
});

test.each([
  'the fifth one',
  'what did they say on the first day?',
  'who came first?',
  'did 2 people die?',
  'how many of the 3 boats sank?',
  'at last!',
])('%j points at nothing in a list of three', (message) => {
  expect(pointedEntry(message, [NEWS])).toBeNull();
});

test('without a list there is nothing to point at', () => {
  expect(pointedEntry('the first one', [])).toBeNull();
});

test('a list that is too short is passed over for the one before it', () => {
  const conversation = [NEWS, listing('Ferry raised')];
  expect(pointedEntry('the first one', conversation)?.entry.title).toBe('Ferry raised');
  expect(pointedEntry('the third one', conversation)?.entry.title).toBe('Cheese prices');
});

test('what is asked of an entry is asked of "it"', () => {
  expect(pointedEntry('who is quoted in the second one?', [NEWS])?.rest).toBe('who is quoted in it?');
  expect(pointedEntry('tell me about 2', [NEWS])?.rest).toBe('tell me about it');
});
