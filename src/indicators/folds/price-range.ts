import { pushMax, pushMin, type WindowMax, windowMax } from './window-extreme.ts';

/** The highest high and the lowest low of the last n bars. */
export interface PriceRange {
  readonly highs: WindowMax;
  readonly lows: WindowMax;
  high: number;
  low: number;
}

export function priceRange(period: number): PriceRange {
  return { highs: windowMax(period), lows: windowMax(period), high: 0, low: 0 };
}

/** Takes a bar's high and low in and tells whether the range is of n bars yet. */
export function pushRange(state: PriceRange, high: number, low: number): boolean {
  state.high = pushMax(state.highs, high);
  state.low = pushMin(state.lows, low);
  return state.highs.full;
}
