/** What each of `MEASURES` speaks for, fitted by `bench/fit-stories.ts` to groupings made by people; the last is the constant. */
export const PAIR_WEIGHTS: readonly number[] = [
  2.13, 1.6, 4.64, 1.63, 4.46, 2.65, 2.09, -1.4, 0.71, 0.18, 0.56, 1.58, 1.58, 1.3, -1.77, 1.19, -1.25, 0.43, -0.46,
  -0.44, 0.75, -0.49, -4.23, 1.27, -1.58, -5.17,
];
