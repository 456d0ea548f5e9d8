import { type AdjustMode, adjustBars } from '../adjustments/adjust-bars.ts';
import { type FactorChain, factorChain } from '../adjustments/factor-chain.ts';
import { type ChainStep, dayOf } from '../adjustments/rows.ts';
import { toInstant } from '../core/clock.ts';
import { msOfId } from '../core/ids.ts';
import type { AdjustmentEvidence } from '../storage/read/adjustment-evidence.ts';
import type { BarRow, BarsToAdjust } from '../storage/read/bars.ts';

/** Prices whose source does not say on how many shares they count are taken as they were traded. */
const usualBasis = 'as_traded';

export interface Adjusted {
  readonly bars: readonly (BarRow & { readonly price_factor: string; readonly volume_factor: string })[];
  /** The actions after the first bar, oldest first, and what became of each. */
  readonly steps: readonly ChainStep[];
  readonly is_sample: boolean;
}

/**
 * The bars of a page on the shares of the day `asOf`, judged on daily bars of the source that the page is of.
 * @param asOf the day of the caller's `as_of`, or today
 */
export function adjustPage({ page, evidence }: BarsToAdjust, mode: AdjustMode, asOf: string): Adjusted {
  const bars = JSON.parse(page.json) as BarRow[];
  const first = bars
    .map(dayOf)
    .reduce<string | null>((least, day) => (least === null || day < least ? day : least), null);
  const actions = evidence.actions.filter(({ ex_date }) => first !== null && ex_date > first);
  const chain = chainOf({ ...evidence, actions }, page.source, asOf);
  return {
    bars: adjustBars(bars.map(asFetched), chain, mode).map((bar, at) => ({
      ...bar,
      recorded_at: bars[at]?.recorded_at ?? bar.recorded_at,
    })),
    steps: chain.steps,
    is_sample: page.is_sample || actions.some(({ is_sample }) => is_sample),
  };
}

function chainOf({ actions, bars, sources }: AdjustmentEvidence, source: string | null, asOf: string): FactorChain {
  return factorChain(actions.map(asFetched), bars.filter((bar) => bar.source === source).map(asFetched), {
    asOf,
    basisOf: (id) => sources[id]?.price_basis ?? usualBasis,
    rankOf: (id) => sources[id]?.rank ?? Number.MAX_SAFE_INTEGER,
  });
}

/**
 * A split that a source knew of when it was asked is in its prices. A replay repairs a row later, and asks nobody: so
 * it is the fetch that counts, and its time is in its id.
 */
const asFetched = <T extends { readonly fetch_id: string; readonly recorded_at: string }>(row: T): T => {
  const fetchedMs = msOfId(row.fetch_id);
  return Number.isSafeInteger(fetchedMs) ? { ...row, recorded_at: toInstant(fetchedMs) } : row;
};
