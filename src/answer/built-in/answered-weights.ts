import type { Evidence } from './answered.ts';

/** Printed by `node bench/fit-answers.ts`: a logistic model of whether the chosen sentences answer rightly. */
export const ANSWERED_WEIGHTS: Readonly<Record<keyof Evidence | 'constant', number>> = {
  constant: -1.92,
  probable: 0.95,
  together: 1.29,
  within: -0.58,
  kindMissing: -1.07,
  kindNear: -0.02,
  unit: 0.14,
  meaning: 1.11,
  heaviest: -0.01,
  recent: 1.34,
  absent: -1.66,
  unsaid: -1.11,
  nameAbsent: -0.96,
  coverage: -0.31,
  terms: -0.07,
  counts: -0.37,
};
/** Sentences that answer less probably than this are shown as the closest ones, not as an answer. */
export const ANSWERED_THRESHOLD = 0.35;
