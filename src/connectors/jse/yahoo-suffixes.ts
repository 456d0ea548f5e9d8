import { type Listing, listingOn, usListing } from './us-listings.ts';

/** The suffixes of Yahoo's symbols and the market identifiers they stand for. */
const micOfSuffix: Readonly<Record<string, string>> = {
  JO: 'XJSE',
  CA: 'XCAI',
  TO: 'XTSE',
  V: 'XTSX',
  SA: 'BVMF',
  L: 'XLON',
  DE: 'XETR',
  F: 'XFRA',
  PA: 'XPAR',
  AS: 'XAMS',
  BR: 'XBRU',
  LS: 'XLIS',
  MI: 'XMIL',
  SW: 'XSWX',
  ST: 'XSTO',
  OL: 'XOSL',
  CO: 'XCSE',
  HE: 'XHEL',
  TA: 'XTAE',
  T: 'XTKS',
  HK: 'XHKG',
  SS: 'XSHG',
  SZ: 'XSHE',
  NS: 'XNSE',
  BO: 'XBOM',
  AX: 'XASX',
};

/** American indices have no suffix, and neither have those of some other countries: only these are known by it. */
const americanIndices: ReadonlySet<string> = new Set(['^GSPC', '^DJI', '^IXIC', '^NDX', '^RUT', '^VIX']);

export interface YahooListing extends Pick<Listing, 'instrument_id' | 'unit' | 'timezone' | 'opens'> {
  /** Null where trading never closes. */
  readonly sessions: boolean;
}

/**
 * Who a Yahoo symbol is, by its form alone: a file has neither its exchange nor its unit. Identity and times are those
 * of the chart of the same symbol.
 */
export function yahooListing(symbol: string): YahooListing | null {
  const [, base = 'USD', quote] = /^([A-Z]{3})?([A-Z]{3})=X$/.exec(symbol) ?? [];
  if (quote !== undefined) {
    const midnight = { timezone: 'Europe/London', opens: '00:00', sessions: true } as const;
    return { instrument_id: `FX:${base}-${quote}`, unit: quote, ...midnight };
  }
  const coin = /^[A-Z0-9]+-(USD|EUR|GBP|ZAR)$/.exec(symbol)?.[1];
  if (coin !== undefined) {
    return { instrument_id: `CCC:${symbol}`, unit: coin, timezone: 'UTC', opens: '00:00', sessions: false };
  }
  const [, ticker = '', suffix] = /^\^?([A-Z0-9&-]+)(?:\.([A-Z]{1,2}))?$/.exec(symbol) ?? [];
  const isIndex = symbol.startsWith('^');
  if (ticker === '' || (isIndex && suffix === undefined && !americanIndices.has(symbol))) return null;
  const mic = suffix === undefined ? null : micOfSuffix[suffix];
  const listing = mic === null ? usListing(ticker) : mic === undefined ? null : listingOn(mic, ticker);
  if (listing === null) return null;
  const { unit, timezone, opens, instrument_id } = listing;
  if (!isIndex) return { instrument_id, unit, timezone, opens, sessions: true };
  return { instrument_id: `INDEX:${ticker}`, unit: 'points', timezone, opens, sessions: true };
}
