import { chiSquareAbove } from './distributions.ts';
import { ranks, ties } from './rank.ts';

/** Whether samples come from one distribution, by ranks; null where all values are the same. */
export function kruskalWallis(
  samples: readonly (readonly number[])[],
): { readonly h: number; readonly p: number } | null {
  const all = samples.flat();
  const ranked = ranks(all);
  const n = all.length;
  let at = 0;
  let sum = 0;
  for (const { length } of samples) {
    const own = ranked.subarray(at, at + length).reduce((total, rank) => total + rank, 0);
    sum += (own * own) / length;
    at += length;
  }
  const tied = 1 - ties(all).reduce((total, count) => total + count ** 3 - count, 0) / (n ** 3 - n);
  if (tied <= 0) return null;
  const h = ((12 / (n * (n + 1))) * sum - 3 * (n + 1)) / tied;
  return { h, p: chiSquareAbove(h, samples.length - 1) };
}
