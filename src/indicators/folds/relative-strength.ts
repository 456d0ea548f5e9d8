import { pushSmoothed, type Smoothed, wilder } from './smoothed.ts';

/** Wilder's averages of rises and falls. */
interface RelativeStrength {
  started: boolean;
  close: number;
  readonly rises: Smoothed;
  readonly falls: Smoothed;
}

export function relativeStrength(period: number): RelativeStrength {
  return { started: false, close: 0, rises: wilder(period), falls: wilder(period) };
}

/** Takes a close in and returns the index from 0 to 100; NaN in the warm-up, and as long as no price has moved. */
export function pushStrength(state: RelativeStrength, close: number): number {
  const change = close - state.close;
  state.close = close;
  if (!state.started) {
    state.started = true;
    return Number.NaN;
  }
  pushSmoothed(state.falls, change < 0 ? -change : 0);
  if (!pushSmoothed(state.rises, change > 0 ? change : 0)) return Number.NaN;
  const sum = state.rises.value + state.falls.value;
  return sum === 0 ? Number.NaN : 100 * (state.rises.value / sum);
}
