/** Ranks from 1, equal values sharing the mean of their places. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from(values, (value, at) => ({ value, at })).sort((one, other) => one.value - other.value);
  const ranked = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && order[to]?.value === order[from]?.value) to += 1;
    for (let place = from; place < to; place += 1) ranked[order[place]?.at ?? 0] = (from + 1 + to) / 2;
    from = to;
  }
  return ranked;
}

/** How often each value that stands several times does. */
export function ties(values: ArrayLike<number>): number[] {
  const counts = new Map<number, number>();
  for (const value of Array.from(values)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].filter((count) => count > 1);
}

/** Holm's: what each p-value is worth beside the others, in their order. */
export function holm(values: readonly number[]): number[] {
  const order = values.map((value, at) => ({ value, at })).sort((one, other) => one.value - other.value);
  const adjusted = new Array<number>(values.length).fill(1);
  let least = 0;
  for (const [place, { value, at }] of order.entries()) {
    least = Math.max(least, Math.min(1, value * (values.length - place)));
    adjusted[at] = least;
  }
  return adjusted;
}
