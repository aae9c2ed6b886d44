import { EVERYDAY_SYNONYMS } from './lists/everyday-synonyms.ts';
import { termOf } from './terms.ts';

const NONE: ReadonlySet<string> = new Set();
let known: ReadonlyMap<string, ReadonlySet<string>> | null = null;

/** The terms that people use in the place of a term when they talk about news, itself among them; empty when the list does not have it. */
export function everydaySynonyms(term: string): ReadonlySet<string> {
  known ??= table();
  return known.get(term) ?? NONE;
}

function table(): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const line of EVERYDAY_SYNONYMS) {
    const terms = line.split(' ').map(termOf);
    for (const term of terms) {
      const group = groups.get(term) ?? new Set();
      for (const other of terms) group.add(other);
      groups.set(term, group);
    }
  }
  return groups;
}
