import { expect, test } from 'vitest';
import { cleanHeadline } from '../../../src/digest/edit/clean-headline.ts';
import { leadSentence } from '../../../src/digest/edit/lead-sentence.ts';

const NEWS = 'The harbour wall of Port Vale will be raised by one metre, the town council decided on Tuesday.';
const TITLE = 'Harbour wall of Port Vale to be raised';

test('the opening sentence that says the news is it, without the dateline before it', () => {
  expect(leadSentence(TITLE, `PORT VALE, North Coast — ${NEWS} Work starts in March.`)).toBe(NEWS);
  expect(leadSentence(TITLE, `London CNN —\n\n${NEWS}`)).toBe(NEWS);
  expect(leadSentence(TITLE, `PORT VALE, N.C., Sept. 26 (UPI) — ${NEWS}`)).toBe(NEWS);
  expect(leadSentence(TITLE, `PORT VALE ― ${NEWS}`)).toBe(NEWS);
});

test('a sentence that only says the headline over again is left out', () => {
  expect(leadSentence(TITLE, `The harbour wall of Port Vale is to be raised.\n\n${NEWS}`)).toBe(NEWS);
});

test.each([
  ['an editor’s note', 'Editor’s note: A previous version of this story gave a wrong height for the harbour wall.'],
  ['an advertisement', 'Purchases you make through the links below may earn us a commission on the harbour wall.'],
  ['a byline', 'Ada Lindqvist\n\nVale Courier'],
  ['a call to subscribe', 'Sign up for our harbour newsletter. Explore the wall with Port Vale.'],
  ['a question', 'What will happen to the harbour wall of Port Vale?'],
  ['a sentence that hangs on another', 'Afterward, the council of Port Vale talked about the harbour wall for hours.'],
  ['a pronoun without its name', 'He said the harbour wall would be raised by a metre before the storms of winter.'],
  ['an adverb that goes on', 'Simply, the harbour wall of Port Vale was too low for the floods of the last years.'],
  ['background of years ago', 'In June 2019, the council of Port Vale first talked about a higher harbour wall.'],
  ['a scene', 'Maria was about to close her shop at the harbour wall of Port Vale when the water came.'],
  ['what happened before it', 'The council of Port Vale had promised a new harbour wall for two decades.'],
  ['a claim that something is so', 'Port Vale has a love-hate relationship with its old grey wall.'],
  ['what points back', 'On Tuesday, at the harbour wall of Port Vale, the council changed all that.'],
  ['a sentence that breaks off', 'The harbour wall of Port Vale is getting taller… and taller.'],
  ['a call to look', 'See the plans for the harbour wall of Port Vale, which the council showed on Tuesday.'],
  ['a memory', 'Ada Lindqvist of Port Vale thought back to when the harbour wall was opened.'],
  ['a judgement', 'The harbour wall of Port Vale is bleak, dystopian and the greatest of its kind.'],
  ['what leads up to it', 'As with every winter, much of the chatter in Port Vale is about the harbour wall.'],
  ['the days before it', 'A few days before the council met in Port Vale, Ada Lindqvist visited the harbour wall.'],
  ['a doing without its doer', 'Guiding visitors along the harbour wall of Port Vale is not easy on a Tuesday.'],
  [
    'what was said before the news',
    'The council of Port Vale initially said on Tuesday that the harbour wall was safe.',
  ],
  ['an addition to what was told', 'The harbour wall of Port Vale is expected to stay open, an official added.'],
  ['what follows an incident', 'The council of Port Vale closed the harbour wall on Tuesday following the incident.'],
  ['a description', 'The harbour wall of Port Vale is known for its gulls, which means a lot of visitors.'],
  ['what goes on for long', 'The people of Port Vale have repeatedly blamed the low harbour wall for their floods.'],
  ['a condition', 'Should Port Vale decide on its harbour wall on Tuesday, the council will raise a loan.'],
  ['years ago in words', 'Thirty-five years ago this month, the council of Port Vale opened the harbour wall.'],
  ['an announcer', 'Enter: The council of Port Vale, which on Tuesday raised its harbour wall.'],
  ['a link to another page', 'Port Vale on the wall:Council of Port Vale raises the harbour wall on Tuesday.'],
  ['a wink at the reader', 'Port Vale may raise its harbour wall on Tuesday, but don’t open a bottle yet.'],
  ['what has not begun', 'Ada Lindqvist of Port Vale never set out to raise the harbour wall, she said on Tuesday.'],
  [
    'a couple at home',
    'Ada and Olof Lindqvist were expecting guests on Tuesday. Lindqvist saw Port Vale and its wall.',
  ],
  ['a reader’s address', 'You may have seen the harbour wall of Port Vale when you came by ferry last year.'],
])('%s is not it', (_, before) => {
  expect(leadSentence(TITLE, `${before}\n\n${NEWS}`)).toBe(NEWS);
});

test.each([
  'Half of that sum for the harbour wall of Port Vale will come from the state, officials said on Tuesday.',
  'The harbour wall of Port Vale went the opposite direction and was raised on Tuesday.',
])('away from the opening it does not point to what stood before: %s', (sentence) => {
  expect(leadSentence(TITLE, `She said so, and they left before anybody could see it.\n\n${sentence}`)).toBeNull();
});

test('where no sentence stands by itself there is none', () => {
  expect(leadSentence(TITLE, 'She said so. It was late, and they left before the wall was seen by anyone.')).toBeNull();
});

test('a surname whose bearer was named before does not open it', () => {
  const text = `All eyes were on the quay. Mayor Ada Lindqvist spoke. Lindqvist raised the harbour wall of Port Vale in her speech.`;
  expect(leadSentence(TITLE, text)).toBeNull();
});

test('a surname inside a sentence is not enough either, unless the headline names its bearer', () => {
  const text = `All eyes were on the quay. Engineer Sol Berg spoke.\n\nThe harbour wall of Port Vale will be raised in March, Berg said.`;
  expect(leadSentence(TITLE, text)).toBeNull();
  expect(leadSentence(`${TITLE}, Berg says`, text)).toContain('Berg said');
});

test('a dateline that is glued to the news goes', () => {
  expect(leadSentence(TITLE, `PORT VALE—${NEWS}`)).toBe(NEWS);
});

test('a sentence that breaks at an abbreviation is not whole', () => {
  const title = 'House expels Reps. Jones and Pearson';
  expect(
    leadSentence(title, 'After hours of debate, the House expelled Reps. Justin Jones and Justin Pearson on Thursday.'),
  ).not.toMatch(/Reps\.$/);
});

test.each([
  ['Wall to be raised | Vale Courier', 'vale-courier.example', 'Wall to be raised', false],
  ['Biden signs bill into law | CNN Politics', 'cnn.com', 'Biden signs bill into law', false],
  ['Wall to be raised - Vale Courier', 'Vale Courier', 'Wall to be raised', false],
  ['Lawmakers may set future ...', 'usatoday.com', 'Lawmakers may set future ...', true],
  ['Mayor of Vale arrested: What we know', 'cnn.com', 'Mayor of Vale arrested', false],
  ['Council votes to expel mayor: Updates', 'cnn.com', 'Council votes to expel mayor', false],
])('of the headline "%s" the name of the site goes', (title, publisher, text, cut) => {
  expect(cleanHeadline(title, publisher)).toMatchObject({ text, cut });
});
