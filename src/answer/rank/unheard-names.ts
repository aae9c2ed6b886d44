import type { Candidate } from '../../store/passages/source.ts';
import { FUNCTION_WORDS } from '../../text/lists/stop-words.ts';
import { errorsBetween } from '../../text/near-words.ts';
import type { Frequencies } from '../../text/rarity.ts';
import { tokensOf } from '../../text/terms.ts';
import { knownWords, wordNumber } from '../../vectors/word-vectors.ts';
import type { AnalysedQuestion } from '../question/question.ts';

/**
 * The names in a question that stand nowhere in the library, so that nothing in it can be an answer, as they are typed: words with a capital,
 * and in small letters those that aren't an English word, not even a mistyped one. Told of English alone: other languages write more than
 * names with a capital, or put words together that the library has apart. Datelines and publishers aren't counted.
 */
export function unheardNames(
  { text, terms }: AnalysedQuestion,
  frequencies: Frequencies,
  candidates: readonly Pick<Candidate, 'dateline' | 'publisher'>[],
): string[] {
  if (!IN_ENGLISH.test(text)) return [];
  const beside = new Set(
    candidates.flatMap(({ dateline, publisher }) =>
      tokensOf(`${dateline ?? ''} ${publisher ?? ''}`).map(({ term }) => term),
    ),
  );
  const unheard = new Set(
    terms
      .slice(0, LOOKED_UP)
      .flatMap(({ term, name, context }) =>
        !context && !beside.has(term) && !frequencies.counts.get(term) && LETTERS.test(term) && (name || isNoWord(term))
          ? [term]
          : [],
      ),
  );
  return tokensOf(text)
    .filter(({ term }) => unheard.delete(term))
    .map(({ start, end }) => text.slice(start, end).replace(/['’]s$/, ''));
}

/** Of a long message, the store counts only so many words. */
const LOOKED_UP = 64;
const IN_ENGLISH = /\b(?:who|what|what['’]?s|when|where|why|how|which|did|does|is|are|has|have|the)\b/i;
const LETTERS = /^\p{sc=Latin}+$/u;
/** Under so many letters, any word is one error away from another. */
const SHORTEST = 4;

function isNoWord(term: string): boolean {
  if (term.length < SHORTEST || wordNumber(term) >= 0) return false;
  const begins = term.slice(0, 2);
  const mayBe = (word: string) =>
    Math.abs(word.length - term.length) < 2 && begins.includes(word.charAt(0)) && errorsBetween(word, term) < 2;
  return !FUNCTION_WORDS.some(mayBe) && !knownWords().some(mayBe);
}
