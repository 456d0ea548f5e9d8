import { addDecimals, compareDecimals, type Decimal } from '../core/decimal.ts';
import { WizError } from '../core/errors.ts';
import type { Bar } from '../model/records.ts';

/**
 * Bars of one instrument folded into one. Folding is associative and blind to order, so a bucket may be built from any
 * parts in any sequence. What one constituent does not know (a volume, a high, a turnover), the whole does not know.
 */
export interface Rollup {
  readonly from: string;
  readonly to: string;
  readonly session_date: string | null;
  readonly open: Decimal | null;
  readonly high: Decimal | null;
  readonly low: Decimal | null;
  readonly close: Decimal;
  readonly volume: Decimal | null;
  readonly turnover: Decimal | null;
  readonly trades: number | null;
  readonly unit: string;
  /** Every constituent has ended. */
  readonly final: boolean;
  readonly constituents: number;
}

export function rollupOf(bar: Bar): Rollup {
  const { time, session_date, open, high, low, close, volume, turnover, trades, unit, final } = bar;
  const figures = { open, high, low, close, volume, turnover, trades };
  return { from: time, to: time, session_date, ...figures, unit, final, constituents: 1 };
}

/** Two parts that share no bar, as one. */
export function combine(left: Rollup, right: Rollup): Rollup {
  if (left.unit !== right.unit) {
    throw new WizError('data_rejected', `bars in ${left.unit} and in ${right.unit} do not add up`);
  }
  const first = left.from <= right.from ? left : right;
  const last = left.to >= right.to ? left : right;
  return {
    from: first.from,
    to: last.to,
    session_date: first.session_date,
    open: first.open,
    high: bothKnown(left.high, right.high, higher),
    low: bothKnown(left.low, right.low, lower),
    close: last.close,
    volume: bothKnown(left.volume, right.volume, addDecimals),
    turnover: bothKnown(left.turnover, right.turnover, addDecimals),
    trades: bothKnown(left.trades, right.trades, (one, other) => one + other),
    unit: left.unit,
    final: left.final && right.final,
    constituents: left.constituents + right.constituents,
  };
}

function bothKnown<T>(left: T | null, right: T | null, join: (left: T, right: T) => T): T | null {
  return left === null || right === null ? null : join(left, right);
}

const higher = (left: Decimal, right: Decimal): Decimal => (inOrder(left, right) < 0 ? right : left);
const lower = (left: Decimal, right: Decimal): Decimal => (inOrder(left, right) < 0 ? left : right);

/** By value; equal values published with different digits (1.0, 1.00) by their text, so that order never matters. */
function inOrder(left: Decimal, right: Decimal): number {
  return compareDecimals(left, right) || (left < right ? -1 : Number(left > right));
}
