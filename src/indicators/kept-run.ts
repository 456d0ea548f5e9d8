import type { Interval } from '../model/symbol.ts';
import { runBatch } from './batch.ts';
import { blocks, sessionDay } from './blocks.ts';
import { blockwise } from './blockwise.ts';
import { type CandleColumns, type CandleSource, candleOf, columnsOf } from './candle.ts';
import type { Indicator, Params } from './indicator.ts';
import { advance, type Run, startRun } from './run.ts';

type KeptBar = CandleSource & { readonly final: boolean };
type Of = { readonly indicator: Indicator; readonly params: Params };

/** A run between two changes of its bars. */
export interface KeptRun {
  /** The name of its block. */
  readonly block: string;
  /** Its first bar. */
  readonly begins_at: string;
  /** The last bar that its state has taken in: one that changes no more. */
  readonly time: string;
  /** Plain JSON. */
  readonly state: unknown;
}

/** The outputs of a bar, in their order; null is absence. */
export interface KeptValues {
  readonly begins_at: string;
  readonly outputs: readonly (number | null)[];
}

interface Kept {
  /** Null as long as no bar has ended. */
  readonly run: KeptRun | null;
  /** Of the last bars, one for each. */
  readonly values: readonly KeptValues[];
}

export const blockName = (bar: Pick<CandleSource, 'time' | 'session_date'>, interval: Interval): string =>
  sessionDay(bar).slice(0, blocks[interval].nameLength);

/** Goes on with bars after those that the run has seen. What has not ended is seen, and not taken in. */
export function goOn(of: Of, kept: KeptRun, bars: readonly KeptBar[]): Kept {
  const run: Run = { ...of, state: structuredClone(kept.state) };
  const ended = endedOf(bars);
  const taken = bars.slice(0, ended).map((bar) => Object.values(advance(run, candleOf(bar))));
  const state = structuredClone(run.state);
  const seen = bars.slice(ended).map((bar) => Object.values(advance(run, candleOf(bar))));
  return {
    run: { ...kept, time: bars[ended - 1]?.time ?? kept.time, state },
    values: [...taken, ...seen].map((outputs) => ({ begins_at: kept.begins_at, outputs })),
  };
}

/**
 * Begins anew with the bars that the values of those from `first` on rest on.
 * @param bars as {@link blockwise} takes them
 */
export function beginAnew(of: Of, interval: Interval, bars: readonly KeptBar[], first: number): Kept {
  const columns = columnsOf(bars);
  const { outputs, begins } = blockwise(of, { interval, days: bars.map(sessionDay), columns }, first);
  const values = Array.from(begins, (begin, at) => ({
    begins_at: bars[begin]?.time ?? '',
    outputs: outputs.map((column) => finite(column[at])),
  }));
  const last = bars.at(-1);
  const begin = begins.at(-1);
  const ended = endedOf(bars);
  const lastEnded = bars[ended - 1];
  if (last === undefined || begin === undefined || lastEnded === undefined) return { run: null, values };
  const run = startRun(of.indicator, of.params);
  if (ended > begin) runBatch([run], sliceOf(columns, begin, ended));
  const begins_at = bars[begin]?.time ?? '';
  return { run: { block: blockName(last, interval), begins_at, time: lastEnded.time, state: run.state }, values };
}

/** How many of the bars have ended, up to the first that has not. */
function endedOf(bars: readonly KeptBar[]): number {
  const open = bars.findIndex(({ final }) => !final);
  return open < 0 ? bars.length : open;
}

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

const sliceOf = (columns: CandleColumns, from: number, to: number): CandleColumns =>
  Object.fromEntries(Object.entries(columns).map(([field, column]) => [field, column.subarray(from, to)]));
