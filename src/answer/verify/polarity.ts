import { HEDGES, NEGATIONS } from '../../text/lists/reservations.ts';
import type { Token } from './claim-tokens.ts';

const REACH = 4;
/** How far the word may stand that a denial is about, with nothing but small words between. */
const GOVERNS = 8;

const negates = (token: Token) => NEGATIONS.has(token.lower) || token.lower.endsWith("n't");
const hedges = (token: Token) => token.kind !== 'number' && HEDGES.has(token.lower);
/** What may stand between a denial and what it is about. */
const BETWEEN = /^(?:longer|ever|even|yet|really|fully|actually)$/;

/** A word whose denial or reservation differs between claim and source, or null. `path` maps claim tokens to source tokens. */
export function polarityFault(
  claim: readonly Token[],
  source: readonly Token[],
  path: readonly number[],
): string | null {
  for (const kind of [negates, hedges]) {
    for (const [at, token] of claim.entries()) {
      if (!kind(token)) continue;
      const next = governed(claim, at);
      const there = next === -1 ? -1 : (path[next] ?? -1);
      const same = path[at] ?? -1;
      if (same !== -1 && (there === governed(source, same) || isClauseOf(source, same, there))) continue;
      if (there === -1 ? same === -1 : within(source, there, kind) === 0) return token.word;
    }
  }
  return null;
}

const CLAUSE = 12;
/** Between a denial and what is denied nothing else is said or done. */
const OTHER = /^(?:and|but|or|said|says|told|\p{L}{2,}ed)$/u;

/** "denied a report in the Courier that the bridge had closed": what stands behind "that" is what is denied. */
function isClauseOf(tokens: readonly Token[], denial: number, at: number): boolean {
  if (at <= denial || at > denial + CLAUSE) return false;
  const between = tokens.slice(denial + 1, at);
  const that = between.findLastIndex(({ lower }) => lower === 'that');
  return (
    that !== -1 &&
    between.slice(that + 1).every(({ kind }) => kind !== 'word') &&
    !between.slice(0, that).some(({ lower }) => OTHER.test(lower))
  );
}

/** The content word that a denial or reservation at `at` is about. */
function governed(tokens: readonly Token[], at: number): number {
  for (let i = at + 1; i < Math.min(tokens.length, at + GOVERNS + 1); i += 1) {
    const token = tokens[i];
    if (!token || token.kind === 'function' || negates(token) || hedges(token) || BETWEEN.test(token.lower)) continue;
    return i;
  }
  return -1;
}

function within(tokens: readonly Token[], at: number, kind: (token: Token) => boolean): number {
  return tokens.slice(Math.max(0, at - REACH - 1), at).filter(kind).length;
}
