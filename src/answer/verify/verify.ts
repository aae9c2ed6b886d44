import type { CitedPassage, CitingClaim, DropReason, Verdict, VerifiedClaim } from '../../model/claims.ts';
import { readCited } from './cited.ts';
import { tokensOf } from './claim-tokens.ts';
import { evenMarks, unfit, visible } from './clean.ts';
import { asPrinted, evidenceFor } from './evidence.ts';
import { prove, type Unproven } from './prove.ts';
import { isQuotedIn, isTurnedByCut, quotationsIn } from './quoted.ts';
import { isRefuted } from './refute.ts';

/**
 * What may be said of a model's claim, by code alone. *Shown*: the cited passages say it. *Replaced*: that can't be proved of its
 * wording, but sentences of the passages are about it; they stand in its place, word for word. *Dropped*: nothing supports it, or it
 * is not fit to be read. `shownBefore` is the claim above it, for what "he" would mean to a reader.
 */
export function verifyClaim(
  claim: CitingClaim,
  passages: ReadonlyMap<string, CitedPassage>,
  shownBefore: VerifiedClaim | null = null,
): Verdict {
  const drop = (reason: DropReason, detail: string): Verdict => ({ kind: 'dropped', reason, detail });
  const asItStands = visible(claim.text) === '' && claim.named !== undefined;
  const sources = claim.cites.map((id) => passages.get(id)?.text ?? '').join('\n');
  const bad = asItStands ? null : unfit(claim.text, sources);
  if (bad !== null) return drop(bad.reason, bad.detail);
  const cited: CitedPassage[] = [];
  for (const id of claim.cites) {
    const passage = passages.get(id);
    if (passage === undefined) return drop('citation', id);
    cited.push(passage);
  }
  if (cited.length === 0) return drop('citation', 'none');
  const text = visible(claim.text);
  const { sentences, known } = readCited(evenMarks(text), cited);
  if (asItStands) {
    const printed = asPrinted(sentences, claim.named ?? []);
    return printed === null
      ? drop('citation', 'sentences that are not fit to be read')
      : { kind: 'shown', claim: printed };
  }
  const proof = quotationFault(text, cited) ?? prove(text, sentences, known, shownBefore);
  if (!('reason' in proof)) return { kind: 'shown', claim: proof };
  const tokens = tokensOf(evenMarks(text), known);
  const evidence = evidenceFor(tokens, sentences, claim.named);
  if (evidence === null) return drop(proof.reason, proof.detail);
  return {
    kind: 'replaced',
    claim: evidence,
    ...proof,
    refuted: isRefuted(proof.reason, tokens, sentences, evidence.spans),
  };
}

/** Why the quotation marks of a claim can't stay: not closed, not words of a passage, or cut so that they say something else. */
function quotationFault(text: string, cited: readonly CitedPassage[]): Unproven | null {
  const quotations = quotationsIn(evenMarks(text));
  if (quotations === null) return { reason: 'quotation', detail: 'marks that do not pair' };
  const alien = quotations.find((quotation) => !cited.some((passage) => isQuotedIn(quotation, passage)));
  if (alien !== undefined) return { reason: 'quotation', detail: alien };
  const turned = quotations.find((quotation) =>
    cited.every((passage) => !isQuotedIn(quotation, passage) || isTurnedByCut(quotation, passage)),
  );
  return turned === undefined ? null : { reason: 'quotation', detail: `cut: ${turned}` };
}

/** What `verifyClaim` compares of a claim with its passages, in words for people. */
export function checksFor(text: string): string[] {
  const even = evenMarks(text);
  return [
    'its passages',
    ...(even.includes('"') ? ['quotation word for word', 'its speaker'] : []),
    ...(/\p{N}/u.test(even) ? ['numbers and dates'] : []),
    'names and who did what',
    'denials and reservations',
  ];
}
