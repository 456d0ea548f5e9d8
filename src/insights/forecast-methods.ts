import { deviation } from './statistics/moments.ts';

/** How many steps ahead, the middle, and how far one standard deviation of the error reaches. */
interface Ahead {
  readonly middle: number;
  readonly spread: number;
}

export const forecastMethods = { naive, drift, theta } as const;
export type ForecastMethod = keyof typeof forecastMethods;

/** The last value; errors add up as those of a random walk. */
function naive(values: Float64Array, horizon: number): Ahead[] {
  const spread = deviation(steps(values));
  return ahead(horizon, (h) => ({ middle: values.at(-1) ?? Number.NaN, spread: spread * Math.sqrt(h) }));
}

/** The last value and the mean step, whose own error grows with the horizon. */
function drift(values: Float64Array, horizon: number): Ahead[] {
  const count = values.length - 1;
  const last = values.at(-1) ?? Number.NaN;
  const slope = (last - (values[0] ?? Number.NaN)) / count;
  const spread = deviation(steps(values));
  return ahead(horizon, (h) => ({ middle: last + h * slope, spread: spread * Math.sqrt(h * (1 + h / count)) }));
}

/**
 * Exponential smoothing with half the slope of the line through the values, which is what the theta method is (Hyndman
 * and Billah, 2003); alpha has the least squared error of one step.
 */
function theta(values: Float64Array, horizon: number): Ahead[] {
  const n = values.length;
  const half = lineSlope(values) / 2;
  const alpha = leastAt(0.02, 1, (candidate) => smoothed(values, candidate).error);
  const { level, error } = smoothed(values, alpha);
  const spread = Math.sqrt(error / Math.max(1, n - 2));
  return ahead(horizon, (h) => ({
    middle: level + half * (h - 1 + (1 - (1 - alpha) ** n) / alpha),
    spread: spread * Math.sqrt(1 + (h - 1) * alpha * alpha),
  }));
}

const ahead = (horizon: number, at: (h: number) => Ahead): Ahead[] =>
  Array.from({ length: horizon }, (_, index) => at(index + 1));

const steps = (values: Float64Array): Float64Array => values.slice(1).map((value, at) => value - (values[at] ?? 0));

function lineSlope(values: Float64Array): number {
  const middle = (values.length - 1) / 2;
  let [over, under] = [0, 0];
  for (const [at, value] of values.entries()) {
    over += (at - middle) * value;
    under += (at - middle) ** 2;
  }
  return over / under;
}

function smoothed(values: Float64Array, alpha: number): { level: number; error: number } {
  let level = values[0] ?? Number.NaN;
  let error = 0;
  for (let at = 1; at < values.length; at += 1) {
    const miss = (values[at] as number) - level;
    error += miss * miss;
    level += alpha * miss;
  }
  return { level, error };
}

const golden = (Math.sqrt(5) - 1) / 2;

/** Golden section search of a function with one low. */
function leastAt(from: number, to: number, cost: (x: number) => number): number {
  let [low, high] = [from, to];
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)];
  let [leftCost, rightCost] = [cost(left), cost(right)];
  while (high - low > 0.005) {
    if (leftCost <= rightCost) {
      [high, right, rightCost] = [right, left, leftCost];
      left = high - golden * (high - low);
      leftCost = cost(left);
    } else {
      [low, left, leftCost] = [left, right, rightCost];
      right = low + golden * (high - low);
      rightCost = cost(right);
    }
  }
  return (low + high) / 2;
}
