import type { Interval } from '../model/symbol.ts';
import { runBatch } from './batch.ts';
import { blocks } from './blocks.ts';
import type { CandleColumns } from './candle.ts';
import type { Indicator, Params } from './indicator.ts';
import { memoryOf } from './memory.ts';
import { startRun } from './run.ts';

interface Bars {
  readonly interval: Interval;
  /** The session's day of each bar, in the order of time. */
  readonly days: readonly string[];
  readonly columns: CandleColumns;
}

/** The values of an indicator, and for each bar the first one of its run. */
interface Blockwise {
  /** A column for each output. */
  readonly outputs: readonly Float64Array[];
  readonly begins: Uint32Array;
}

/**
 * The values of the bars from `first` on, each block in its own run.
 * @param bars begin with the bars that the first block rests on, where there are such
 */
export function blockwise(
  of: { readonly indicator: Indicator; readonly params: Params },
  { interval, days, columns }: Bars,
  first: number,
): Blockwise {
  const { nameLength } = blocks[interval];
  const memory = memoryOf(of, interval);
  const isOneBlock = (one: number, other: number): boolean =>
    days[one]?.slice(0, nameLength) === days[other]?.slice(0, nameLength);
  const beginOf = (start: number): number => Math.max(0, start - memory);
  const begins = new Uint32Array(days.length - first);
  const outputs = Object.keys(of.indicator.outputs).map(() => new Float64Array(days.length - first));
  let start = first;
  while (start > 0 && isOneBlock(start - 1, first)) start -= 1;
  for (let at = first; at < days.length; at = start) {
    const begin = beginOf(start);
    start = at;
    // Blocks whose runs begin with the same bar are one run.
    do start += 1;
    while (start < days.length && (isOneBlock(start, start - 1) || beginOf(start) === begin));
    const part = Object.entries(columns).map(([field, column]) => [field, column.subarray(begin, start)]);
    const [values = []] = runBatch([startRun(of.indicator, of.params)], Object.fromEntries(part));
    for (const [output, column] of values.entries()) outputs[output]?.set(column.subarray(at - begin), at - first);
    begins.fill(begin, at - first, start - first);
  }
  return { outputs, begins };
}
