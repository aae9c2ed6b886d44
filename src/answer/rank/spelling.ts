import type { CandidateSource } from '../../store/passages/source.ts';
import { errorsAllowed, errorsBetween } from '../../text/near-words.ts';
import type { Frequencies } from '../../text/rarity.ts';
import { wordNumber } from '../../vectors/word-vectors.ts';
import type { AnalysedQuestion } from '../question/question.ts';

/** A word of a question that stands nowhere in the library, and the one of the library that was most likely meant, as terms. */
export interface Respelling {
  term: string;
  meant: string;
}

/** Words of one question that are looked up so at most: each reads a part of the vocabulary. */
const MOST = 4;
/** Under so many letters, too many words are one error away. */
const SHORTEST = 4;
/** Words that are as near as one another, of which the store is asked how common they are. */
const NEAREST = 12;

/**
 * What the words of a question that the library does not know were most likely meant to be: the nearest word, of several the commonest in
 * what the asker may read (`countsOf`). A word that is two letters longer is another one ("openai" is not "open").
 */
export async function respellings(
  source: CandidateSource,
  { terms }: AnalysedQuestion,
  frequencies: Frequencies,
  countsOf: (terms: readonly string[]) => Promise<Frequencies['counts']>,
): Promise<Respelling[]> {
  const unknown = terms
    .map(({ term }) => term)
    .filter((term) => term.length >= SHORTEST && /^\p{L}+$/u.test(term))
    .filter((term) => !frequencies.counts.get(term) && wordNumber(term) < 0);
  const found = await Promise.all(
    unknown.slice(0, MOST).map(async (term) => ({ term, near: nearest(term, await source.termsLike(term)) })),
  );
  const alike = found.flatMap(({ near }) => (near.length > 1 ? near : []));
  const counts = alike.length > 0 ? await countsOf(alike) : null;
  return found.flatMap(({ term, near }) => {
    const [meant] = near.toSorted((a, b) => (counts?.get(b) ?? 0) - (counts?.get(a) ?? 0));
    return meant === undefined ? [] : [{ term, meant }];
  });
}

/** The nearest of the known words, the commonest in English first. */
function nearest(term: string, known: readonly string[]): string[] {
  let near: string[] = [];
  let least = errorsAllowed(term);
  for (const other of known) {
    if (Math.abs(other.length - term.length) > 1) continue;
    const errors = errorsBetween(term, other);
    if (errors > least) continue;
    near = errors < least ? [other] : [...near, other];
    least = errors;
  }
  return near.toSorted((a, b) => commonness(a) - commonness(b)).slice(0, NEAREST);
}

/** The words of the table stand in the order of how common they are. */
function commonness(term: string): number {
  const number = wordNumber(term);
  return number < 0 ? Number.MAX_SAFE_INTEGER : number;
}

/** A question with its words put right. */
export function respelled(question: AnalysedQuestion, found: readonly Respelling[]): AnalysedQuestion {
  const meant = new Map(found.map((one) => [one.term, one.meant]));
  return { ...question, terms: question.terms.map((term) => ({ ...term, term: meant.get(term.term) ?? term.term })) };
}
