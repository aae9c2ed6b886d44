import { expect, test } from 'vitest';
import { SPEECH_VERBS } from '../../../src/text/lists/speech-verbs.ts';
import { told } from './verdicts.ts';

const CLAIM = 'The port sheds were flooded twice in May.';

test.each(
  SPEECH_VERBS.filter((verb) => !verb.makesFact).map(({ forms }) => [
    forms.length > 3 ? (forms[2] ?? '') : (forms[0] ?? ''),
  ]),
)('what somebody %s is never told as a fact', (past) => {
  expect(told(CLAIM, `The port sheds were flooded twice in May, Piet Okafor ${past}.`)).not.toBe(CLAIM);
  expect(told(CLAIM, `Piet Okafor ${past} that the port sheds were flooded twice in May.`)).not.toBe(CLAIM);
});

test.each(SPEECH_VERBS.filter((verb) => verb.makesFact).map(({ forms }) => [forms[2] ?? '']))(
  'what somebody %s may be told as a fact',
  (past) => {
    expect(told(CLAIM, `The port sheds were flooded twice in May, Piet Okafor ${past}.`)).toBe(CLAIM);
  },
);

test.each(['believed', 'thought', 'feared', 'suspected'])('what somebody %s is never told as a fact', (past) => {
  expect(told(CLAIM, `Piet Okafor ${past} the port sheds were flooded twice in May.`)).not.toBe(CLAIM);
});
