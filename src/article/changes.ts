import { sentencesOf } from '../text/sentences.ts';

/** Sentences that only the earlier or only the later of two texts has, each in its text's order. */
export interface Changes {
  removed: string[];
  inserted: string[];
}

/** What changed between two versions of an article, by whole sentences; white space and moved sentences count for nothing. */
export function changesBetween(earlier: string, later: string): Changes {
  const before = sentencesIn(earlier);
  const after = sentencesIn(later);
  return { removed: without(before, after), inserted: without(after, before) };
}

function sentencesIn(text: string): string[] {
  return sentencesOf(text).map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' ').trim());
}

function without(sentences: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(other, (left.get(other) ?? 0) + 1);
  return sentences.filter((sentence) => {
    const count = left.get(sentence) ?? 0;
    left.set(sentence, count - 1);
    return count <= 0;
  });
}
