import type { SentenceMeasures } from './answer-sentences.ts';
import type { Evidence } from './is-answered.ts';

/** Printed by `node bench/fit-answers.ts`: a listwise logistic model of which sentence of the best passages holds the answer. */
export const ANSWER_SENTENCE_WEIGHTS: Readonly<Record<keyof SentenceMeasures, number>> = {
  behind: 0.31,
  held: 1.19,
  before: 1.85,
  after: 2.18,
  asked: 1.46,
  kind: 1.87,
  typical: 1.61,
  opens: 0.87,
  recent: 1.44,
};
/** Printed by the same: a logistic model of whether the library answers a question at all. */
export const ANSWERED_WEIGHTS: Readonly<Record<keyof Evidence | 'constant', number>> = {
  constant: -4.65,
  best: 0.69,
  most: 1.21,
  average: 1.65,
  names: 0.97,
  namesMost: 0.01,
  sentence: 0.09,
  around: 1.89,
  score: 3.09,
  words: 1.15,
  unknown: -2.65,
  missing: -6.47,
  terms: -0.39,
};
/** A question that is answered less probably than this is refused. */
export const ANSWERED_THRESHOLD = 0.5;
