import type { Candle } from '../candle.ts';

/** Volume by where the close lies in the bar: all of it at the high, minus all of it at the low, 0 in a bar without range. */
export function moneyFlow({ high, low, close, volume }: Candle): number {
  const range = high - low;
  return range > 0 ? ((close - low - (high - close)) / range) * volume : 0;
}
