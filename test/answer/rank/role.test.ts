import { describe, expect, test } from 'vitest';
import { askedDeed, hasRolesSwapped } from '../../../src/answer/rank/role.ts';
import { readWords } from '../../../src/text/terms.ts';

describe('a question for the doer of something', () => {
  test.each([
    ['Who replaced Rosa Timm?', 'replaced', 'rosa timm'],
    ['So who will lead the Harbour Board in May?', 'lead', 'harbour board'],
    ['who else backed Lund', 'backed', 'lund'],
  ])('is read from %j', (question, verb, object) => {
    const deed = askedDeed(question);
    expect(deed?.verb).toBe(readWords(verb).terms[0]);
    expect([...(deed?.object ?? [])]).toEqual(readWords(object).terms);
  });

  test.each(['Who is Rosa Timm?', 'Who said so?', 'Why did Timm resign?'])('is not %j', (question) => {
    expect(askedDeed(question)).toBeNull();
  });
});

describe('a sentence about the deed', () => {
  const deed = askedDeed('Who replaced Rosa Timm?');
  const swapped = (sentence: string) =>
    deed && hasRolesSwapped(deed, readWords(sentence).terms, (term) => term === deed.verb);

  test.each(['Timm replaced Mads Lund in 2019.', 'Rosa Timm, 51, has replaced the treasurer.'])(
    'swaps the roles: %s',
    (sentence) => {
      expect(swapped(sentence)).toBe(true);
    },
  );

  test.each([
    'Mads Lund replaced Rosa Timm.',
    'Rosa Timm was replaced by Mads Lund.',
    'Timm, replaced by Lund, left at once.',
    'Lund spoke of Timm.',
  ])('does not: %s', (sentence) => {
    expect(swapped(sentence)).toBe(false);
  });
});
