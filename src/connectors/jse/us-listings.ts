import { type Exchange, exchangeOf } from './exchanges.ts';

/**
 * Where American symbols are listed, as of 2026: those that Yahoo's charts and Alpha Vantage's overviews were read for,
 * and JSE companies that are listed in New York as well.
 */
const listings: Readonly<Record<string, string>> = {
  ...{ AAPL: 'XNAS', CALM: 'XNAS', GOOG: 'XNAS', MSFT: 'XNAS', NVDA: 'XNAS', QQQ: 'XNAS', TSLA: 'XNAS' },
  ...{ ABBV: 'XNYS', BABA: 'XNYS', IBM: 'XNYS', EWG: 'ARCX' },
  ...{ AU: 'XNYS', BHP: 'XNYS', BTI: 'XNYS', DRD: 'XNYS', GFI: 'XNYS', HMY: 'XNYS', SBSW: 'XNYS', SSL: 'XNYS' },
};

/** All exchanges of the United States open together and quote in dollars. */
const consolidated = { unit: 'USD', timezone: 'America/New_York', opens: '09:30' } as const;

export interface Listing extends Pick<Exchange, 'unit' | 'timezone' | 'opens'> {
  readonly instrument_id: string;
  readonly ticker: string;
  readonly mic: string | null;
}

/**
 * Who a symbol without an exchange is. Vendors that leave the exchange out publish the consolidated trades of all
 * American exchanges, so a symbol that is not in the table has the venue US and no market identifier.
 */
export function usListing(symbol: string): Listing {
  const ticker = symbol.replace('.', '-');
  const mic = listings[ticker] ?? null;
  return { ...consolidated, instrument_id: `${mic ?? 'US'}:${ticker}`, ticker, mic };
}

/** Who a ticker of an exchange is, or null where the exchange is not in the table. */
export function listingOn(mic: string, ticker: string): Listing | null {
  const exchange = exchangeOf(mic);
  return exchange && { ...exchange, instrument_id: `${exchange.mic}:${ticker}`, ticker };
}
