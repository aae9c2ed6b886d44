import type { Frequencies } from '../../text/rarity.ts';
import { tokensOf } from '../../text/terms.ts';
import type { AnalysedQuestion } from '../question/question.ts';
import type { Rankable, Scored } from '../rank/rank.ts';
import { weighQuestion } from '../rank/weigh-question.ts';
import type { RatedSentence } from './answer-sentences.ts';

/** How much of a question the best passages hold, in all and close together: what tells a question that they answer. */
export interface Evidence {
  /** Coverage by the best passage, by the one that covers most, and on average by the best five. */
  best: number;
  most: number;
  average: number;
  /** Share of the names in the best passage, and the most of the best three. */
  names: number;
  namesMost: number;
  /** Most that one sentence holds; most that a sentence and its neighbours hold. */
  sentence: number;
  around: number;
  /** Of the ranking. */
  score: number;
  /** BM25 of the best passage, as a share of the question's weight. */
  words: number;
  /** Share of the question's words that stand nowhere in the library; weight of the rarest word that the best passage lacks. */
  unknown: number;
  missing: number;
  terms: number;
}

const FIVE = 5;

/** The evidence that ranked passages and their sentences give; `ranked` holds at least one. */
export function evidenceOf<T extends Rankable>(
  question: AnalysedQuestion,
  frequencies: Frequencies,
  ranked: readonly Scored<T>[],
  sentences: readonly RatedSentence<T>[],
): Evidence {
  const { own, total } = weighQuestion(question, frequencies);
  const best = ranked[0];
  const five = ranked.slice(0, FIVE);
  const unknown = [...own.keys()].filter((term) => (frequencies.counts.get(term) ?? 0) === 0).length;
  return {
    best: best?.coverage ?? 0,
    most: Math.max(0, ...ranked.map(({ coverage }) => coverage)),
    average: five.reduce((sum, { coverage }) => sum + coverage, 0) / Math.max(1, five.length),
    names: best?.names ?? 0,
    namesMost: Math.max(0, ...ranked.slice(0, 3).map(({ names }) => names)),
    sentence: Math.max(0, ...sentences.map(({ measures }) => measures.held)),
    around: Math.max(0, ...sentences.map(({ measures }) => measures.held + (measures.before + measures.after) / 2)) / 2,
    score: (best?.score ?? 0) / 10,
    words: Math.max(0, ...ranked.slice(0, 3).map(({ words }) => words)) / total,
    unknown: unknown / Math.max(1, own.size),
    missing: (best?.missing ?? 0) / total,
    terms: own.size / 8,
  };
}

/** Most of the question's words, counted alike, that one of the passages holds with its title: a share. */
export function wordsHeld(question: AnalysedQuestion, ranked: readonly Scored<Rankable>[]): number {
  const own = question.terms.filter(({ context }) => !context);
  const shares = ranked.map(({ passage }) => {
    const terms = new Set(
      tokensOf(`${passage.title} ${passage.dateline ?? ''} ${passage.text}`).map(({ term }) => term),
    );
    return own.filter(({ term }) => terms.has(term)).length / Math.max(1, own.length);
  });
  return Math.max(0, ...shares);
}
