import type { Interval } from '../../model/symbol.ts';
import { aroundTheClock, type Market } from './pairs.ts';
import type { Listing } from './us-listings.ts';
import type { BarFrame } from './vendor-bar.ts';

/** What the rows of a share or of a pair leave out. */
export function frameOf(of: Listing | Market, interval: Interval, fetchedAt: string): BarFrame {
  if ('venue' in of) {
    const { venue, base, quote } = of;
    return { instrument_id: `${venue}:${base}-${quote}`, unit: quote, interval, ...aroundTheClock, fetchedAt };
  }
  const { instrument_id, unit, timezone, opens } = of;
  return { instrument_id, unit, interval, timezone, opens, sessions: true, fetchedAt };
}
