import type { Interval } from '../../model/symbol.ts';
import { classOf } from '../../model/time-classes.ts';
import { secondsOf } from './unix-time.ts';

/** Bars as the columns of a timeline page. */
export interface BarColumns {
  readonly time: readonly string[];
  readonly session_date: readonly (string | null)[];
  readonly open: readonly (string | null)[];
  readonly high: readonly (string | null)[];
  readonly low: readonly (string | null)[];
  readonly close: readonly string[];
  readonly volume: readonly (string | null)[];
}

interface Wanted {
  readonly interval: Interval;
  /** Inclusive; no bound where bars are counted. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

interface Said {
  readonly source: string | null;
  readonly unit: string | null;
  readonly is_sample: boolean;
}

/**
 * The bars that are wanted as the protocol's columns, or that there are none and when the one before was. Days and longer
 * bars stand at midnight of UTC of their session date, whenever that session began. Prices are their published digits;
 * where a source says no more than a close, open, high and low are it, as they are to clients who are told closes alone.
 */
export function chartBars(bars: BarColumns, { interval, from, to, count }: Wanted, said: Said): string {
  const isDaily = classOf(interval) === 'daily';
  const times = bars.time.map((time, at) => secondsOf(isDaily ? (bars.session_date[at] ?? time.slice(0, 10)) : time));
  const end = times.findLastIndex((time) => time < to) + 1;
  const first = times.findIndex((time) => time >= from);
  const begin = Math.max(first < 0 ? end : first, end - count);
  const facts = JSON.stringify(said).slice(1);
  if (begin >= end) {
    const before = times[end - 1];
    return `{"s":"no_data",${before === undefined ? '' : `"nextTime":${before},`}${facts}`;
  }
  const close = bars.close.slice(begin, end);
  const priced = (column: readonly (string | null)[]) => close.map((price, at) => column[begin + at] ?? price);
  const columns = {
    t: times.slice(begin, end),
    o: priced(bars.open),
    h: priced(bars.high),
    l: priced(bars.low),
    c: close,
    v: bars.volume.slice(begin, end).map((volume) => volume ?? 'null'),
  };
  const text = Object.entries(columns).map(([name, values]) => `"${name}":[${values.join(',')}]`);
  return `{"s":"ok",${text.join(',')},${facts}`;
}
