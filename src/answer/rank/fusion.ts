import type { Scored } from './rank.ts';

/** Cormack, Clarke and Büttcher 2009: the constant that keeps first ranks from deciding alone. */
const K = 60;

interface Placed {
  revision: number;
  start: number;
}

/** Two rankings as one, by the sum of their reciprocal ranks. `similar` are keys (`keyOf`), nearest first. */
export function fuse<T extends Placed>(ranked: readonly Scored<T>[], similar: readonly string[]): Scored<T>[] {
  if (similar.length === 0) return [...ranked];
  const near = new Map(similar.map((key, rank) => [key, 1 / (K + rank)]));
  return ranked
    .map((scored, rank) => ({ scored, fused: 1 / (K + rank) + (near.get(keyOf(scored.passage)) ?? 0) }))
    .sort((a, b) => b.fused - a.fused)
    .map(({ scored }) => scored);
}

/** What tells one passage from another. */
export function keyOf({ revision, start }: Placed): string {
  return `${revision}/${start}`;
}
