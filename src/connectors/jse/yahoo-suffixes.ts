import { exchangeOf } from './exchanges.ts';
import { type Listing, listingOn, usListing } from './us-listings.ts';

/** The suffixes of Yahoo's symbols and the market identifiers they stand for. */
export const micOfSuffix: Readonly<Record<string, string>> = {
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
  MC: 'XMAD',
  VI: 'XWBO',
  IR: 'XDUB',
  WA: 'XWAR',
  TW: 'XTAI',
  KS: 'XKRX',
  SI: 'XSES',
  JK: 'XIDX',
  NZ: 'XNZE',
};

/** Indices without a suffix, and an exchange that opens when they begin. */
const indices: Readonly<Record<string, string>> = {
  ...{ GSPC: 'XNYS', DJI: 'XNYS', RUT: 'XNYS', VIX: 'XNYS', IXIC: 'XNAS', NDX: 'XNAS' },
  ...{ FTSE: 'XLON', GDAXI: 'XETR', FCHI: 'XPAR', AEX: 'XAMS' },
  ...{ GSPTSE: 'XTSE', HSI: 'XHKG', AXJO: 'XASX' },
};

/** Futures that are quoted in dollars, and where they are traded. Their days begin at midnight in New York. */
const futures: Readonly<Record<string, string>> = {
  ...{ GC: 'XCEC', SI: 'XCEC', HG: 'XCEC' },
  ...{ CL: 'XNYM', NG: 'XNYM', HO: 'XNYM', RB: 'XNYM', PL: 'XNYM', PA: 'XNYM' },
};

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
  const future = /^([A-Z]{2})=F$/.exec(symbol)?.[1] ?? '';
  const traded = Object.hasOwn(futures, future) ? futures[future] : undefined;
  if (traded !== undefined) {
    const midnight = { timezone: 'America/New_York', opens: '00:00', sessions: true } as const;
    return { instrument_id: `${traded}:${future}`, unit: 'USD', ...midnight };
  }
  const [, caret = '', ticker = '', suffix] = /^(\^?)([A-Z0-9&-]+)(?:\.([A-Z]{1,2}))?$/.exec(symbol) ?? [];
  if (ticker === '') return null;
  if (caret === '') {
    const listing = suffix === undefined ? usListing(ticker) : listedUnder(suffix, ticker);
    return listing && { ...timesOf(listing), instrument_id: listing.instrument_id, unit: listing.unit };
  }
  const exchange = suffix === undefined ? exchangeOf(indices[ticker] ?? '') : listedUnder(suffix, ticker);
  return exchange && { ...timesOf(exchange), instrument_id: `INDEX:${ticker}`, unit: 'points' };
}

function listedUnder(suffix: string, ticker: string): Listing | null {
  const mic = micOfSuffix[suffix];
  return mic === undefined ? null : listingOn(mic, ticker);
}

const timesOf = ({ timezone, opens }: Pick<Listing, 'timezone' | 'opens'>) => ({ timezone, opens, sessions: true });
