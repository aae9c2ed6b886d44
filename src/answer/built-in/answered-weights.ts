import type { Evidence } from './answer-evidence.ts';

/**
 * Fitted on 29 Nov 2026 by the method of `bench/fit-answers.ts`, on the forty best sentences of each of 480 plain questions, 160 near misses and
 * 276 of the news quiz: a logistic model of whether the chosen sentences answer rightly, learned from questions that the sentence weights had no
 * part in. What `fit-answers.ts` prints today differs; docs/benchmarks-notes.md says why these were kept.
 */
export const ANSWERED_WEIGHTS: Readonly<Record<keyof Evidence | 'constant', number>> = {
  constant: -2.36,
  together: 1.42,
  kindMissing: -1.45,
  meaning: 0.07,
  score: 0.63,
  nameAbsent: -1.03,
  terms: 0.36,
  counts: -0.33,
};
/** Sentences that answer less probably than this are shown as the closest ones, not as an answer. */
export const ANSWERED_THRESHOLD = 0.38;
