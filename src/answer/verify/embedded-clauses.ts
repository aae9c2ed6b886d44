import type { SourceSentence, Token } from './claim-tokens.ts';

/** Behind these, what "-ing" names need not have happened: "close to buying", "talked of buying". */
const NOT_DONE = /^(?:of|to|from|for|about|at|against|on|with)$/;
const BE = /^(?:is|are|was|were|be|been|being|am)$/;
const DONE = /^(?:did|does|do|has|have|had)$/;
const BEFORE_VERB = 2;
const ADVERB = /^(?:\p{L}+ly|already|also|often|soon|now|again)$/u;

/**
 * A verb that is only the aim, the wish or the doing of somebody else in the source, and what the subject does in the claim: "ordered Ann to
 * pay" told as "paid", "let Ann sell" as "sold", "is to be sold" as "was sold", "came close to buying" as "bought". Null when there is none. `back` maps tokens of the
 * source to the claim's.
 */
export function embeddedFault(
  claim: readonly Token[],
  { tokens }: SourceSentence,
  back: ReadonlyMap<number, number>,
): string | null {
  for (const [at, token] of tokens.entries()) {
    const here = claim[back.get(at) ?? -1];
    // "own" is a small word in "her own".
    if ((token.kind !== 'word' && token.lower !== 'own') || here === undefined) continue;
    const place = back.get(at) ?? 0;
    const before = tokens[at - 1]?.lower ?? '';
    const isParticiple = /..ing$/.test(here.lower);
    if (isYetToBe(tokens, at)) {
      if (!claim.slice(Math.max(0, place - BEFORE_VERB), place).some(({ lower }) => /^(?:to|be)$/.test(lower)))
        return token.word;
    } else if (isGerund(tokens, at, back)) {
      const isBeing = isParticiple && BE.test(claim[place - 1]?.lower ?? '');
      if ((isBeing || !isParticiple) && claim[place - 1]?.lower !== before) return token.word;
    } else if (isInfinitive(tokens, at)) {
      const before = claim.slice(Math.max(0, place - BEFORE_VERB), place).map(({ lower }) => lower);
      if (before.includes('to')) continue;
      const isTold = (here.lower !== token.lower && !isParticiple) || before.some((word) => DONE.test(word));
      if (isTold) return token.word;
    }
  }
  return null;
}

/** "talked of selling", "avoided selling", "escaped being shot": the verb before is left out. */
function isGerund(tokens: readonly Token[], at: number, back: ReadonlyMap<number, number>): boolean {
  const isPassive = tokens[at - 1]?.lower === 'being';
  if (!isPassive && !/..ing$/.test(tokens[at]?.lower ?? '')) return false;
  const beside = isPassive ? at - 2 : at - 1;
  // "is already selling": the adverb may go.
  const before = ADVERB.test(tokens[beside]?.lower ?? '') ? beside - 1 : beside;
  return NOT_DONE.test(tokens[before]?.lower ?? '') || (tokens[before]?.kind === 'word' && !back.has(before));
}

/** "is yet to be found", "is to be sold": nobody has done it. "was found to be owned" tells what is so. */
function isYetToBe(tokens: readonly Token[], at: number): boolean {
  const [before, to, be] = tokens.slice(Math.max(0, at - 3), at).map(({ lower }) => lower);
  return to === 'to' && be === 'be' && /^(?:yet|is|are|was|were)$/.test(before ?? '');
}

/** "to pay", "to quickly pay": no noun has its "to" so close unless it is a name or stands alone. */
function isInfinitive(tokens: readonly Token[], at: number): boolean {
  const previous = tokens[at - 1];
  return (
    previous?.lower === 'to' ||
    (previous?.kind === 'word' && /..ly$/.test(previous.lower) && tokens[at - 2]?.lower === 'to')
  );
}
