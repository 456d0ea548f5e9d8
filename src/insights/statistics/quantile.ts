/** Hyndman and Fan's type 7, which spreadsheets and R use: linear between order statistics. */
export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = new Float64Array(values).sort();
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const [low = Number.NaN, high = low] = [sorted[below], sorted[below + 1]];
  return low + (place - below) * (high - low);
}

export const median = (values: ArrayLike<number>): number => quantile(values, 0.5);

/** The median distance from the median, scaled so that it is the standard deviation where values are normal. */
export function robustDeviation(values: ArrayLike<number>): number {
  const centre = median(values);
  return 1.482602218505602 * median(new Float64Array(values).map((value) => Math.abs(value - centre)));
}
