import type { Measures } from './closer-look.ts';

/** Printed by `node bench/fit-ranking.ts`: a listwise logistic model of which passage holds the answer. */
export const RANK_WEIGHTS: Readonly<Record<keyof Measures, number>> = {
  words: 1.56,
  held: 2.18,
  asked: 1.21,
  article: 1.16,
  early: 1.26,
  recent: 2.41,
  newest: 0.58,
  typical: 0.8,
  kind: 1.14,
  kindNear: 1.39,
  unit: 1.96,
};
