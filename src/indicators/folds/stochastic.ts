import { type PriceRange, priceRange, pushRange } from './price-range.ts';
import { pushSum, type WindowSum, windowSum } from './window-sum.ts';

/** Where a value lies in the range of the last n, from 0 to 100, averaged to k, and that to d. */
export interface Stochastic {
  readonly range: PriceRange;
  readonly raw: WindowSum;
  readonly k: WindowSum;
}

export function stochastic(period: number, smooth: number, d: number): Stochastic {
  return { range: priceRange(period), raw: windowSum(smooth), k: windowSum(d) };
}

/** Takes a value in and writes k and d as soon as both are whole. A window without a range has no position in it. */
export function pushStochastic(
  { range, raw, k }: Stochastic,
  high: number,
  low: number,
  value: number,
  out: Float64Array,
  slot: number,
): void {
  if (!pushRange(range, high, low) || range.high === range.low) return;
  const average = pushSum(raw, (100 * (value - range.low)) / (range.high - range.low)) / raw.cells.length;
  if (!raw.full) return;
  const sum = pushSum(k, average);
  if (!k.full) return;
  out[slot] = average;
  out[slot + 1] = sum / k.cells.length;
}
