import type { SourceSentence, Token } from './claim-tokens.ts';
import { clauseEnd, marksBefore } from './clause-marks.ts';
import { looksFinite } from './vocabulary.ts';

const PREPOSITION =
  /^(?:in|on|at|for|since|to|from|by|with|of|against|over|among|under|during|without|outside|inside)$/;
const DETERMINER = /^(?:the|a|an|its|his|her|their|our|this|that|these|those)$/;
/** What opens a clause of its own. */
const OPENS = /^(?:after|before|while|when|until|since|once|having|being)$/;
/** Behind one of these something else is told. */
const TURNS = /^(?:but|while|whereas|though|although)$/;
const RELATIVE = /^(?:who|which|whose|where)$/;
const EXTREME = /^(?:\p{L}{2,}est|most|least|best|worst|last|first|second)$/u;
const PART = /^(?:half|third|quarter|tenth|most|few|fewer|many|some|none|no|majority|percent)$/;
const CLAUSE_REACH = 5;

type Back = ReadonlyMap<number, number>;

/**
 * A claim that joins pieces of different clauses of its source: the subject of one with the verb of another, or a verb with the place, time or
 * amount of another. A word of the clause that is lost in between, or null. `back` maps tokens of the source to the claim's.
 */
export function spliceFault(
  claim: readonly Token[],
  claimText: string,
  { tokens, text }: SourceSentence,
  back: Back,
): string | null {
  const isKept = (at: number) => back.has(at) && tokens[at]?.kind !== 'function';
  const isLost = (at: number) => !back.has(at) && tokens[at]?.kind !== 'function';
  const some = (from: number, to: number, fits: (at: number) => boolean) => {
    for (let at = from; at < to; at += 1) if (fits(at)) return true;
    return false;
  };
  const isTail = (at: number) =>
    PREPOSITION.test(tokens[DETERMINER.test(tokens[at - 1]?.lower ?? '') ? at - 2 : at - 1]?.lower ?? '');
  const joins = /;|\b(?:and|but|or|while|though|although)\b/.test(claimText);
  const says = (word: string) => claim.some(({ lower }) => lower === word);

  for (const [at, token] of tokens.entries()) {
    const from = tokens.findLastIndex((_, i) => i < at && isKept(i));
    if (from === -1) continue;
    if (marksBefore(tokens, at, text).includes(';') && !joins && some(at, tokens.length, isKept)) return token.word;
    if (back.has(at)) continue;
    const next = tokens.findIndex((_, i) => i > at && isKept(i));
    const lostBefore = some(from + 1, at, isLost);
    const lostAfter = next !== -1 && some(at + 1, next, isLost);
    const end = clauseEnd(tokens, at, text);
    if (TURNS.test(token.lower) && lostAfter && next < end && !says(token.lower)) return token.word;
    if (/^(?:and|or)$/.test(token.lower) && lostAfter) {
      const first = tokens.findIndex((_, i) => i > at && isLost(i));
      const isNewVerb = looksFinite(tokens[first]?.lower ?? '');
      const isHalf = lostBefore && isTail(next) && isOther(tokens, at, first);
      if (isHalf || (isNewVerb && next < end)) return token.word;
    }
    // "scored after replacing Kim in the 60th minute", "offered in 2019": the end of a clause whose verb is lost.
    if (next !== -1 && next < end && (isTail(next) || OPENS.test(token.lower)) && isLostVerb(tokens, at, back))
      return token.word;
    if (RELATIVE.test(token.lower) && isLost(at - 1) && some(at + 1, end, isKept)) return token.word;
    if (
      RELATIVE.test(token.lower) &&
      next !== -1 &&
      next < end &&
      isPartOf(tokens, at, back) &&
      !some(end - 1, tokens.length, isKept)
    )
      return token.word;
  }
  return null;
}

/** Whether what stands behind "and" is of another sort than what stands before it: "in Europe and 9%", "of the season and her tenth". */
function isOther(tokens: readonly Token[], and: number, first: number): boolean {
  const [before, after] = [tokens[and - 1], tokens[first]];
  if (!before || !after) return false;
  return (
    EXTREME.test(after.lower) || after.key.startsWith('#') || (after.kind === 'number' && before.kind !== 'number')
  );
}

/** A verb that the claim leaves out, by its form or behind "after" and "having". */
function isLostVerb(tokens: readonly Token[], at: number, back: Back): boolean {
  const { lower = '', kind } = tokens[at] ?? {};
  if (kind === 'word' && looksFinite(lower)) return true;
  if (/^(?:having|being)$/.test(lower)) return true;
  if (!OPENS.test(lower)) return false;
  const verb = tokens
    .slice(at + 1, at + 1 + CLAUSE_REACH)
    .findIndex(({ lower: word }, i) => (i === 0 && /..ing$/.test(word)) || looksFinite(word));
  return verb !== -1 && !back.has(at + 1 + verb);
}

/** "half of the pupils who applied": who applied is only said of those that are counted. */
function isPartOf(tokens: readonly Token[], relative: number, back: Back): boolean {
  return tokens
    .slice(Math.max(0, relative - CLAUSE_REACH), relative)
    .some(
      ({ lower, key }, i, near) =>
        back.has(relative - near.length + i) && (PART.test(lower) || /%$|^0\.5$|^#/.test(key)),
    );
}
