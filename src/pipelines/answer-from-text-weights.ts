import type { PieceMeasures, TextMeasures } from './text-measures.ts';

/** Printed by `node bench/fit-evidence.ts`: a logistic model of which sentences of a text belong to the answer. */
export const PIECE_WEIGHTS: Readonly<Record<keyof PieceMeasures | 'constant', number>> = {
  constant: -1.9,
  held: 0.73,
  words: 0.88,
  before: -0.52,
  after: -0.08,
  best: 0.59,
  early: 1.15,
  last: -0.03,
  place: 0.09,
  few: 2.04,
  kind: 0.16,
  alike: 2.25,
  list: 0.17,
  pointing: 0.02,
};

/** Printed by the same: a logistic model of whether a text answers the question at all. */
export const TEXT_WEIGHTS: Readonly<Record<keyof TextMeasures | 'constant', number>> = {
  constant: -0.22,
  held: 0.71,
  second: 1.44,
  first: 1.54,
  together: 1.19,
  many: -0.06,
  kindHeld: 2.76,
  kind: 0.34,
  numbers: -2.34,
  small: 1,
  ended: 3.39,
  different: -3.92,
  overlong: -0.54,
  sentenceLength: -0.39,
  sentences: -1.34,
  length: -1.77,
  cohesion: -2.06,
  pointing: -0.31,
  asks: 1,
  open: 0.26,
};
/** A text that answers less probably than this does not. */
export const TEXT_THRESHOLD = 0.4;
