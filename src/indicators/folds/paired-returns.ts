import type { Candle } from '../candle.ts';
import { meanOf, pushRing, type Ring, ring } from './ring.ts';

/** Simple returns of the instrument and of its benchmark over the same bars. */
interface PairedReturns {
  close: number;
  benchmark: number;
  readonly own: Ring;
  readonly others: Ring;
  /** Sums of products of distances from the means of the window. */
  ownSquares: number;
  otherSquares: number;
  products: number;
}

export function pairedReturns(period: number): PairedReturns {
  return {
    close: 0,
    benchmark: 0,
    own: ring(period),
    others: ring(period),
    ownSquares: 0,
    otherSquares: 0,
    products: 0,
  };
}

/** Takes a bar in and tells whether the sums are of n pairs. A price of 0 has no return after it. */
export function pushPair(state: PairedReturns, { close, benchmark }: Candle): boolean {
  const { close: closeBefore, benchmark: benchmarkBefore, own, others } = state;
  state.close = close;
  state.benchmark = benchmark;
  if (closeBefore === 0 || benchmarkBefore === 0) return false;
  pushRing(own, close / closeBefore - 1);
  pushRing(others, benchmark / benchmarkBefore - 1);
  if (!own.full) return false;
  const ownMean = meanOf(own);
  const otherMean = meanOf(others);
  let ownSquares = 0;
  let otherSquares = 0;
  let products = 0;
  for (let cell = 0; cell < own.cells.length; cell += 1) {
    const distance = (own.cells[cell] as number) - ownMean;
    const otherDistance = (others.cells[cell] as number) - otherMean;
    ownSquares += distance * distance;
    otherSquares += otherDistance * otherDistance;
    products += distance * otherDistance;
  }
  state.ownSquares = ownSquares;
  state.otherSquares = otherSquares;
  state.products = products;
  return true;
}
