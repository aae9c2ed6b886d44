import type { Evidence } from './answered.ts';

/** Printed by `node bench/fit-answers.ts`: a logistic model of whether the chosen sentences answer rightly. */
export const ANSWERED_WEIGHTS: Readonly<Record<keyof Evidence | 'constant', number>> = {
  constant: -0.5,
  probable: 0.65,
  together: 1.24,
  within: 0.5,
  kindMissing: -1.7,
  kindNear: 0.3,
  unit: 0.4,
  meaning: 0.8,
  heaviest: 0,
  recent: 1,
  absent: -2,
  unsaid: -1.1,
  nameAbsent: -0.5,
  coverage: -0.5,
  unknown: 0,
  terms: 0.4,
  counts: -0.6,
};
/** Sentences that answer less probably than this are shown as the closest ones, not as an answer. */
export const ANSWERED_THRESHOLD = 0.42;
