import type { Instrument } from '../../model/records.ts';
import { type Interval, intervals } from '../../model/symbol.ts';
import { absentInstrumentFacts } from '../absent.ts';

/**
 * Assets in which Binance spot pairs are quoted (exchangeInfo of 2021-10-12, and the stablecoins and currencies listed
 * since). A symbol is written without a border between its two assets.
 */
const quoteAssets = [
  ...['EURI', 'FDUSD', 'IDRT', 'BIDR', 'BKRW', 'BUSD', 'BVND', 'GYEN', 'TUSD', 'USD1', 'USDC', 'USDP', 'USDS', 'USDT'],
  ...['ARS', 'AUD', 'BNB', 'BRL', 'BTC', 'COP', 'CZK', 'DAI', 'ETH', 'EUR', 'GBP', 'JPY', 'MXN', 'NGN'],
  ...['PAX', 'PLN', 'RON', 'RUB', 'SOL', 'TRX', 'TRY', 'UAH', 'VAI', 'XRP', 'ZAR'],
] as const;

/** `BTCUSDT` as BINANCE:BTC-USDT; null where no known quote asset ends the symbol. Longer assets are tried first. */
export function binanceInstrument(symbol: string): Instrument | null {
  const quote = quoteAssets.find((asset) => symbol.endsWith(asset) && symbol.length > asset.length);
  if (quote === undefined) return null;
  const base = symbol.slice(0, -quote.length);
  return {
    instrument_id: `BINANCE:${base}-${quote}`,
    kind: 'crypto',
    name: `${base}/${quote}`,
    mic: null,
    ticker: symbol,
    currency: quote,
    unit: quote,
    ...absentInstrumentFacts,
    timezone: 'UTC',
  };
}

export interface BinanceSubject {
  readonly symbol: string;
  readonly interval: Interval;
}

/** `BTCUSDT:1h`; null where it is no symbol with one of our intervals. */
export function binanceSubject(subject: string): BinanceSubject | null {
  const [symbol = '', step] = subject.split(':');
  const interval = intervals.find((known) => known === step);
  return interval === undefined ? null : { symbol, interval };
}
