import type { Candle } from '../candle.ts';
import { trueRange } from './true-range.ts';

/** Wilder's sums of movement up, movement down and true range. */
interface DirectionalMovement {
  readonly period: number;
  count: number;
  high: number;
  low: number;
  close: number;
  plus: number;
  minus: number;
  range: number;
}

export function directionalMovement(period: number): DirectionalMovement {
  return { period, count: 0, high: 0, low: 0, close: 0, plus: 0, minus: 0, range: 0 };
}

/**
 * Takes a bar in and tells whether the sums are complete. As in TA-Lib the first n - 1 movements are added up and each
 * later one replaces the n-th part of the sum.
 */
export function pushMovement(state: DirectionalMovement, candle: Candle): boolean {
  const up = candle.high - state.high;
  const down = state.low - candle.low;
  const range = trueRange(candle, state.close);
  state.high = candle.high;
  state.low = candle.low;
  state.close = candle.close;
  if (state.count === 0) {
    state.count = 1;
    return false;
  }
  const complete = state.count >= state.period;
  if (complete) {
    state.plus -= state.plus / state.period;
    state.minus -= state.minus / state.period;
    state.range -= state.range / state.period;
  } else state.count += 1;
  if (down > 0 && up < down) state.minus += down;
  else if (up > 0 && up > down) state.plus += up;
  state.range += range;
  return complete;
}
