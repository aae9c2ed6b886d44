import type { SourceSentence, Token } from './claim-tokens.ts';
import { marksBefore } from './clause-marks.ts';
import { INTENTIONS, looksPast } from './vocabulary.ts';

/** What need not have happened, or need not be so: plans, conditions, what is only believed, what lies ahead. */

/** What opens a condition; left out, the rest is told as if it held. */
const CONDITION = /^(?:if|unless|without|except|excluding|absence|provided|assuming|barring|depending|pending)$/;
const BE = /^(?:is|are|was|were|be|been|being)$/;
/** A clause behind one of these need not be so: "fears that". */
const NOT_SURE =
  /^(?:rumou?r|fear|claim|allegation|accusation|charge|idea|belief|hope|possibility|chance|risk|theory|speculation|concern|suspicion|notion|prospect|proposal|myth|prediction|threat|warning|suggestion|report)s?$/;

/** Whether a word that the claim leaves out tells that the rest is open: "if", "a rumour that", "is said to". `back` maps source to claim. */
export function isUnsettled(
  claim: readonly Token[],
  source: SourceSentence,
  at: number,
  back: ReadonlyMap<number, number>,
): boolean {
  const { tokens } = source;
  const lower = tokens[at]?.lower ?? '';
  if (CONDITION.test(lower) || opensCondition(source, at)) return true;
  if (NOT_SURE.test(lower) && tokens[at + 1]?.lower === 'that' && !back.has(at + 1)) return true;
  const next = nextContent(tokens, at);
  const kept = next === -1 ? undefined : back.get(next);
  return kept !== undefined && isPlan(tokens, at, next, claim, kept);
}

/** "Had the vote gone otherwise, …", "…, should it rain". */
function opensCondition({ tokens, text }: SourceSentence, at: number): boolean {
  const next = tokens[at + 1];
  return (
    /^(?:had|should|were)$/.test(tokens[at]?.lower ?? '') &&
    (at === 0 || marksBefore(tokens, at, text).includes(',')) &&
    next !== undefined &&
    (next.kind === 'name' ||
      /^(?:the|an?|this|that|these|those|its|his|her|their|it|he|she|they|there)$/.test(next.lower))
  );
}

/** Who was found or forced to do something did it. */
const HAPPENED =
  /^(?:found|known|shown|seen|proven|proved|discovered|revealed|confirmed|forced|compelled|made|moved|pleased|delighted|used)$/;

/** "is said to be", "was told to": a participle behind "be" that leaves open whether it happened. */
function leavesOpen(source: readonly Token[], at: number): boolean {
  const { lower = '' } = source[at] ?? {};
  const before = source.slice(Math.max(0, at - 2), at);
  return looksPast(lower) && !HAPPENED.test(lower) && before.some((token) => BE.test(token.lower));
}

/** "tried to avoid" told as "avoided", "is believed to have gone" as "went". */
function isPlan(source: readonly Token[], at: number, next: number, claim: readonly Token[], kept: number): boolean {
  const token = source[at];
  return (
    token?.kind === 'word' &&
    (INTENTIONS.has(token.lower) || leavesOpen(source, at)) &&
    source[at + 1]?.lower === 'to' &&
    next <= at + 4 &&
    claim[kept - 1]?.lower !== 'to'
  );
}

/** "will", or the "to" of "was to", "ought to", "was due to". */
function isAhead(tokens: readonly Token[], at: number): boolean {
  const { lower = '', kind } = tokens[at] ?? {};
  if (lower === 'to') return /^(?:is|are|was|were|ought|due|about)$/.test(tokens[at - 1]?.lower ?? '');
  return kind === 'function' && /^(?:will|shall)$/.test(lower);
}

/** "will open" told as done, or the reverse. */
export function futureFault(
  claim: readonly Token[],
  source: readonly Token[],
  back: ReadonlyMap<number, number>,
): string | null {
  const future = (tokens: readonly Token[], at: number) =>
    tokens[at - 1]?.lower === 'to' ||
    tokens
      .slice(Math.max(0, at - 4), at)
      .some((token) => /^(?:will|shall|would|going|could|may|might)$/.test(token.lower));
  for (const [at, token] of source.entries()) {
    if (!isAhead(source, at) || back.has(at)) continue;
    const next = nextContent(source, at);
    const kept = next === -1 ? undefined : back.get(next);
    if (kept !== undefined && !future(claim, kept)) return token.word;
  }
  const known = new Map([...back].map(([to, from]) => [from, to]));
  for (const [at, token] of claim.entries()) {
    if (token.kind !== 'function' || token.lower !== 'will' || known.has(at)) continue;
    const next = nextContent(claim, at);
    const there = next === -1 ? undefined : known.get(next);
    if (there === undefined) continue;
    const before = source.slice(Math.max(0, there - 4), there).map((other) => other.lower);
    // "will also see lunches take place" as "lunches will take place".
    const see = source.findLastIndex(({ lower }, i) => lower === 'see' && i < there && i >= there - 6);
    if (source.slice(Math.max(0, see - 2), Math.max(0, see)).some(({ lower }) => lower === 'will')) continue;
    if (!before.some((word) => /^(?:will|shall|would|ll|going|to)$/.test(word))) return token.word;
  }
  return null;
}

/** The next token behind `at` that says something, if it is near; -1 for none. */
export function nextContent(tokens: readonly Token[], at: number): number {
  for (let i = at + 1; i < Math.min(tokens.length, at + 6); i += 1)
    if (tokens[i]?.kind !== 'function' || tokens[i]?.lower === 'will') return i;
  return -1;
}
