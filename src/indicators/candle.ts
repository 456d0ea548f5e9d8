import type { Bar } from '../model/records.ts';

/** What an indicator may read of a bar. `benchmark` is the close of another instrument at the same time. */
export const candleFields = ['open', 'high', 'low', 'close', 'volume', 'turnover', 'session', 'benchmark'] as const;
export type CandleField = (typeof candleFields)[number];

/**
 * One bar as floats; NaN is absence. `session` is the trading day as days since 1970-01-01. One candle is filled again
 * for every bar, so a step keeps numbers of it and never the candle.
 */
export type Candle = Record<CandleField, number>;

/** Bars as columns of one length. A column that is left out is absent in every bar. */
export type CandleColumns = { readonly [field in CandleField]?: Float64Array };

/** Products of three figures stay finite, so that no state ever holds what JSON cannot say. */
const largest = 1e100;

/** A figure that an indicator can reckon with; NaN, infinities and absurdities are as good as absent. */
export function isPresent(figure: number): boolean {
  return Math.abs(figure) <= largest;
}

/** Whether a candle has all that an indicator needs. */
export function hasInputs(candle: Candle, inputs: readonly CandleField[]): boolean {
  return inputs.every((field) => isPresent(candle[field]));
}

/** Whether no figure of a part of a column is absent. One that is left out is absent in every bar. */
export function isWhole(column: Float64Array | undefined, from: number, to: number): boolean {
  if (column === undefined) return false;
  for (let at = from; at < to; at += 1) if (!(Math.abs(column[at] as number) <= largest)) return false;
  return true;
}

export function emptyCandle(): Candle {
  return {
    open: Number.NaN,
    high: Number.NaN,
    low: Number.NaN,
    close: Number.NaN,
    volume: Number.NaN,
    turnover: Number.NaN,
    session: Number.NaN,
    benchmark: Number.NaN,
  };
}

export type CandleSource = Pick<
  Bar,
  'time' | 'session_date' | 'open' | 'high' | 'low' | 'close' | 'volume' | 'turnover'
>;

/** The bar as floats. A market without sessions has the days of UTC. */
export function candleOf(bar: CandleSource, benchmarkClose: string | null = null): Candle {
  return {
    open: toFloat(bar.open),
    high: toFloat(bar.high),
    low: toFloat(bar.low),
    close: toFloat(bar.close),
    volume: toFloat(bar.volume),
    turnover: toFloat(bar.turnover),
    session: sessionOf(bar),
    benchmark: toFloat(benchmarkClose),
  };
}

/** @param benchmark closes of the other instrument at the same times, null where it has none */
export function columnsOf(
  bars: readonly CandleSource[],
  benchmark: readonly (string | null)[] = [],
): Required<CandleColumns> {
  const column = (read: (bar: CandleSource, at: number) => number) => Float64Array.from(bars, read);
  return {
    open: column(({ open }) => toFloat(open)),
    high: column(({ high }) => toFloat(high)),
    low: column(({ low }) => toFloat(low)),
    close: column(({ close }) => toFloat(close)),
    volume: column(({ volume }) => toFloat(volume)),
    turnover: column(({ turnover }) => toFloat(turnover)),
    session: column(sessionOf),
    benchmark: column((_, at) => toFloat(benchmark[at] ?? null)),
  };
}

const dayMs = 86_400_000;

function sessionOf({ session_date, time }: CandleSource): number {
  return Date.parse(session_date ?? time.slice(0, 10)) / dayMs;
}

function toFloat(decimal: string | null): number {
  return decimal === null ? Number.NaN : Number(decimal);
}
