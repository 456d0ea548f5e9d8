import type { Bar } from '../../model/records.ts';
import { holidayBars } from '../examples.ts';
import { rule } from '../rule.ts';

const [friday, , tuesday, wednesday, thursday] = holidayBars;

export const outOfOrder = rule({
  id: 'out_of_order',
  datasets: ['bar'],
  verdict: 'flagged',
  describe: 'The bars of a payload come in the order of time, oldest or newest first.',
  create({ rows }) {
    const bars = rows.bar ?? [];
    if (isOrdered(bars)) return null;
    const strays = new Map<Bar, string>();
    for (const series of Map.groupBy(bars, keyOf).values()) findStrays(series, strays);
    return strays.size === 0 ? null : { check: (bar: Bar) => strays.get(bar) ?? null };
  },
  examples: {
    accepts: { bar: [thursday, wednesday, tuesday, friday] },
    rejects: { bar: [friday, tuesday, thursday, wednesday] },
  },
});

const keyOf = ({ instrument_id, interval }: Bar): string => `${interval} ${instrument_id}`;

/** One look at a payload of one series, as nearly all are. */
function isOrdered(bars: readonly Bar[]): boolean {
  let [ups, downs] = [0, 0];
  for (let at = 1; at < bars.length; at += 1) {
    const [last, bar] = [bars[at - 1] as Bar, bars[at] as Bar];
    if (last.instrument_id !== bar.instrument_id || last.interval !== bar.interval) return false;
    if (bar.time > last.time) ups += 1;
    else downs += 1;
  }
  return ups === 0 || downs === 0;
}

/** The rows outside of the longest run of rows that are in order, in the direction that leaves fewest of them. */
function findStrays(bars: readonly Bar[], strays: Map<Bar, string>): void {
  const times = bars.map(({ time }) => Date.parse(time));
  const up = longestRise(times);
  const down = longestRise(times.map((time) => -time));
  if (up.size === bars.length || down.size === bars.length) return;
  const [kept, direction] = up.size >= down.size ? [up, 'oldest'] : [down, 'newest'];
  for (const [at, bar] of bars.entries()) {
    if (kept.has(at)) continue;
    const neighbour = bars[at - 1] ?? bars[at + 1];
    strays.set(bar, `The bar of ${bar.time} stands beside that of ${neighbour?.time}; most come ${direction} first.`);
  }
}

/** Positions of a longest subsequence that rises, by the patience method: n log n, whatever the disorder. */
function longestRise(values: readonly number[]): ReadonlySet<number> {
  const ends: number[] = [];
  const previous: number[] = [];
  for (const [at, value] of values.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle] as number] as number) < value) low = middle + 1;
      else high = middle;
    }
    previous[at] = ends[low - 1] ?? -1;
    ends[low] = at;
  }
  const positions = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] as number) positions.add(at);
  return positions;
}
