export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) sum += values[at] as number;
  return sum / values.length;
}

/** Of a sample: divided by one less than there are values. */
export function variance(values: ArrayLike<number>): number {
  const centre = mean(values);
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) sum += ((values[at] as number) - centre) ** 2;
  return sum / (values.length - 1);
}

export const deviation = (values: ArrayLike<number>): number => Math.sqrt(variance(values));

export function covariance(one: ArrayLike<number>, other: ArrayLike<number>): number {
  const [here, there] = [mean(one), mean(other)];
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += ((one[at] as number) - here) * ((other[at] as number) - there);
  return sum / (one.length - 1);
}

/** Pearson's; null where one of the two never moves. */
export function correlation(one: ArrayLike<number>, other: ArrayLike<number>): number | null {
  const scale = deviation(one) * deviation(other);
  return scale > 0 ? Math.max(-1, Math.min(1, covariance(one, other) / scale)) : null;
}
