import { alignedFrom } from './align.ts';
import type { SourceSentence, Token } from './claim-tokens.ts';
import { embeddedFault } from './embedded-clauses.ts';
import { calendarKind } from './who-did-what.ts';

type Back = ReadonlyMap<number, number>;

const TIME_BOUND = /^(?:before|after|until|till|by|since|than)$/;
const TIME_WORD = /^(?:last|next|this|that|early|earlier|late|later|mid|the|a|an)$/;

/** A word of a source sentence that the claim keeps and ties to the rest otherwise: done for planned, "by" for "to", "in" for "before", a cause. */
export function alteredFault(claim: readonly Token[], source: SourceSentence, path: readonly number[]): string | null {
  const there = source.tokens;
  const back = alignedFrom(claim, there, path);
  for (const at of back.keys()) if (boundChanged(claim, there, at, back)) return there[at]?.word ?? '';
  return embeddedFault(claim, source, back) ?? futureFault(claim, there, back) ?? linkFault(claim, there, back);
}

function nextContent(tokens: readonly Token[], at: number): number {
  for (let i = at + 1; i < Math.min(tokens.length, at + 6); i += 1)
    if (tokens[i]?.kind !== 'function' || tokens[i]?.lower === 'will') return i;
  return -1;
}

/** "until last year" told as "last year", "no earlier than 2027" as "in 2027". */
function boundChanged(claim: readonly Token[], tokens: readonly Token[], at: number, back: Back): boolean {
  const token = tokens[at];
  if (!token || (calendarKind(token).length === 0 && !/^(?:year|month|week|season)$/.test(token.lower))) return false;
  const [here, there] = [boundBefore(claim, back.get(at) ?? 0), boundBefore(tokens, at)];
  return here !== there;
}

function boundBefore(tokens: readonly Token[], at: number): string {
  let i = at - 1;
  for (let token = tokens[i]; token; i -= 1, token = tokens[i])
    if (!(TIME_WORD.test(token.lower) || calendarKind(token).length > 0 || /^(?:[12]?\d|3[01])$/.test(token.key)))
      break;
  const bound = tokens[i]?.lower ?? '';
  return TIME_BOUND.test(bound) ? (bound === 'till' ? 'until' : bound) : '';
}

/** "will", or the "to" of "was to", "ought to", "was due to". */
function isAhead(tokens: readonly Token[], at: number): boolean {
  const { lower = '', kind } = tokens[at] ?? {};
  if (lower === 'to') return /^(?:is|are|was|were|ought|due|about)$/.test(tokens[at - 1]?.lower ?? '');
  return kind === 'function' && /^(?:will|shall)$/.test(lower);
}

/** "will open" told as done, or the reverse. */
function futureFault(
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
    const here = next === -1 ? undefined : back.get(next);
    if (here !== undefined && !future(claim, here)) return token.word;
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

const CAUSE = /^(?:because|so|therefore)$/;
const CAUSES = /^(?:because|so|therefore|as|since|for|due)$/;
const WAY = /^(?:to|from)$/;
const WAY_OF_NUMBER = /^(?:to|from|by)$/;

/** "rose to 5" told as "rose by 5", "moved from Lund" as "to Lund", or a cause of the claim's own. */
function linkFault(
  claim: readonly Token[],
  source: readonly Token[],
  back: ReadonlyMap<number, number>,
): string | null {
  for (const [to, from] of back) {
    const ways = source[to]?.kind === 'number' ? WAY_OF_NUMBER : WAY;
    const [here, there] = [wayTo(claim, from), wayTo(source, to)];
    if (here !== there && ways.test(here) && ways.test(there) && !isAccordingTo(claim, from)) return here;
  }
  const aligned = new Set(back.values());
  const cause = claim.find(({ lower }, at) => CAUSE.test(lower) && !aligned.has(at));
  return cause !== undefined && !source.some(({ lower }) => CAUSES.test(lower)) ? cause.word : null;
}

function isAccordingTo(tokens: readonly Token[], at: number): boolean {
  return tokens[at - 2]?.lower === 'according';
}

/** The small word before a token, articles passed over. */
function wayTo(tokens: readonly Token[], at: number): string {
  const before = tokens[at - 1]?.lower ?? '';
  return /^(?:the|an?|its|his|her|their)$/.test(before) ? (tokens[at - 2]?.lower ?? '') : before;
}
