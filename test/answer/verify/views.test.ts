import { expect, test } from 'vitest';
import { SPEECH_VERBS } from '../../../src/text/lists/speech-verbs.ts';
import { told } from './verdicts.ts';

const CLAIM = 'The port sheds were flooded twice in May.';

test.each(SPEECH_VERBS.filter((verb) => !verb.makesFact && verb.forms.length > 3).map(({ forms }) => [forms[2] ?? '']))(
  'what stands on both sides of "Piet Okafor %s" is his word',
  (past) => {
    expect(told(CLAIM, `The port sheds, Piet Okafor ${past}, were flooded twice in May.`)).not.toBe(CLAIM);
  },
);

test.each([
  ['The port sheds, said Piet Okafor, were flooded twice in May.', 'Piet Okafor'],
  ['The port sheds, according to Okafor, were flooded twice in May.', 'Okafor'],
  ['The port sheds, police say, were flooded twice in May.', 'police'],
  ['The port sheds – Piet Okafor said on Tuesday – were flooded twice in May.', 'Piet Okafor'],
  ['In a statement, Okafor said the port sheds were flooded twice in May.', 'Okafor'],
  ['Okafor agreed the port sheds were flooded twice in May.', 'Okafor'],
  ['An audit concluded the port sheds were flooded twice in May.', 'An audit'],
])('%s: told with its speaker', (text, speaker) => {
  expect(told(CLAIM, text)).toBe(`${CLAIM.slice(0, -1)}, according to ${speaker.replace(/^An /, 'an ')}.`);
});

test.each([
  'Piet Okafor, who runs the port, told the council the port sheds were flooded twice in May.',
  'Okafor is convinced that the port sheds were flooded twice in May.',
  'Okafor is sure the port sheds were flooded twice in May.',
  'By his own account the port sheds were flooded twice in May.',
  'The port sheds were flooded twice in May, in the opinion of Piet Okafor.',
  'In the words of Piet Okafor, the port sheds were flooded twice in May.',
  'Word is that the port sheds were flooded twice in May.',
  'Okafor went on record that the port sheds were flooded twice in May.',
  'Okafor made the case that the port sheds were flooded twice in May.',
  'Okafor dreamed that the port sheds were flooded twice in May.',
  'Okafor pretended that the port sheds were flooded twice in May.',
  'Nobody believes that the port sheds were flooded twice in May.',
])('%s: shown in the words of the article, or not at all', (text) => {
  expect(told(CLAIM, text)).toMatch(/^(?:replaced|dropped)$/);
});

test.each([
  'It emerged that the port sheds were flooded twice in May.',
  'Okafor confirmed that the port sheds were flooded twice in May.',
  'The trouble is that the port sheds were flooded twice in May.',
  'The port sheds, built in 1911, were flooded twice in May.',
  'The port sheds were flooded twice in May, said Okafor, who resigned on Monday.'.replace('said', 'revealed'),
])('%s: a fact', (text) => {
  expect(told(CLAIM, text)).toBe(CLAIM);
});

test.each([
  ['The wall fell, said Piet Okafor, who resigned on Monday.', 'Piet Okafor resigned on Monday.'],
  ['The wall fell, Okafor said, but the port stayed open.', 'The port stayed open.'],
])('%s: what is joined to somebody’s words is told by the article itself', (text, claim) => {
  expect(told(claim, text)).toBe(claim);
});
