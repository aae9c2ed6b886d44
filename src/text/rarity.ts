export interface Frequencies {
  /** Passages in the store. */
  passages: number;
  /** In how many of them a term stands. */
  counts: ReadonlyMap<string, number>;
}

/** How rare a term is (Robertson's idf, always positive). */
export function rarity(term: string, frequencies: Frequencies): number {
  const n = frequencies.counts.get(term) ?? 0;
  return Math.log(1 + (frequencies.passages - n + 0.5) / (n + 0.5));
}
