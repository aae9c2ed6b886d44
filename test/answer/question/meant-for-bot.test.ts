import { expect, test } from 'vitest';
import type { EarlierTurn } from '../../../src/answer/question/conversation.ts';
import { meantForBot } from '../../../src/answer/question/meant-for-bot.ts';
import type { ArticleId } from '../../../src/article/article.ts';

const WALL: EarlierTurn = {
  kind: 'fact',
  asked: 'when does the work on the harbour wall start?',
  answer: 'Work starts in March and takes two summers.',
  articles: [{ id: 'wall' as ArticleId, title: 'Harbour wall to be raised by a metre' }],
  told: [],
  list: [],
};

function meant(text: string, ...conversation: EarlierTurn[]) {
  return meantForBot({ text, addressed: false, toSomebodyElse: false, conversation });
}

test.each([
  'Nils, are you coming to the harbour tonight?',
  'Mona your parcel is downstairs',
  'did you see the match, Oskar?',
  'my brother works there lol',
  'who wants pizza? you too Sam?',
  "let's talk about it after lunch",
  'haha',
  '👍',
])('%j is people talking to each other', (text) => {
  expect(meant(text, WALL)).toBe('silent');
});

test.each([
  'does tea make you sleepy?',
  'can too much salt kill you',
  'how much sleep is good for you?',
  'can you swim in the harbour?',
  'where can you see the race',
  'how long can you park at the pier?',
])('%j asks of anybody, and is answered when the articles know', (text) => {
  expect(meant(text, WALL)).toBe('if-known');
});

test('a link alone may be for the bot, where it knows the article', () => {
  expect(meant('https://holm.example/news/lock', WALL)).toBe('if-known');
  expect(meant('<https://holm.example/news/lock|holm.example>', WALL)).toBe('if-known');
  expect(meant('look at https://holm.example/news/lock you two', WALL)).toBe('silent');
});

test('who asks what there is on a subject asks whoever keeps the articles', () => {
  expect(meant('which articles do you have on the ferry?', WALL)).toBe('if-known');
});

test.each([
  'do you like tea?',
  'what do you think?',
  'did it rain where you are?',
  'can you call your mum?',
  'can you come to my place?',
])('%j asks somebody who is there', (text) => {
  expect(meant(text, WALL)).toBe('silent');
});

test.each([
  'and how much will it cost?',
  'what does the wall cost?',
  'source?',
  'tell me more',
  'thanks!',
  'no, I meant the ferry',
  'other topic: who won the race in Holm?',
  'summarise the article',
  'copydesk, who is the mayor?',
])('%j in a thread about the news is for the bot', (text) => {
  expect(meant(text, WALL)).toBe('reply');
});

test('a question about something else may be for the bot: it speaks when it knows', () => {
  expect(meant('who wants coffee?', WALL)).toBe('if-known');
});

test('what is addressed to the bot always gets a reply', () => {
  expect(meantForBot({ text: 'Nils, lunch?', addressed: true, toSomebodyElse: false, conversation: [WALL] })).toBe(
    'reply',
  );
});

test('a message to somebody else of the place gets none', () => {
  expect(
    meantForBot({ text: 'what does the wall cost?', addressed: false, toSomebodyElse: true, conversation: [WALL] }),
  ).toBe('silent');
});

test('after "stop" nothing more is said until the bot is addressed', () => {
  const stop: EarlierTurn = { ...WALL, kind: 'stop', articles: [] };
  expect(meant('what does the wall cost?', WALL, stop)).toBe('silent');
});

test('who points at an entry of the list that the bot has shown speaks to the bot', () => {
  const list = ['Ferry sinks', 'Harbour wall'].map((title, i) => ({ position: i + 1, title, articles: [] }));
  const news: EarlierTurn = { kind: 'news', asked: "what's new?", answer: '', articles: [], told: [], list };
  for (const text of ['the second one', '#2', 'number 1 please', 'first', 'the last one'])
    expect(meant(text, news), text).toBe('reply');
  expect(meant('number 1 please', WALL)).toBe('silent');
  expect(meant('are you on the first one?', news)).toBe('silent');
});

test.each([
  'thx!! what is new in Holm',
  'morning! what happened to the wall?',
  "who's quoted in it",
  'who else is quoted?',
])('%j is a request behind thanks or a greeting, or in a short form', (text) => {
  expect(meant(text, WALL)).toBe('reply');
});

test.each([
  'Wie viele Menschen wurden verletzt',
  'pourquoi le pont est-il fermé',
  'por qué descarriló el tren',
  'какой ущерб на заводе',
  '青河大桥什么时候通车？',
  '青河大桥全长多少米',
  'كم بلغت الأضرار في الميناء؟',
  'لماذا أغلق الميناء',
])('%j asks in another language, and is answered when the articles know', (text) => {
  expect(meant(text, WALL)).toBe('if-known');
});

test.each(['Kommst du heute zum Essen?', 'Tu viens ce soir ?', 'ты придёшь сегодня?', '你今天来吃饭吗？'])(
  '%j asks somebody who is there',
  (text) => {
    expect(meant(text, WALL)).toBe('silent');
  },
);
