import { likeness, synonymsOf, termNumbered, wordNumber } from '../../vectors/word-vectors.ts';
import type { AnalysedQuestion, QuestionTerm } from '../question/question.ts';

/** Synonyms that are looked for beside a word at most, and how alike in use they must be: an article may well say it so. */
const MOST = 2;
const ALIKE = 0.55;

/** A question with synonyms of its words, which help to find as what was asked before does, but need not stand in an answer. Names have none. */
export function withSynonyms(question: AnalysedQuestion): AnalysedQuestion {
  const known = new Set(question.terms.map(({ term }) => term));
  const synonyms = question.terms.flatMap(({ term, name, context, position }): QuestionTerm[] => {
    if (name || context) return [];
    const number = wordNumber(term);
    return synonymsOf(number)
      .filter((other) => likeness(number, other) >= ALIKE && !known.has(termNumbered(other)))
      .slice(0, MOST)
      .map((other) => ({ term: termNumbered(other), name: false, position, asking: false, context: true }));
  });
  return { ...question, terms: [...question.terms, ...synonyms] };
}
