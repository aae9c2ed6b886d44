import { hashOf } from './same-words.ts';

/** Letters of a word that are varied; names that differ only behind them are compared whole anyway. */
const VARIED = 7;

/** How many typing errors a word may have: none under four letters, one under six, two from there on. */
export function errorsAllowed(word: string): number {
  return word.length < 4 ? 0 : word.length < 6 ? 1 : 2;
}

/**
 * Hashes of what is left of a word's beginning when letters are left out, the beginning itself included: two words that are a few errors
 * apart share one (Garbe's symmetric delete). At most 29.
 */
export function nearKeys(word: string): number[] {
  const start = word.slice(0, VARIED);
  const found = new Set([start]);
  let last = [start];
  for (let errors = errorsAllowed(word); errors > 0; errors--) {
    last = last.flatMap((left) => Array.from(left, (_, i) => left.slice(0, i) + left.slice(i + 1)));
    for (const left of last) found.add(left);
  }
  return [...new Set(Array.from(found, hashOf))];
}

/**
 * A plain word (same-words.ts) as names from other scripts are compared: "zelensky", "zelenskyy" and "zelenskiy" are one, as are "mohammed"
 * and "muhammad". Names that are spelled in one way only stay as they are.
 */
export function romanised(word: string): string {
  if (/^m[ou]hamm?[ae]d$/.test(word)) return 'mohamed';
  const spelled = word.replaceAll('kh', 'h').replace(/(?<=.)w/g, 'v');
  return spelled.length < 5 ? spelled : spelled.replace(/(?:iy|yy|yi|ij|yj|ii|i)$/, 'y');
}

/** Typing errors between two words: letters added, left out, changed, or two that changed places (optimal string alignment). */
export function errorsBetween(a: string, b: string): number {
  let older: number[] = [];
  let before = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (before[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (older[j - 2] ?? 0) + 1);
      row.push(least);
    }
    older = before;
    before = row;
  }
  return before[b.length] ?? 0;
}

/** How a word that was mistyped may really begin: as it does, or with its second letter left out or changing places with a neighbour. */
export function beginningsLike(word: string): string[] {
  const [a = '', b = '', c = ''] = word;
  return [...new Set([a + b, a + c, b + a])].filter((start) => start.length === 2);
}
