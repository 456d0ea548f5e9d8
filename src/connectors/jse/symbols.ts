import type { Instrument } from '../../model/records.ts';

/** Yahoo's exchange codes and the ISO 10383 market identifiers they stand for. */
const micOfExchange: Readonly<Record<string, string>> = {
  JNB: 'XJSE',
  NMS: 'XNAS',
  NGM: 'XNAS',
  NCM: 'XNAS',
  NYQ: 'XNYS',
  PCX: 'ARCX',
  ASE: 'XASE',
  LSE: 'XLON',
  OSL: 'XOSL',
  GER: 'XETR',
  AMS: 'XAMS',
  PAR: 'XPAR',
  CMX: 'XCEC',
};

/** What Yahoo's `instrumentType` is called here. */
export const kindOfType: Readonly<Record<string, Instrument['kind']>> = {
  EQUITY: 'equity',
  INDEX: 'index',
  ETF: 'etf',
  MUTUALFUND: 'fund',
  FUTURE: 'future',
  CURRENCY: 'fx',
  CRYPTOCURRENCY: 'crypto',
};

/**
 * JSE shares by weight of trading, the FTSE/JSE indices All Share (J203), Top 40 (J200), Resource 10 (J210), Industrial
 * 25 (J211) and Financial 15 (J212), and two Nasdaq shares with frequent corporate actions.
 */
export const yahooSymbols = [
  'NPN.JO',
  'SBK.JO',
  'MTN.JO',
  'SOL.JO',
  'AGL.JO',
  'SHP.JO',
  'FSR.JO',
  '^J203.JO',
  '^J200.JO',
  '^J210.JO',
  '^J211.JO',
  '^J212.JO',
  'MSFT',
  'NVDA',
  'ABG.JO',
  'BTI.JO',
  'CFR.JO',
  'CPI.JO',
  'DSY.JO',
  'GFI.JO',
  'IMP.JO',
  'KIO.JO',
  'PRX.JO',
  'REM.JO',
  'S32.JO',
  'SSW.JO',
  'VOD.JO',
] as const;

export interface Identity {
  readonly instrument_id: string;
  readonly ticker: string;
  readonly mic: string | null;
}

/** Who a Yahoo symbol is, or null where its exchange is not in the table. */
export function identify(symbol: string, exchange: string, kind: Instrument['kind']): Identity | null {
  const mic = micOfExchange[exchange] ?? null;
  // EURUSD=X; the pairs of the US dollar leave it out: ZAR=X.
  const [, base = 'USD', quote] = /^([A-Z]{3})?([A-Z]{3})=X$/.exec(symbol) ?? [];
  if (kind === 'fx') return quote === undefined ? null : identity('FX', `${base}-${quote}`, null);
  if (kind === 'crypto') return identity('CCC', symbol, null);
  const ticker = symbol.replace(/^\^/, '').replace(/(?:\.[A-Z]{1,3}|=F)$/, '');
  if (kind === 'index') return identity('INDEX', ticker, mic);
  return mic === null ? null : identity(mic, ticker, mic);
}

const identity = (venue: string, ticker: string, mic: string | null): Identity => ({
  instrument_id: `${venue}:${ticker}`,
  ticker,
  mic,
});
