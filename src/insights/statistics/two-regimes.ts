import { variance } from './moments.ts';

interface TwoRegimes {
  /** Standard deviations of one step, the smaller first. */
  readonly calm: number;
  readonly turbulent: number;
  /** The chance to stay for one more step. */
  readonly stayCalm: number;
  readonly stayTurbulent: number;
  /** For each step the chance that it is turbulent, from what was known up to it. */
  readonly turbulence: Float64Array;
  /** By how much Schwarz's criterion prefers two regimes to one; positive where it does. */
  readonly preference: number;
}

const mostRounds = 300;

/**
 * Hamilton's two-state model of values around 0 that differ in their variance only, fitted by Baum and Welch's
 * algorithm from a fixed start: half and twice the variance, staying 19 times of 20. Parameters are of the whole
 * stretch, the chances of each step of what came up to it.
 */
export function twoRegimes(values: Float64Array): TwoRegimes | null {
  const whole = variance(values);
  if (!(whole > 0)) return null;
  let model = { variances: [whole / 2, whole * 2], stay: [0.95, 0.95], first: [0.5, 0.5] };
  let [likelihood, last] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let filtered = new Float64Array(values.length);
  for (let round = 0; round < mostRounds; round += 1) {
    const pass = forwardBackward(values, model);
    [likelihood, filtered] = [pass.likelihood, pass.filtered];
    if (likelihood - last < 1e-8 * Math.abs(likelihood)) break;
    last = likelihood;
    model = pass.next;
  }
  const alone = values.reduce((sum, value) => sum + logDensity(value, whole), 0);
  const [low = 0, high = 0] = model.variances;
  const [stayLow = 0, stayHigh = 0] = model.stay;
  const swapped = low > high;
  return {
    calm: Math.sqrt(Math.min(low, high)),
    turbulent: Math.sqrt(Math.max(low, high)),
    stayCalm: swapped ? stayHigh : stayLow,
    stayTurbulent: swapped ? stayLow : stayHigh,
    turbulence: swapped ? filtered.map((chance) => 1 - chance) : filtered,
    // Two regimes have three parameters more: a variance and two chances to stay.
    preference: 2 * (likelihood - alone) - 3 * Math.log(values.length),
  };
}

interface Model {
  readonly variances: number[];
  readonly stay: number[];
  readonly first: number[];
}

const logDensity = (value: number, spread: number): number =>
  -0.5 * (Math.log(2 * Math.PI * spread) + (value * value) / spread);

function forwardBackward(values: Float64Array, { variances, stay, first }: Model) {
  const [v0 = 1, v1 = 1] = variances;
  const [s0 = 0.5, s1 = 0.5] = stay;
  const n = values.length;
  const [f0, f1, scale] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const [d0, d1] = [v0, v1].map((spread) => values.map((value) => Math.exp(logDensity(value, spread)))) as [
    Float64Array,
    Float64Array,
  ];
  let likelihood = 0;
  for (let t = 0; t < n; t += 1) {
    const [p0, p1] = t === 0 ? [0, 0] : [f0[t - 1] as number, f1[t - 1] as number];
    const a0 = (t === 0 ? (first[0] as number) : p0 * s0 + p1 * (1 - s1)) * (d0[t] as number);
    const a1 = (t === 0 ? (first[1] as number) : p0 * (1 - s0) + p1 * s1) * (d1[t] as number);
    const sum = a0 + a1 || Number.MIN_VALUE;
    f0[t] = a0 / sum;
    f1[t] = a1 / sum;
    scale[t] = sum;
    likelihood += Math.log(sum);
  }
  let [b0, b1] = [1, 1];
  const [weight, squares, kept, left] = [
    [0, 0],
    [0, 0],
    [0, 0],
    [0, 0],
  ] as [number[], number[], number[], number[]];
  let start = [0.5, 0.5];
  for (let t = n - 1; t >= 0; t -= 1) {
    const [g0, g1] = [(f0[t] as number) * b0, (f1[t] as number) * b1];
    const sum = g0 + g1 || Number.MIN_VALUE;
    const square = (values[t] as number) ** 2;
    for (const [state, share] of [g0 / sum, g1 / sum].entries()) {
      weight[state] = (weight[state] as number) + share;
      squares[state] = (squares[state] as number) + share * square;
      if (t < n - 1) left[state] = (left[state] as number) + share;
    }
    if (t === 0) start = [g0 / sum, g1 / sum];
    if (t === 0) break;
    const [e0, e1, by] = [d0[t] as number, d1[t] as number, scale[t] as number];
    kept[0] = (kept[0] as number) + ((f0[t - 1] as number) * s0 * e0 * b0) / by;
    kept[1] = (kept[1] as number) + ((f1[t - 1] as number) * s1 * e1 * b1) / by;
    [b0, b1] = [(s0 * e0 * b0 + (1 - s0) * e1 * b1) / by, ((1 - s1) * e0 * b0 + s1 * e1 * b1) / by];
  }
  const within = (chance: number): number => Math.min(1 - 1e-6, Math.max(1e-6, chance));
  const next: Model = {
    variances: [0, 1].map((s) => Math.max((squares[s] as number) / Math.max(weight[s] as number, 1e-12), 1e-18)),
    stay: [0, 1].map((s) => within((kept[s] as number) / Math.max(left[s] as number, 1e-12))),
    first: start,
  };
  return { likelihood, filtered: f1, next };
}
