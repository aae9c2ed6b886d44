/**
 * Weights of two logistic regressions, fitted by bench/fit-evidence.ts on the development set of single passages: which sentences of a
 * passage answer a question, and whether the passage answers it at all. Their order is that of the features in evidence.ts.
 */
export const SENTENCE_WEIGHTS = [-1.45, 0.39, 0.91, -0.32, -0.02, 0.63, 0.37, 0.14, 0, 0.41, 0.31, 0.02, 0.34, 0.52];
/** Sentences at least this probable are cited. */
export const SENTENCE_THRESHOLD = 0.28;

export const TEXT_WEIGHTS = [
  0.2, 0.93, 1.02, 1.12, 1.2, -0.99, -0.41, 1.01, -0.66, -1.1, 1, -0.93, -0.47, 0.22, -0.42, -0.28, 0.94,
];
export const TEXT_THRESHOLD = 0.38;
