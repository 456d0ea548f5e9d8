import type { Candle } from '../candle.ts';
import { pushSmoothed, type Smoothed, wilder } from './smoothed.ts';

/** The range of a bar, the gap from the close before it included. */
export function trueRange({ high, low }: Candle, previousClose: number): number {
  const top = high > previousClose ? high : previousClose;
  const bottom = low < previousClose ? low : previousClose;
  return top - bottom;
}

interface AverageTrueRange {
  started: boolean;
  close: number;
  readonly average: Smoothed;
}

export function averageTrueRange(period: number): AverageTrueRange {
  return { started: false, close: 0, average: wilder(period) };
}

/** Takes a bar in and tells whether `average.value` is an average yet. The first bar has no true range. */
export function pushTrueRange(state: AverageTrueRange, candle: Candle): boolean {
  const { started, close } = state;
  state.started = true;
  state.close = candle.close;
  return started && pushSmoothed(state.average, trueRange(candle, close));
}
