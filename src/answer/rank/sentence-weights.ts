import type { SentenceMeasures } from './sentence-measures.ts';

/**
 * Fitted on 29 Nov 2026 by the method of `node bench/fit-answers.ts`, from 480 plain questions and 156 of news-qa: a listwise logistic model of
 * which sentence of the best articles answers. Cross-validated by article, an answer stands in the first three sentences for 66 % of the plain
 * questions (62 % before `concepts`, `questioning` and `length`). By hand: `recent` is smaller than fitted (3.7), since these questions were
 * asked within days of their articles; `swapped` and `namesake`, which too few of them have; and `early`, `main`, `past`, `conditional` and
 * `quoted`, since people ask about the news itself more often than these questions do (docs/benchmarks-notes.md, "The news and its background").
 */
export const SENTENCE_WEIGHTS: Readonly<Record<keyof SentenceMeasures, number>> = {
  behind: 0.34,
  first: 0.3,
  held: -0.06,
  same: -1.66,
  around: 0.39,
  within: 6.14,
  asked: -0.62,
  heaviest: 0.23,
  secondHeaviest: 0.12,
  thirdHeaviest: -0.01,
  concepts: 3.65,
  names: 0.1,
  namesWithin: 0.69,
  meaning: 1.74,
  covered: 0.97,
  kind: 0.94,
  kindWithin: 0.4,
  kindNear: 0.48,
  unit: 0.82,
  kindMissing: -0.63,
  namesake: -2.5,
  swapped: -2.5,
  holder: 4,
  reason: 1.16,
  speech: 0.61,
  early: 0.8,
  recent: 2.4,
  fragment: -0.48,
  questioning: -5.53,
  furniture: -0.24,
  length: -2.27,
  short: -0.48,
  long: -0.51,
  dangling: -0.31,
  main: 0.8,
  past: -0.5,
  conditional: -0.8,
  quoted: -0.5,
};
