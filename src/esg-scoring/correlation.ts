export interface Correlation {
  readonly n: number;
  /** Pearson's r, and the interval that holds it with 95 % confidence; null where it cannot be told. */
  readonly r: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly reason: 'too_few_years' | 'does_not_vary' | null;
}

/** The interval has the standard error 1 / sqrt(n - 3): with three pairs it would be everything. */
export const fewestPairs = 4;
const z95 = 1.959963984540054;

/** The correlation of pairs with the interval of Fisher's z-transformation (Fisher, 1921). */
export function correlate(pairs: readonly (readonly [number, number])[]): Correlation {
  const n = pairs.length;
  const unknown = { n, r: null, lower: null, upper: null };
  if (n < fewestPairs) return { ...unknown, reason: 'too_few_years' };
  const [meanX, meanY] = [mean(pairs.map(([x]) => x)), mean(pairs.map(([, y]) => y))];
  let [xx, yy, xy] = [0, 0, 0];
  for (const [x, y] of pairs) {
    xx += (x - meanX) ** 2;
    yy += (y - meanY) ** 2;
    xy += (x - meanX) * (y - meanY);
  }
  if (xx === 0 || yy === 0) return { ...unknown, reason: 'does_not_vary' };
  const r = Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
  const reach = z95 / Math.sqrt(n - 3);
  return { n, r, lower: Math.tanh(Math.atanh(r) - reach), upper: Math.tanh(Math.atanh(r) + reach), reason: null };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
