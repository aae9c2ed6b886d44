import type { Token } from './claim-tokens.ts';
import { areRelated } from './vocabulary.ts';

const OF_TIME = /^(?:last|next|this|that|previous|time|day|night|morning|week|weekend|month|season|year|\w+day)s?$/;

/** For each claim token, the index of the source token it stands for, in the same order in both; -1 where there is none. */
export function alignInOrder(claim: readonly Token[], source: readonly Token[]): number[] {
  const width = source.length + 1;
  const best = new Int32Array((claim.length + 1) * width);
  const at = (i: number, j: number) => best[i * width + j] ?? 0;
  const worth = (i: number, j: number) => {
    const a = claim[i];
    const b = source[j];
    if (!a || !b || !matches(a, b)) return 0;
    if (a.kind === 'function') return 1;
    // A phrase of time may stand elsewhere; what it stands beside may not.
    return OF_TIME.test(a.lower) ? 3 : a.kind === 'name' ? 9 : 8;
  };
  for (let i = claim.length - 1; i >= 0; i -= 1) {
    for (let j = source.length - 1; j >= 0; j -= 1) {
      const gain = worth(i, j);
      const take = gain > 0 ? gain + at(i + 1, j + 1) : 0;
      best[i * width + j] = Math.max(take, at(i + 1, j), at(i, j + 1));
    }
  }
  const path = new Array<number>(claim.length).fill(-1);
  for (let i = 0, j = 0; i < claim.length && j < source.length; ) {
    const gain = worth(i, j);
    if (gain > 0 && at(i, j) === gain + at(i + 1, j + 1)) {
      path[i] = j;
      i += 1;
      j += 1;
    } else if (at(i, j) === at(i + 1, j)) i += 1;
    else j += 1;
  }
  return path;
}

/** Source index to claim index: what stands in order, and what was moved. */
export function alignedFrom(
  claim: readonly Token[],
  source: readonly Token[],
  path: readonly number[],
): Map<number, number> {
  const back = new Map(path.flatMap((to, from) => (to === -1 ? [] : [[to, from] as const])));
  claim.forEach((token, from) => {
    if ((path[from] ?? -1) !== -1 || token.kind === 'function') return;
    const to = source.findIndex((other, at) => !back.has(at) && other.key === token.key);
    if (to !== -1) back.set(to, from);
  });
  return back;
}

/** Whether two tokens mean the same. Names and numbers must be equal; words may be forms of one another. */
export function matches(a: Token, b: Token): boolean {
  if (a.kind === 'number' || b.kind === 'number') return a.kind === b.kind && a.key === b.key;
  if (a.key === b.key || a.lower === b.lower) return true;
  return a.kind === 'word' && b.kind === 'word' && areRelated(a.key, b.key);
}

const ROOT = 5;

/** Whether some token of a list matches one: the list is read once, since every claim asks it for every word. */
export function finderIn(tokens: readonly Token[]): (token: Token) => boolean {
  const numbers = new Set<string>();
  const keys = new Set<string>();
  const written = new Set<string>();
  const roots = new Map<string, string[]>();
  for (const { kind, key, lower } of tokens) {
    if (kind === 'number') numbers.add(key);
    else {
      keys.add(key);
      written.add(lower);
    }
    if (kind === 'word') roots.set(key.slice(0, ROOT), [...(roots.get(key.slice(0, ROOT)) ?? []), key]);
  }
  return ({ kind, key, lower }) =>
    kind === 'number'
      ? numbers.has(key)
      : keys.has(key) ||
        written.has(lower) ||
        (kind === 'word' && roots.get(key.slice(0, ROOT))?.some((other) => areRelated(key, other)) === true);
}
