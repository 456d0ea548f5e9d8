import type { Instrument } from '../../model/records.ts';
import { pairInstrument } from './pair-instrument.ts';

/** What Kraken calls otherwise than everybody else; its socket v2 says BTC and DOGE as well. */
const usual: Readonly<Record<string, string>> = { XBT: 'BTC', XDG: 'DOGE' };
const ofKraken = Object.fromEntries(Object.entries(usual).map(([asset, name]) => [name, asset]));

/** `XBT/USD` or `BTC/USD` as KRAKEN:BTC-USD; null where it is no pair. The ticker is what requests call it: XBTUSD. */
export function krakenInstrument(pair: string): Instrument | null {
  const [base, quote, more] = pair.split('/');
  if (!base || !quote || more !== undefined) return null;
  return pairInstrument('KRAKEN', usual[base] ?? base, usual[quote] ?? quote, requestName(base, quote));
}

/** The pair as REST requests name it: XBTUSD. */
export function krakenRequestName(pair: string): string {
  const [base = '', quote = ''] = pair.split('/');
  return requestName(base, quote);
}

const requestName = (base: string, quote: string): string => (ofKraken[base] ?? base) + (ofKraken[quote] ?? quote);

/** The pair as the socket v2 names it: BTC/USD. */
export function krakenSocketName(pair: string): string {
  const [base = '', quote = ''] = pair.split('/');
  return `${usual[base] ?? base}/${usual[quote] ?? quote}`;
}

/**
 * Whether an answer's key names the pair. Old assets bear an X (coins) or a Z (currencies) in front, in some keys and
 * not in others: XXBTZUSD, but XBTUSDT; `assetVersion=1` says BTC/USD.
 */
export function krakenKeyNames(key: string, pair: string): boolean {
  const [base = '', quote = ''] = pair.split('/').map((asset) => ofKraken[asset] ?? asset);
  const old = (asset: string): string[] => [asset, `X${asset}`, `Z${asset}`];
  const keys = old(base).flatMap((first) => old(quote).map((second) => first + second));
  return keys.includes(key) || key === krakenSocketName(pair);
}
