import { type Instrument, instrument as instrumentSchema } from '../../model/records.ts';
import { absentInstrumentFacts } from '../absent.ts';

/** Currencies of states that crypto venues deal in: a pair of two of them is foreign exchange. */
const stateCurrencies = new Set([
  'AED',
  'AUD',
  'BRL',
  'CAD',
  'CHF',
  'EUR',
  'GBP',
  'JPY',
  'KRW',
  'SGD',
  'TRY',
  'USD',
  'ZAR',
]);

/**
 * A pair as a venue trades it, quoted in its second asset; null where its assets make no instrument id (Kraken's
 * tokenised shares have small letters).
 * @param ticker what the venue calls it
 */
export function pairInstrument(venue: string, base: string, quote: string, ticker: string): Instrument | null {
  const { data: instrument_id } = instrumentSchema.shape.instrument_id.safeParse(`${venue}:${base}-${quote}`);
  if (instrument_id === undefined) return null;
  return {
    instrument_id,
    kind: stateCurrencies.has(base) && stateCurrencies.has(quote) ? 'fx' : 'crypto',
    name: `${base}/${quote}`,
    mic: null,
    ticker,
    currency: quote,
    unit: quote,
    ...absentInstrumentFacts,
    timezone: 'UTC',
  };
}

/** The two assets of a symbol that is written without a border between them; null where no known one ends it. */
export function splitSymbol(symbol: string, quoteAssets: readonly string[]): readonly [string, string] | null {
  const quote = quoteAssets.find((asset) => symbol.endsWith(asset) && symbol.length > asset.length);
  return quote === undefined ? null : [symbol.slice(0, -quote.length), quote];
}
