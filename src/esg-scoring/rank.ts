import type { Indicator } from './method.ts';

/** A value's place among those of its peers: `(worse + same / 2) / valued` is its percentile, itself being one of the same. */
export interface Place {
  readonly worse: number;
  readonly same: number;
  readonly valued: number;
}

/** The place of every value, in the order in which they are given. */
export function placesOf(values: readonly number[], polarity: Indicator['polarity']): Place[] {
  const ascending = Float64Array.from(values).sort();
  const valued = values.length;
  return values.map((value) => {
    const below = countBelow(ascending, value, false);
    const upTo = countBelow(ascending, value, true);
    const worse = polarity === 'higher' ? below : valued - upTo;
    return { worse, same: upTo - below, valued };
  });
}

/** How many are less than the value, or not more than it. */
function countBelow(ascending: Float64Array, value: number, including: boolean): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = ascending[middle] as number;
    if (at < value || (including && at === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** From 0 to 1. */
export const percentileOf = ({ worse, same, valued }: Place): number => (2 * worse + same) / (2 * valued);
