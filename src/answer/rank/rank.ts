import type { Frequencies } from '../../text/rarity.ts';
import type { AnalysedQuestion } from '../question/question.ts';
import { closerLook, type Measures } from './closer-look.ts';
import { firstLook, type Rankable } from './first-look.ts';
import { RANK_WEIGHTS } from './rank-weights.ts';
import { weighQuestion } from './weigh-question.ts';

export { type Frequencies, rarity } from '../../text/rarity.ts';
export type { Rankable } from './first-look.ts';

/** What each measure (closer-look.ts) adds to a score. */
export type ScoreParts = Readonly<Record<string, number>>;

export interface Scored<T> {
  passage: T;
  score: number;
  parts: ScoreParts;
  /** Share of the question's weight whose words stand in passage or title. */
  coverage: number;
  /** The same for its names alone; 1 when it has none. */
  names: number;
  /** BM25 of its words, and weight of the rarest word of the question that stands neither in passage nor title. */
  words: number;
  missing: number;
}

/** Passages that get the closer look. */
const CLOSER = 40;
const PER_ARTICLE = 2;

/**
 * Passages in the order in which they answer a question, at most two of one article and 40 in all; ties keep the order given. The best by
 * their words are measured closely, and fitted weights put them in order.
 */
export function rankPassages<T extends Rankable>(
  question: AnalysedQuestion,
  passages: readonly T[],
  frequencies: Frequencies,
  asOf: Date,
): Scored<T>[] {
  const weighing = weighQuestion(question, frequencies);
  const glimpses = firstLook(question, weighing, passages, asOf).slice(0, CLOSER);
  const measured = closerLook(question, weighing, glimpses, asOf);
  const scored = glimpses.flatMap(({ passage, coverage, names, words, missing }, i): Scored<T>[] => {
    const measures = measured[i];
    if (!measures) return [];
    const parts = partsOf(measures);
    const score = Object.values(parts).reduce((sum, part) => sum + part, 0);
    return [{ passage, score, parts, coverage, names, words, missing }];
  });
  return fewOfEach(scored.sort((a, b) => b.score - a.score));
}

function partsOf(measures: Measures): ScoreParts {
  const weights = Object.entries(RANK_WEIGHTS) as [keyof Measures, number][];
  return Object.fromEntries(weights.map(([name, weight]) => [name, weight * measures[name]]));
}

function fewOfEach<T extends Rankable>(ranked: readonly Scored<T>[]): Scored<T>[] {
  const taken = new Map<string, number>();
  return ranked.filter(({ passage }) => {
    const n = taken.get(passage.article) ?? 0;
    taken.set(passage.article, n + 1);
    return n < PER_ARTICLE;
  });
}
