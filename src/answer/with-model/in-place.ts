import type { CitedPassage, ClaimSpan, VerifiedClaim } from '../../model/claims.ts';
import { referents } from '../verify/back-references.ts';
import { readCited, type Sentence } from '../verify/cited.ts';
import { asClaim } from '../verify/evidence.ts';

/** Sentences of an article that are added before one, so that it can be understood. */
const MOST_BEFORE = 2;
const LONGEST_BEFORE = 350;
const LEANS =
  /^["“]?(?:(?:And|But|So|Yet|Still),? )?(?:(?:he|she|it|they|his|her|its|their)\b|(?:this|that|these|those) (?:is|was|are|were|will|would|could|may|did|does|has|had|means?|meant|came|comes|follows|followed|ma[dr]\p{L}+|led|leads)\b)/iu;
/** A heading or a link between two paragraphs has no end. */
const ENDS = /[.!?]["”')]*$/;
/** "It is unclear whether": "it" stands for nothing. */
const FOR_NOTHING =
  /^["“]?It(?:'s| is| was| (?:remains|seems|appears)) (?:not |too |still )?(?:clear|unclear|likely|unlikely|possible|known|unknown|hard|early|time)\b/;

/**
 * Sentences of the articles as they stand in a claim's place: word for word, in the article's order, and behind the sentence that names
 * whom they speak of, unless the claims above name them. `spans` are places of whole sentences.
 */
export function inPlace(
  spans: readonly ClaimSpan[],
  above: readonly VerifiedClaim[],
  passages: ReadonlyMap<string, CitedPassage>,
): VerifiedClaim | null {
  const cited = [...new Set(spans.map(({ articleId }) => articleId))].flatMap((id) => passages.get(id) ?? []);
  const { sentences } = readCited('', cited);
  const chosen = new Set(sentences.filter(({ span }) => spans.some((other) => isSame(span, other))));
  for (const sentence of [...chosen]) for (const before of neededBefore(sentence, chosen, above)) chosen.add(before);
  return asClaim(sentences.filter((sentence) => chosen.has(sentence)));
}

export function isSame(a: ClaimSpan, b: ClaimSpan): boolean {
  return a.articleId === b.articleId && a.start === b.start;
}

function neededBefore(sentence: Sentence, chosen: ReadonlySet<Sentence>, above: readonly VerifiedClaim[]): Sentence[] {
  const found: Sentence[] = [];
  let leaning: Sentence | undefined = sentence;
  while (leaning && found.length < MOST_BEFORE && leansBack(leaning.text)) {
    const before: Sentence | undefined = leaning.previous.at(-1);
    if (!before || chosen.has(before) || isNamed(leaning, before, above)) break;
    if (!before.isFit || before.text.length > LONGEST_BEFORE || !ENDS.test(before.text)) break;
    found.push(before);
    leaning = before;
  }
  return found;
}

/** Whether a text begins with a word that only what stands before it explains. */
export function leansBack(text: string): boolean {
  return LEANS.test(text) && !FOR_NOTHING.test(text);
}

/** Whether the claim directly above tells whom a sentence speaks of: it has the sentence before, or a name that may be meant. */
function isNamed(sentence: Sentence, before: Sentence, above: readonly VerifiedClaim[]): boolean {
  const last = above.at(-1);
  if (!last) return false;
  if (last.spans.some((span) => isSame(span, before.span))) return true;
  const said = last.text.toLowerCase();
  return referents(sentence).some((name) => said.includes(name));
}
