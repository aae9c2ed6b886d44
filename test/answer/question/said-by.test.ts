import { describe, expect, test } from 'vitest';
import { saidQuestion, wordsOn } from '../../../src/answer/question/said-by.ts';
import type { ArticleId, RevisionId } from '../../../src/article/article.ts';

describe('a question for what somebody said', () => {
  test.each([
    ['What did Rosa Timm say about the river?', { speaker: 'Rosa Timm', about: 'the river' }],
    ['everything the mayor has ever said about the wall', { speaker: 'mayor', about: 'the wall' }],
    ['what has the mayor said?', { speaker: 'mayor', about: '' }],
    ['How did the council respond to the vote?', { speaker: 'council', about: 'the vote' }],
    ['What is Timm’s view on the wall?', { speaker: 'Timm', about: 'the wall' }],
  ])('%s', (question, asked) => {
    expect(saidQuestion(question)).toEqual({ ...asked, quotes: false });
  });

  test.each([
    ['quotes by Karl Oberg on the market', { speaker: 'Karl Oberg', about: 'the market' }],
    ['list all quotes by the mayor', { speaker: 'mayor', about: '' }],
    ['show me the best quotes from Rosa Timm', { speaker: 'Rosa Timm', about: '' }],
  ])('%s: by that word', (question, asked) => {
    expect(saidQuestion(question)).toEqual({ ...asked, quotes: true });
  });

  test('the quotes of an article are nobody’s in particular', () => {
    expect(saidQuestion('list all quotes of the harbour wall article')).toBeNull();
  });

  test('a pronoun stands for the person of the conversation, "that" for its subject', () => {
    expect(saidQuestion('And what did she say about that?', 'Rosa Timm harbour wall')).toEqual({
      speaker: 'Rosa Timm',
      about: ' harbour wall',
      quotes: false,
    });
  });

  test('"about her" is about the person of the conversation', () => {
    expect(saidQuestion('What did the sheriff say about her?', 'Rosa Timm retired')).toEqual({
      speaker: 'sheriff',
      about: 'Rosa Timm retired',
      quotes: false,
    });
  });

  test.each(['What did people say about the river?', 'What did the council decide?', 'And what did he say?'])(
    'none: %s',
    (question) => {
      expect(saidQuestion(question)).toBeNull();
    },
  );
});

describe('the words of somebody on a subject', () => {
  const text =
    'Rosa Timm spoke of the river. “It needs room,” she said.\n\n“My dog is called Nils,” Timm said at the market.';
  const place = (words: string) => ({
    article: 'a' as ArticleId,
    revision: 1 as RevisionId,
    start: text.indexOf(words),
    end: text.indexOf(words) + words.length,
    title: 'A wall',
    published: new Date('2026-11-10T12:00:00Z'),
    text,
  });
  const quotes = [place('My dog is called Nils,'), place('It needs room,')];
  const frequencies = { passages: 100, counts: new Map([['river', 3]]) };

  test('are those whose paragraph is about it', () => {
    expect(wordsOn('the river', quotes, frequencies, 600).map((found) => found.text)).toEqual([
      '“It needs room,” she said.',
    ]);
  });

  test('are none when no quotation is about it', () => {
    expect(wordsOn('the taxes', quotes, frequencies, 600)).toEqual([]);
  });

  test('are any when no subject is named, within the room there is', () => {
    expect(wordsOn('', quotes, frequencies, 600)).toHaveLength(2);
    expect(wordsOn('', quotes, frequencies, 30)).toHaveLength(1);
  });
});
