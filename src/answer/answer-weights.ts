/**
 * Weights of two logistic regressions, fitted by bench/fit-answers.ts on the development questions over a library: which sentences of
 * the best passages hold the answer, and whether the library answers the question at all. Their order is that of the features in
 * extractive.ts; none depends on the size of the library.
 */
export const ANSWER_SENTENCE_WEIGHTS = [
  -3.98, -0.85, 0.21, 1.22, 0.44, 0.26, 0.01, 0.72, 1.77, 0.1, 0.58, 0.32, 0.47, 0.46,
];
export const ANSWERED_WEIGHTS = [-7.13, 1.42, 0.22, 2.84, 2.62, -0.83, 0.86, -0.62, -1.52, 1.36, -0.81, 1.01, 4.61];
/** A question that is answered less probably than this is refused. */
export const ANSWERED_THRESHOLD = 0.5;
