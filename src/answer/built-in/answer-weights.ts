import type { SentenceMeasures } from './answer-sentences.ts';
import type { Evidence } from './answered.ts';

/** Printed by `node bench/fit-answers.ts`: a listwise logistic model of which sentence of the best passages holds the answer. */
export const ANSWER_SENTENCE_WEIGHTS: Readonly<Record<keyof SentenceMeasures, number>> = {
  behind: 0.3,
  held: 1.2,
  before: 1.16,
  after: 2.04,
  asked: 1.73,
  kind: 1.82,
  typical: 1.47,
  opens: 0.86,
  recent: 1.36,
};
/** Printed by the same: a logistic model of whether the library answers a question at all. */
export const ANSWERED_WEIGHTS: Readonly<Record<keyof Evidence | 'constant', number>> = {
  constant: -4.64,
  best: 0.63,
  most: 1.23,
  average: 1.63,
  names: 0.98,
  namesMost: 0,
  sentence: 0.13,
  around: 1.86,
  score: 3.13,
  words: 1.13,
  unknown: -2.65,
  missing: -6.5,
  terms: -0.39,
};
/** A question that is answered less probably than this is refused. */
export const ANSWERED_THRESHOLD = 0.5;
