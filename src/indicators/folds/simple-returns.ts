import { pushRing, type Ring, ring } from './ring.ts';

/** The last n simple returns of the close. */
export interface SimpleReturns {
  close: number;
  readonly returns: Ring;
}

export function simpleReturns(period: number): SimpleReturns {
  return { close: 0, returns: ring(period) };
}

/** Takes a close in and tells whether it brought a return and there are n of them. A price of 0 has none after it. */
export function pushReturn(state: SimpleReturns, close: number): boolean {
  const { close: before, returns } = state;
  state.close = close;
  if (before === 0) return false;
  pushRing(returns, close / before - 1);
  return returns.full;
}
