import type { Instrument } from '../../model/records.ts';
import { absentInstrumentFacts } from '../absent.ts';

/** Two currencies: `base` is priced in `quote`. */
export interface Pair {
  readonly base: string;
  readonly quote: string;
}

/** A pair where it is traded: FX for the foreign exchange market, or the venue of a coin. */
export interface Market extends Pair {
  readonly venue: string;
}

/** `EUR-USD` or `EUR/USD`, or null where the text is no pair. */
export function readPair(text: string): Pair | null {
  const [, base, quote] = /^([A-Z0-9]{2,10})[-/]([A-Z]{3,5})$/.exec(text) ?? [];
  return base === undefined || quote === undefined ? null : { base, quote };
}

export function pairInstrument({ venue, base, quote }: Market): Instrument {
  return {
    instrument_id: `${venue}:${base}-${quote}`,
    kind: venue === 'FX' ? 'fx' : 'crypto',
    name: `${base}/${quote}`,
    mic: null,
    ticker: `${base}-${quote}`,
    currency: quote,
    unit: quote,
    ...absentInstrumentFacts,
    timezone: 'UTC',
  };
}

/** What the rows of a pair leave out: the market is open around the clock, its days are those of UTC. */
export const aroundTheClock = { timezone: 'UTC', opens: '00:00', sessions: false } as const;
