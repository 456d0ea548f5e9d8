import type Big from 'big.js';
import { type Decimal, derivedDecimal } from '../core/decimal.ts';
import { Exact, product, unity } from './exact.ts';
import type { FactorChain } from './factor-chain.ts';
import type { AdjustableBar } from './rows.ts';

export const adjustModes = ['none', 'splits', 'all'] as const;
export type AdjustMode = (typeof adjustModes)[number];

/** A bar with what its published prices and volume were multiplied by. */
export type AdjustedBar<T extends AdjustableBar> = T & {
  readonly price_factor: Decimal;
  readonly volume_factor: Decimal;
};

/**
 * Prices by splits, or by splits and dividends; volume by splits only. Turnover stays as published, because neither
 * changes what was paid. What is multiplied has 12 significant digits, what is not keeps the published ones. Bars are of
 * one session each: longer ones are rolled up from adjusted days.
 */
export function adjustBars<T extends AdjustableBar>(
  bars: readonly T[],
  chain: FactorChain,
  mode: AdjustMode,
): AdjustedBar<T>[] {
  return bars.map((bar) => {
    const { splits, dividends, volume } = chain.factorsOf(bar);
    const price = mode === 'none' ? unity : mode === 'splits' ? splits : product(splits, dividends);
    const shares = mode === 'none' ? unity : volume;
    return {
      ...bar,
      open: multiplied(bar.open, price),
      high: multiplied(bar.high, price),
      low: multiplied(bar.low, price),
      close: multiplied(bar.close, price),
      volume: multiplied(bar.volume, shares),
      price_factor: derivedDecimal(price),
      volume_factor: derivedDecimal(shares),
    };
  });
}

function multiplied<T extends Decimal | null>(published: T, factor: Big): T | Decimal {
  if (published === null || factor.eq(1)) return published;
  return derivedDecimal(new Exact(published).times(factor));
}
