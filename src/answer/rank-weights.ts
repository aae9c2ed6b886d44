import type { Measures } from './closer-look.ts';

/** Printed by `node bench/fit-ranking.ts`: a listwise logistic model of which passage holds the answer. */
export const RANK_WEIGHTS: Readonly<Record<keyof Measures, number>> = {
  words: 1.56,
  held: 2.27,
  asked: 1.25,
  article: 1.14,
  early: 1.25,
  recent: 2.42,
  newest: 0.53,
  typical: 0.8,
  kind: 1.04,
  kindNear: 1.35,
  unit: 1.95,
};
