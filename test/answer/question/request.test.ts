import { describe, expect, test } from 'vitest';
import type { EarlierTurn } from '../../../src/answer/question/conversation.ts';
import { readRequest } from '../../../src/answer/question/read-request.ts';
import type { ArticleId } from '../../../src/article/article.ts';

const ASKED = new Date('2026-11-20T12:00:00Z');

function turn(asked: string, article = 'wall', title = 'Harbour wall to be raised'): EarlierTurn {
  return { kind: 'fact', asked, answer: '', articles: [{ id: article as ArticleId, title }], told: [], list: [] };
}

function read(text: string, ...conversation: EarlierTurn[]) {
  return readRequest(text, { asOf: ASKED, zone: 'UTC', conversation });
}

test.each([
  'Когда откроют мост?',
  'नया पुल कब खुलेगा?',
  '새 다리는 언제 개통되나요?',
  '橋の建設費はいくらですか？',
  'Wann öffnet die Brücke?',
  'Combien coûte le pont ?',
  '¿cuánto cuesta el puente?',
])('a question in another language takes nothing from an English one before it: %s', (question) => {
  expect(read(question, turn('How much does bread cost?'))).toMatchObject({ asked: question, focusOnly: false });
});

describe('the kind of a request', () => {
  test.each([
    ['summarise the article', 'summary'],
    ['tl;dr', 'summary'],
    ['what happened?', 'summary'],
    ["what's the story with the harbour wall?", 'summary'],
    ['give me the key points of the article', 'summary'],
    ['explain like I’m five', 'summary'],
    ['list all quotes', 'quotes'],
    ['Who is quoted?', 'quotes'],
    ['who are the people in it?', 'names'],
    ['who is in the article?', 'names'],
    ['who is in the cup final?', 'fact'],
    ['Which countries are mentioned?', 'names'],
    ['who is Rosa Timm?', 'identity'],
    ['What is NATO?', 'identity'],
    ['what did the mayor say about the wall?', 'words'],
    ['timeline of the harbour wall', 'timeline'],
    ['show me the full article', 'text'],
    ['read it', 'text'],
    ["what's new?", 'news'],
    ['source?', 'source'],
    ['where did you get that?', 'source'],
    ['are you sure?', 'certainty'],
    ['when was that?', 'date'],
    ['tell me more', 'more'],
    ['hello', 'greeting'],
    ['hi there', 'greeting'],
    ['ok great, thanks a lot', 'thanks'],
    ['bye', 'farewell'],
    ['lol', 'nod'],
    ['👍', 'nod'],
    ['who are you?', 'bot'],
    ['help me', 'bot'],
    ['how many articles do you have?', 'holdings'],
    ['which sources do you use', 'holdings'],
    ['stop', 'stop'],
    ['Why was the wall raised?', 'fact'],
    ['who wrote the report on the flood?', 'fact'],
    ['I left my umbrella on the ferry', 'chatter'],
  ])('%j is %s', (text, kind) => {
    expect(read(text).kind).toBe(kind);
  });

  test('a summary knows its subject, and none is what was just talked of', () => {
    expect(read('sum up the story about the harbour wall for me pls').subject).toBe('the harbour wall');
    expect(read('summarise it').subject).toBe('');
  });
});

test.each([
  'quick question: why was the wall raised?',
  "I'd like to know why was the wall raised?",
  'asking for my boss: why was the wall raised?',
  'hey, can you tell me why was the wall raised? thanks',
  'lol why was the wall raised?',
])('the words around %j change nothing', (text) => {
  expect(read(text).asked.replace('?', '')).toBe('why was the wall raised');
});

test.each([
  ['sumarize the article about the wall', 'summary'],
  ['list all qoutes', 'quotes'],
  ['waht did the mayor say?', 'words'],
  ['latset headlnes', 'news'],
])('%j, mistyped, is a request for %s', (text, kind) => {
  expect(read(text).kind).toBe(kind);
});

test('a name that is spelt much like a request is left as it is', () => {
  expect(read('who is Whenn Summerys?').asked).toContain('Whenn Summerys');
  expect(read('what is quotex?').asked).toContain('quotex');
});

describe('what a message leaves to the thread', () => {
  test.each([
    ['how deep is the water in Holm?', 'and in Vale?', 'how deep is the water in Vale'],
    ['how much dearer are eggs in shops?', 'butter?', 'how much dearer are butter in shops'],
    ['what did the mayor say about it?', 'no, I meant the treasurer', 'what did the treasurer say about it'],
    ['what did the mayor say?', 'no, I meant the one in Holm', 'what did the mayor in Holm say'],
    ['what does Lindqvist make of it?', 'no sorry, I meant Emil Sand', 'what does Emil Sand make of it'],
    ['how big is the prize?', 'and if I share it?', 'how big is the prize if I share it'],
  ])('after %j, %j asks %j', (before, text, asked) => {
    expect(read(text, turn(before)).asked).toBe(asked);
  });

  test('a question with a pronoun is about the article of the last answer alone', () => {
    const request = read('how much will it cost?', turn('when does the work on the wall start?'));
    expect(request).toMatchObject({ focus: ['wall'], focusOnly: true });
  });

  test('a question with few words, or of "the" something, is likely about it, and may leave it', () => {
    const wall = turn('when does the work on the wall start?');
    expect(read('what is ford planning?', wall)).toMatchObject({ focus: ['wall'], focusOnly: true, mayLeave: true });
    expect(read('how much will it cost?', wall).mayLeave).toBe(false);
    expect(read('go on', wall).mayLeave).toBe(false);
  });

  test('a pronoun that stands for what the question itself says does not point back', () => {
    const wall = turn('when does the work on the wall start?');
    expect(read('what did Rosa Timm say in her speech?', wall).focusOnly).toBe(false);
    expect(read('when is the boat race and who is it for?', wall).mayLeave).toBe(true);
    expect(read('and what did she say about the boat race?', wall).mayLeave).toBe(false);
    expect(read('who is racing in brae this month?', wall).mayLeave).toBe(true);
    expect(read('how many people lose their job there?', wall)).toMatchObject({ focusOnly: true, mayLeave: false });
  });

  test('a question that says all of it is asked of every article, whatever was talked of', () => {
    const wall = turn('when does the work on the wall start?');
    expect(read('who shot up the market in northern holm?', wall).focus).toEqual([]);
    expect(read('how much do eggs cost in shops these days', wall).focus).toEqual([]);
    expect(read('how much do eggs cost after all this', wall).focus).toEqual(['wall']);
  });

  test('another topic leaves it, "back to" finds it again', () => {
    const wall = turn('when does the work on the wall start?');
    const ferry = turn('how many drowned?', 'ferry', 'Ferry sinks off Holm');
    expect(read('other topic: who won the race?', wall).focus).toEqual([]);
    expect(read('back to the wall: what does it cost?', wall, ferry).focus).toEqual(['wall']);
  });

  test('an entry of a list is pointed at by its number', () => {
    const news: EarlierTurn = {
      ...turn(''),
      kind: 'news',
      articles: [],
      list: [
        { position: 1, title: 'Ferry sinks', articles: ['ferry' as ArticleId] },
        { position: 2, title: 'Harbour wall', articles: ['wall' as ArticleId] },
      ],
    };
    expect(read('tell me more about the second one', news)).toMatchObject({
      focus: ['wall'],
      focusOnly: true,
      pointed: 'Harbour wall',
    });
  });
});
