import type { Interval } from '../../model/symbol.ts';
import { isDay } from './local-time.ts';

const dayMs = 86_400_000;

/** How many days lie between two rows of an interval, around holidays and where a period is named by its last session. */
const daysBetween: { readonly [I in Interval]?: readonly [least: number, most: number] } = {
  '1d': [0, 5],
  '1w': [6, 10],
  '1M': [25, 37],
  '1q': [80, 100],
  '1y': [330, 400],
};

/**
 * Whether the days of a table follow each other as those of the interval do. The middle of the gaps tells: the newest
 * row of a table of weeks may be the running day, and an exchange may be closed for longer than that. Two days tell
 * nothing.
 */
export function followEachOther(published: readonly unknown[], interval: Interval): boolean {
  const days = published.filter(isDay).map((day) => Date.parse(day) / dayMs);
  const sorted = [...new Set(days)].sort((one, next) => one - next);
  const gaps = sorted.slice(1).map((day, at) => day - (sorted[at] ?? 0));
  const middle = gaps.sort((one, next) => one - next)[Math.floor(gaps.length / 2)];
  const [least, most] = daysBetween[interval] ?? [0, Number.POSITIVE_INFINITY];
  return gaps.length < 2 || middle === undefined || (middle >= least && middle <= most);
}
