import { expect, test } from 'vitest';
import { verifyClaim } from '../../../src/answer/verify/verify.ts';
import { sentencesOf } from '../../../src/text/sentences.ts';

const quotes = [
  { text: 'We can’t run half a fair. Hosting it would ruin us.', speaker: 'Odile Marr' },
  { text: 'The sea is too rough. Nobody should sail.', speaker: null },
];

/** What stands in place of a claim whose wording can't be proved, when the model names some sentences of the text. */
function inItsPlace(claim: string, text: string, ...named: number[]): string | null {
  const passage = { articleId: 'a', start: 0, end: text.length, text, quotes };
  const places = sentencesOf(text).map((span) => ({ ...span, articleId: 'a' }));
  const verdict = verifyClaim(
    { text: claim, cites: ['a'], named: named.flatMap((i) => places[i] ?? []) },
    new Map([['a', passage]]),
  );
  return verdict.kind === 'replaced' ? verdict.claim.text : null;
}

const NUN =
  'Before she became a nun, Lucie Randal minded children in Toulon. ' +
  'Lucie Randal became the oldest nun after the death of Kei Tanabe on April 19. Randal likes chocolate. The home has 40 beds.';

test('the sentence that the model names stands alone, though another one has words of the claim too', () => {
  expect(
    inItsPlace('The nun inherited the title when Kei Tanabe, oldest before her, passed on April 19.', NUN, 1),
  ).toBe('Lucie Randal became the oldest nun after the death of Kei Tanabe on April 19.');
});

test('a sentence joins it for a number that it lacks', () => {
  expect(inItsPlace('Randal, fond of chocolate, shares a house of 40 guests.', NUN, 2)).toBe(
    'Randal likes chocolate. The home has 40 beds.',
  );
});

test('a sentence under a wrong number gives way to those that the claim is about', () => {
  expect(inItsPlace('Upon the passing of Kei Tanabe on April 19 she was the eldest sister.', NUN, 3)).toBe(
    'Lucie Randal became the oldest nun after the death of Kei Tanabe on April 19.',
  );
});

test.each([
  ['that is all quotation gets its speaker', '“Hosting it would ruin us.”', '“Hosting it would ruin us.” (Odile Marr)'],
  [
    'out of the middle of a quotation gets marks and its speaker',
    'Hosting it would ruin us.”',
    '“Hosting it would ruin us.” (Odile Marr)',
  ],
  [
    'that ends somebody’s words gets the mark that they began with',
    'No fair at all,” the board wrote.',
    '“No fair at all,” the board wrote.',
  ],
  [
    'in which somebody begins to speak gets the mark that ends it',
    'The board wrote: "No fair at all.',
    'The board wrote: "No fair at all."',
  ],
  ['whose marks pair stays as it is', 'The board wrote “no fair” at all.', 'The board wrote “no fair” at all.'],
])('a sentence %s', (_what, sentence, printed) => {
  expect(
    inItsPlace('The board figured that having fairs spells ruin or no fair for us.', `Snow fell.\n\n${sentence}`, 1),
  ).toBe(printed);
});
