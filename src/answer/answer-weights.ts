import type { SentenceMeasures } from './answer-sentences.ts';
import type { Evidence } from './is-answered.ts';

/** Printed by `node bench/fit-answers.ts`: a listwise logistic model of which sentence of the best passages holds the answer. */
export const ANSWER_SENTENCE_WEIGHTS: Readonly<Record<keyof SentenceMeasures, number>> = {
  behind: 0.32,
  held: 1.14,
  before: 1.97,
  after: 2.21,
  asked: 1.49,
  kind: 1.91,
  typical: 1.58,
  opens: 0.93,
  recent: 1.46,
};
/** Printed by the same: a logistic model of whether the library answers a question at all. */
export const ANSWERED_WEIGHTS: Readonly<Record<keyof Evidence | 'constant', number>> = {
  constant: -4.65,
  best: 0.69,
  most: 1.26,
  average: 1.62,
  names: 0.98,
  namesMost: -0,
  sentence: 0.13,
  around: 1.73,
  score: 3.13,
  words: 1.15,
  unknown: -2.72,
  missing: -6.45,
  terms: -0.4,
};
/** A question that is answered less probably than this is refused. */
export const ANSWERED_THRESHOLD = 0.5;
