import type { MEASURES } from './compare.ts';

/** What each measure speaks for, for one story or against it. */
export type PairWeights = Readonly<Record<(typeof MEASURES)[number] | 'constant', number>>;

/**
 * Printed by `node bench/fit-stories.ts` in November 2026 from ECB+ (topics 1 to 35, grouped by people): ridge logistic regression on pairs of
 * articles that share most keys.
 */
export const PAIR_WEIGHTS: PairWeights = {
  names: 1.8,
  leadPairs: 1.21,
  rootWords: 4.89,
  rootNames: 1.9,
  rootLeadWords: 4.49,
  rootLeadPairs: 2.07,
  rootPhrases: 1.73,
  leadNamesShared: -1.05,
  leadNamesElsewhere: 0.96,
  leadNamesKnown: 0.18,
  rarestName: 0.56,
  rareShared: 2.56,
  rareUnshared: 1.59,
  numbers: 0.38,
  otherLeadNumbers: -1.59,
  sameAmounts: 1.45,
  otherAmounts: -1.14,
  sameWeekday: 0.47,
  otherWeekday: -0.54,
  otherLeadWeekday: -0.32,
  sameMonth: 0.31,
  otherYear: -0.41,
  length: -5.3,
  leadTold: 1.09,
  leadToldByOne: -1.76,
  dated: 3.53,
  daysApart: -1.71,
  constant: -5.24,
};
