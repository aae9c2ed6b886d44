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

/**
 * What the words of a question that the library does not know were most likely meant to be: the nearest word, of several the
 * commonest in English. A word that is two letters longer is another one ("openai" is not "open").
 */
export async function respellings(
  source: CandidateSource,
  { terms }: AnalysedQuestion,
  frequencies: Frequencies,
): Promise<Respelling[]> {
  const unknown = terms
    .map(({ term }) => term)
    .filter((term) => term.length >= SHORTEST && /^\p{L}+$/u.test(term))
    .filter((term) => !frequencies.counts.get(term) && wordNumber(term) < 0);
  const found = await Promise.all(
    unknown.slice(0, MOST).map(async (term) => ({ term, meant: nearest(term, await source.termsLike(term)) })),
  );
  return found.flatMap(({ term, meant }) => (meant === null ? [] : [{ term, meant }]));
}

function nearest(term: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let least = errorsAllowed(term);
  for (const other of known) {
    if (Math.abs(other.length - term.length) > 1) continue;
    const errors = errorsBetween(term, other);
    if (errors > least || (errors === least && best !== null && !isCommoner(other, best))) continue;
    best = other;
    least = errors;
  }
  return best;
}

function isCommoner(a: string, b: string): boolean {
  const [x, y] = [wordNumber(a), wordNumber(b)];
  return x >= 0 && (y < 0 || x < y);
}

/** A question with its words put right. */
export function respelled(question: AnalysedQuestion, found: readonly Respelling[]): AnalysedQuestion {
  const meant = new Map(found.map((one) => [one.term, one.meant]));
  return { ...question, terms: question.terms.map((term) => ({ ...term, term: meant.get(term.term) ?? term.term })) };
}
