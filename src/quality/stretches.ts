/** Stretches of neighbours that belong together, in their order. */
export function stretchesOf<T>(items: readonly T[], belongs: (item: T, last: T) => boolean): (readonly T[])[] {
  const stretches: T[][] = [];
  for (const [at, item] of items.entries()) {
    const last = items[at - 1];
    const open = stretches.at(-1);
    if (open !== undefined && last !== undefined && belongs(item, last)) open.push(item);
    else stretches.push([item]);
  }
  return stretches;
}
