import { verifyClaim } from '../../../src/answer/verify/verify.ts';
import type { Verdict } from '../../../src/model/claims.ts';

/** What may be said of a claim that cites an article of this text. */
export function verdictOf(claim: string, text: string): Verdict {
  const passage = { articleId: 'a', start: 0, end: text.length, text };
  return verifyClaim({ text: claim, cites: ['a'] }, new Map([['a', passage]]));
}

/** The claim as it is shown; for one that isn't shown, what becomes of it. */
export function told(claim: string, text: string): string {
  const verdict = verdictOf(claim, text);
  return verdict.kind === 'shown' ? verdict.claim.text : verdict.kind;
}
