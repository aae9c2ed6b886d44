import { expect, test } from 'vitest';
import { verifyClaim } from '../../../src/answer/verify/verify.ts';
import { SPEECH_VERBS } from '../../../src/text/lists/speech-verbs.ts';

const shown = (text: string, claim: string) => {
  const passage = { articleId: 'a', text, start: 0, end: text.length };
  const verdict = verifyClaim({ text: claim, cites: ['p'] }, new Map([['p', passage]]));
  return verdict.kind === 'shown' ? verdict.claim.text : verdict.kind;
};

const CLAIM = 'The port sheds were flooded twice in May.';

test.each(
  SPEECH_VERBS.filter((verb) => !verb.makesFact).map(({ forms }) => [
    forms.length > 3 ? (forms[2] ?? '') : (forms[0] ?? ''),
  ]),
)('what somebody %s is never told as a fact', (past) => {
  expect(shown(`The port sheds were flooded twice in May, Piet Okafor ${past}.`, CLAIM)).not.toBe(CLAIM);
  expect(shown(`Piet Okafor ${past} that the port sheds were flooded twice in May.`, CLAIM)).not.toBe(CLAIM);
});

test.each(SPEECH_VERBS.filter((verb) => verb.makesFact).map(({ forms }) => [forms[2] ?? '']))(
  'what somebody %s may be told as a fact',
  (past) => {
    expect(shown(`The port sheds were flooded twice in May, Piet Okafor ${past}.`, CLAIM)).toBe(CLAIM);
  },
);

test.each(['believed', 'thought', 'feared', 'suspected'])('what somebody %s is never told as a fact', (past) => {
  expect(shown(`Piet Okafor ${past} the port sheds were flooded twice in May.`, CLAIM)).not.toBe(CLAIM);
});
