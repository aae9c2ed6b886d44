/** The sum of measures by their weights. */
export function weighted<Name extends string>(
  weights: Readonly<Record<Name, number>>,
  measures: Readonly<Record<Name, number>>,
): number {
  let sum = 0;
  for (const name in weights) sum += weights[name] * measures[name];
  return sum;
}

/** The logistic function: log odds as a probability. */
export function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
