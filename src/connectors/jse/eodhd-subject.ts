import { WizError } from '../../core/errors.ts';
import { type Market, readPair } from './pairs.ts';
import { type Listing, listingOn, usListing } from './us-listings.ts';

/**
 * EODHD's exchange codes (its list of exchanges, read 2025-10) and the market identifiers they stand for. Egypt's entry
 * names NILX, the market for small companies. London and Tel Aviv are left out: their unit differs from share to share,
 * and prices do not state it.
 */
const micOfCode: Readonly<Record<string, string>> = {
  JSE: 'XJSE',
  XNAI: 'XNAI',
  XNSA: 'XNSA',
  EGX: 'XCAI',
  BC: 'XCAS',
  TO: 'XTSE',
  V: 'XTSX',
  SA: 'BVMF',
  XETRA: 'XETR',
  F: 'XFRA',
  PA: 'XPAR',
  AS: 'XAMS',
  BR: 'XBRU',
  LS: 'XLIS',
  SW: 'XSWX',
  ST: 'XSTO',
  OL: 'XOSL',
  CO: 'XCSE',
  HE: 'XHEL',
  SHG: 'XSHG',
  SHE: 'XSHE',
  NSE: 'XNSE',
  AU: 'XASX',
};

export type EodhdSubject =
  | { readonly form: 'eod'; readonly symbol: string; readonly of: Listing | Market }
  | { readonly form: 'dividends' | 'splits'; readonly symbol: string; readonly of: Listing }
  | { readonly form: 'symbols'; readonly exchange: string };

/**
 * `NPN.JSE:eod`, `NPN.JSE:dividends`, `NPN.JSE:splits`, and `JSE:symbols` for all that is listed there; `SCOM.XNAI:eod`
 * (Nairobi), `DANGCEM.XNSA:eod` (Lagos), `COMI.EGX:eod` (Cairo), `ATW.BC:eod` (Casablanca), `AAPL.US:eod`,
 * `USDZAR.FOREX:eod`, `BTC-USD.CC:eod`.
 */
export function eodhdSubject(subject: string): EodhdSubject {
  const [symbol = '', form] = subject.split(':');
  if (form === 'symbols' && eodhdListing(`X.${symbol}`) !== null) return { form, exchange: symbol };
  const listing = eodhdListing(symbol);
  if (listing !== null && (form === 'dividends' || form === 'splits')) return { form, symbol, of: listing };
  const of = listing ?? marketOf(symbol);
  if (of !== null && form === 'eod') return { form, symbol, of };
  throw new WizError('config_invalid', `"${subject}" is no EODHD subject such as NPN.JSE:eod or JSE:symbols`);
}

/** Who a symbol such as `NPN.JSE` is, or null where its exchange is not in the table. */
export function eodhdListing(symbol: string): Listing | null {
  const [, ticker, code] = /^([A-Z0-9][A-Z0-9&.-]*)\.([A-Z]+)$/.exec(symbol) ?? [];
  if (ticker === undefined || code === undefined) return null;
  if (code === 'US') return usListing(ticker);
  const mic = micOfCode[code];
  return mic === undefined ? null : listingOn(mic, ticker);
}

/** Of coins, EODHD publishes what it aggregates. */
function marketOf(symbol: string): Market | null {
  const [, base, quote] = /^([A-Z]{3})([A-Z]{3})\.FOREX$/.exec(symbol) ?? [];
  if (base !== undefined && quote !== undefined) return { venue: 'FX', base, quote };
  const coin = symbol.endsWith('.CC') ? readPair(symbol.slice(0, -3)) : null;
  return coin && { venue: 'EODHD', ...coin };
}
