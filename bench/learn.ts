/** The items of one question: a row of measures each, and how right each is (0 not at all). */
export interface Listed {
  rows: readonly (readonly number[])[];
  right: readonly number[];
}

export interface Labelled {
  row: readonly number[];
  right: boolean;
  /** What it counts for, 1 when it is not given. */
  weight?: number;
}

/** Weights under which right items come first: the softmax likelihood of the right ones of each list, with an L2 penalty on scaled measures. */
export function fitListwise(lists: readonly Listed[], penalty: number): number[] {
  const used = lists.filter(({ right }) => right.some((value) => value > 0));
  const scale = scaleOf(used.flatMap(({ rows }) => rows));
  const scaled = used.map(({ rows, right }) => ({
    rows: rows.map((row) => row.map((v, j) => v / (scale[j] ?? 1))),
    right,
  }));
  const weights = descend(scale.length, (current, gradient) => {
    for (const { rows, right } of scaled) {
      const scores = rows.map((row) => dot(row, current));
      const most = Math.max(...scores);
      const odds = scores.map((score) => Math.exp(score - most));
      const all = odds.reduce((a, b) => a + b, 0);
      const good = Math.max(
        1e-12,
        odds.reduce((sum, value, i) => sum + value * (right[i] ?? 0), 0),
      );
      rows.forEach((row, i) => {
        const error = (odds[i] ?? 0) / all - ((odds[i] ?? 0) * (right[i] ?? 0)) / good;
        for (let j = 0; j < row.length; j++) gradient[j] = (gradient[j] ?? 0) + (error * (row[j] ?? 0)) / scaled.length;
      });
    }
    for (let j = 0; j < current.length; j++) gradient[j] = (gradient[j] ?? 0) + penalty * (current[j] ?? 0);
  });
  return weights.map((weight, j) => weight / (scale[j] ?? 1));
}

/** Logistic regression with an L2 penalty on scaled measures; the first measure is the constant 1 and is not held back. A weight whose sign
 * is given (1 or -1) is never of the other sign. */
export function fitLogistic(items: readonly Labelled[], penalty: number, signs: readonly number[] = []): number[] {
  const scale = scaleOf(items.map(({ row }) => row)).map((value, j) => (j === 0 ? 1 : value));
  const scaled = items.map(({ row, right, weight = 1 }) => ({
    row: row.map((v, j) => v / (scale[j] ?? 1)),
    right: right ? 1 : 0,
    weight,
  }));
  const total = scaled.reduce((sum, { weight }) => sum + weight, 0);
  const weights = descend(
    scale.length,
    (current, gradient) => {
      for (const { row, right, weight } of scaled) {
        const error = weight * (1 / (1 + Math.exp(-dot(row, current))) - right);
        for (let j = 0; j < row.length; j++) gradient[j] = (gradient[j] ?? 0) + (error * (row[j] ?? 0)) / total;
      }
      for (let j = 1; j < current.length; j++) gradient[j] = (gradient[j] ?? 0) + penalty * (current[j] ?? 0);
    },
    signs,
  );
  return weights.map((weight, j) => weight / (scale[j] ?? 1));
}

export function dot(row: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  for (let j = 0; j < row.length; j++) sum += (row[j] ?? 0) * (weights[j] ?? 0);
  return sum;
}

/** Standard deviations by column. */
function scaleOf(rows: readonly (readonly number[])[]): number[] {
  return (rows[0] ?? []).map((_, j) => {
    const mean = rows.reduce((sum, row) => sum + (row[j] ?? 0), 0) / rows.length;
    return Math.sqrt(rows.reduce((sum, row) => sum + ((row[j] ?? 0) - mean) ** 2, 0) / rows.length) || 1;
  });
}

const STEPS = 300;
const RATE = 0.08;

/** Adam (Kingma and Ba 2015) from zero. */
function descend(
  size: number,
  addGradient: (weights: readonly number[], gradient: number[]) => void,
  signs: readonly number[] = [],
): number[] {
  const weights = new Array<number>(size).fill(0);
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  for (let step = 1; step <= STEPS; step++) {
    const gradient = new Array<number>(size).fill(0);
    addGradient(weights, gradient);
    for (let j = 0; j < size; j++) {
      const g = gradient[j] ?? 0;
      mean[j] = 0.9 * (mean[j] ?? 0) + 0.1 * g;
      square[j] = 0.999 * (square[j] ?? 0) + 0.001 * g * g;
      const change = (mean[j] ?? 0) / (1 - 0.9 ** step) / (Math.sqrt((square[j] ?? 0) / (1 - 0.999 ** step)) + 1e-8);
      const next = (weights[j] ?? 0) - RATE * change;
      weights[j] = next * (signs[j] ?? 0) < 0 ? 0 : next;
    }
  }
  return weights;
}

/** Weights by name, rounded, as the weight files hold them. */
export function named(names: readonly string[], weights: readonly number[]): Record<string, number> {
  return Object.fromEntries(names.map((name, j) => [name, Number((weights[j] ?? 0).toFixed(2))]));
}
