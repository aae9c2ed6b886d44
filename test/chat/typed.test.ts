import { expect, test } from 'vitest';
import { nearestKey, parseTyped, timeOf, unknownCommand } from '../../src/chat/typed.ts';

test.each([
  ['floods speaker:lindqvist', { text: 'floods', speaker: 'lindqvist' }],
  ['floods Speaker:lindqvist', { text: 'floods', speaker: 'lindqvist' }],
  ['floods SPEAKER: lindqvist since:7d', { text: 'floods', speaker: 'lindqvist', since: '7d' }],
  ['speaker:“Ada Lindqvist” floods', { text: 'floods', speaker: 'Ada Lindqvist' }],
  ['speaker:"Ada Lindqvist” floods', { text: 'floods', speaker: 'Ada Lindqvist' }],
  ['speaker:«Ada Lindqvist» floods', { text: 'floods', speaker: 'Ada Lindqvist' }],
  ['speaker:„Ada Lindqvist“ floods', { text: 'floods', speaker: 'Ada Lindqvist' }],
  ['speaker:‘Ada Lindqvist’ floods', { text: 'floods', speaker: 'Ada Lindqvist' }],
  ['“three floods”', { text: '“three floods”' }],
  ['see https://example.org/a unknown:foo', { text: 'see https://example.org/a unknown:foo' }],
])('%j is read as %j', (typed, options) => {
  expect(parseTyped('quote', typed)).toEqual(options);
});

const STORY = `PORT VALE — The wall will be raised, the mayor said. “We will build it,” Mayor Ada Lindqvist said.

The council voted 9 to 2. "No," said Rosa Timm, "never."`;

test.each([
  ['quote', 'speaker:Ada Lindqvist', { speaker: 'Ada Lindqvist' }],
  ['quote', 'speaker: Ada Lindqvist floods', { speaker: 'Ada Lindqvist', text: 'floods' }],
  ['quote', 'speaker:Ursula von der Leyen since:last week', { speaker: 'Ursula von der Leyen', since: 'last week' }],
  ['quote', 'speaker:lindqvist harbour wall', { speaker: 'lindqvist', text: 'harbour wall' }],
  ['quote', 'floods speaker:ada lindqvist', { speaker: 'ada lindqvist', text: 'floods' }],
  ['quote', 'text:three floods speaker:ada lindqvist', { speaker: 'ada lindqvist', text: 'three floods' }],
  ['news latest', 'source:Vale Courier', { source: 'Vale Courier' }],
  ['news latest', 'harbour source:vale courier count:3', { topic: 'harbour', source: 'vale courier', count: '3' }],
  ['ask', 'source:Bank of England What happened?', { source: 'Bank of England', question: 'What happened?' }],
  ['ask', 'since:last week what happened?', { since: 'last week', question: 'what happened?' }],
] as const)('a value of several words without quotation marks: %s %j', (name, typed, options) => {
  expect(parseTyped(name, typed)).toEqual(options);
});

test.each([
  ['What did the mayor say? private', { question: 'What did the mayor say?', private: 'yes' }],
  ['What did the mayor say? (Private)', { question: 'What did the mayor say?', private: 'yes' }],
  ['private What did the mayor say?', { question: 'What did the mayor say?', private: 'yes' }],
  ['private: What did the mayor say?', { question: 'What did the mayor say?', private: 'yes' }],
  ['What did the mayor say? private:', { question: 'What did the mayor say?', private: 'yes' }],
  ['What did the mayor say? private:yes', { question: 'What did the mayor say?', private: 'yes' }],
  ['private:no What did the mayor say?', { question: 'What did the mayor say?', private: 'no' }],
  ['private schools in Vale?', { question: 'private schools in Vale?' }],
  ['Which of the schools are private?', { question: 'Which of the schools are private?' }],
])('who writes that it is private is answered in private: %j', (typed, options) => {
  expect(parseTyped('ask', typed)).toEqual(options);
});

test.each([
  ['since:6 months what happened?', '6 months'],
  ['since: 2 years ago what happened?', '2 years ago'],
  ['what happened? since:last year', 'last year'],
])('a time of several words is one: %j', (typed, since) => {
  expect(parseTyped('ask', typed)).toEqual({ question: 'what happened?', since });
});

test.each(['“', '"'])(
  'a pasted article that begins with %s is taken whole, with its quotations and paragraphs',
  (mark) => {
    const close = mark === '“' ? '”' : '"';
    const typed = `title:“Wall to be raised” publisher:"Vale Courier" text:${mark}${STORY}${close}`;
    expect(parseTyped('newsadmin article add', typed)).toEqual({
      title: 'Wall to be raised',
      publisher: 'Vale Courier',
      text: STORY,
    });
  },
);

test('a pasted article that is not in quotation marks goes up to the next option', () => {
  expect(parseTyped('newsadmin article add', `text:${STORY} title:Wall`)).toEqual({ text: STORY, title: 'Wall' });
});

test.each([
  ['8:00', '08:00'],
  ['8.30', '08:30'],
  ['8am', '08:00'],
  ['12 am', '00:00'],
  ['12:15pm', '12:15'],
  ['17:05', '17:05'],
  ['Noon', '12:00'],
  ['25:00', '25:00'],
  ['13pm', '13pm'],
  ['soon', 'soon'],
])('the time %s is %s', (typed, time) => {
  expect(timeOf(typed)).toBe(time);
});

test('a command or option that is nearly right is recognised, and nothing else', () => {
  expect(unknownCommand('news', ['latset'])).toContain('Did you mean /news latest?');
  expect(unknownCommand('newsadmin', ['digets', 'set', 'x'])).toContain('Did you mean /newsadmin digest set?');
  expect(unknownCommand('news', ['quote', 'floods'])).toContain('Did you mean /quote?');
  expect(unknownCommand('news', ['weather'])).not.toContain('Did you mean');
  expect(nearestKey('quote', 'floods speeker:x')).toEqual({ typed: 'speeker', meant: 'speaker' });
  expect(nearestKey('quote', 'https://example.org source:x note:y')).toBeNull();
});
