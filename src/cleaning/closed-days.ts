import type { Bar } from '../model/records.ts';
import type { Interval } from '../model/symbol.ts';
import type { CleaningContext } from './rule.ts';

/** A bar of a week or a month may be named by a day on which nobody traded. */
const longIntervals = new Set<Interval>(['1w', '1M', '1q', '1y']);

/** Whether the bar is of a day on which the exchange had no session; false also where no calendar vouches. */
export function onClosedDay(
  { instrument_id, session_date, interval }: Bar,
  isSession: NonNullable<CleaningContext['isSession']>,
): boolean {
  return session_date !== null && !longIntervals.has(interval) && isSession(instrument_id, session_date) === false;
}

/** Of each bar the one before it in time, of the same instrument and interval. Worked out when it is first asked for. */
export function barBefore(bars: readonly Bar[]): (bar: Bar) => Bar | undefined {
  let known: ReadonlyMap<Bar, Bar> | null = null;
  return (bar) => {
    known ??= new Map([...seriesOf(bars)].flatMap(pairsOf));
    return known.get(bar);
  };
}

/** The bars of each instrument and interval, oldest first. */
export function seriesOf(bars: readonly Bar[]): readonly (readonly Bar[])[] {
  const series = Map.groupBy(bars, ({ instrument_id, interval }) => `${interval} ${instrument_id}`);
  return [...series.values()].map((list) => list.toSorted((one, next) => (one.time < next.time ? -1 : 1)));
}

function pairsOf(series: readonly Bar[]): [Bar, Bar][] {
  return series.slice(1).map((bar, at) => [bar, series[at] as Bar]);
}
