import { expect, test } from 'vitest';
import { formsOf, IRREGULAR_PASTS, participleOf, pastOf, thirdOf } from '../../../src/text/lists/verb-forms.ts';

test.each([
  ['fall', 'falls fell fallen falling'],
  ['win', 'wins won winning'],
  ['run', 'runs ran running'],
  ['put', 'puts putting'],
  ['flee', 'flees fled fleeing'],
  ['uphold', 'upholds upheld upholding'],
  ['begin', 'begins began begun beginning'],
  ['echo', 'echoes echoed echoing'],
  ['veto', 'vetoes vetoed vetoing'],
  ['cancel', 'cancels canceled cancelled canceling cancelling'],
  ['deny', 'denies denied denying'],
  ['vote', 'votes voted voting'],
  ['admit', 'admits admitted admitting'],
])('the forms of %s are %s', (lemma, forms) => {
  expect(formsOf(lemma).slice(1).join(' ')).toBe(forms);
});

test('past, participle and third person of any verb', () => {
  expect(['rise', 'strike', 'file'].map(pastOf)).toEqual(['rose', 'struck', 'filed']);
  expect(['rise', 'strike', 'file'].map(participleOf)).toEqual(['risen', 'struck', 'filed']);
  expect(['go', 'try', 'pay', 'launch'].map(thirdOf)).toEqual(['goes', 'tries', 'pays', 'launches']);
});

test('a past that is its verb too, such as "cut", tells nothing of the time', () => {
  expect(IRREGULAR_PASTS).not.toContain('cut');
  expect(IRREGULAR_PASTS).toContain('fell');
});
