import { WizError } from '../../core/errors.ts';
import type { Interval } from '../../model/symbol.ts';
import { alphavantageSeries, isSeriesName, type SeriesFacts } from './alphavantage-series-facts.ts';
import { type Market, readPair } from './pairs.ts';
import { type Listing, listingOn, usListing } from './us-listings.ts';

/** What Alpha Vantage is asked for, and how its answer is to be read. */
export type AlphavantageSubject = { readonly query: Readonly<Record<string, string>> } & (
  | { readonly form: 'prices'; readonly of: Listing | Market; readonly interval: Interval }
  | { readonly form: 'dividends' | 'splits' | 'quote' | 'overview'; readonly of: Listing }
  | { readonly form: 'rate'; readonly of: Market }
  | { readonly form: 'series'; readonly series: SeriesFacts }
);

const sharePrices: Readonly<Record<string, readonly [string, Interval, Readonly<Record<string, string>>?]>> = {
  daily: ['TIME_SERIES_DAILY', '1d', { outputsize: 'compact' }],
  daily_adjusted: ['TIME_SERIES_DAILY_ADJUSTED', '1d', { outputsize: 'compact' }],
  weekly: ['TIME_SERIES_WEEKLY', '1w'],
  monthly: ['TIME_SERIES_MONTHLY', '1M'],
  intraday_1min: ['TIME_SERIES_INTRADAY', '1m', { interval: '1min', adjusted: 'false' }],
  intraday_5min: ['TIME_SERIES_INTRADAY', '5m', { interval: '5min', adjusted: 'false' }],
  intraday_15min: ['TIME_SERIES_INTRADAY', '15m', { interval: '15min', adjusted: 'false' }],
  intraday_60min: ['TIME_SERIES_INTRADAY', '1h', { interval: '60min', adjusted: 'false' }],
};

const shareForms = {
  dividends: 'DIVIDENDS',
  splits: 'SPLITS',
  quote: 'GLOBAL_QUOTE',
  overview: 'OVERVIEW',
} as const;

const pairPrices: Readonly<Record<string, readonly [string, Interval]>> = {
  fx_daily: ['FX_DAILY', '1d'],
  fx_weekly: ['FX_WEEKLY', '1w'],
  fx_monthly: ['FX_MONTHLY', '1M'],
  crypto_daily: ['DIGITAL_CURRENCY_DAILY', '1d'],
  crypto_weekly: ['DIGITAL_CURRENCY_WEEKLY', '1w'],
  crypto_monthly: ['DIGITAL_CURRENCY_MONTHLY', '1M'],
};

/**
 * `IBM:daily`, `TSCO.LON:weekly`, `IBM:intraday_5min`, `IBM:dividends`, `IBM:splits`, `IBM:quote`, `IBM:overview`;
 * `EUR-USD:fx_daily`, `BTC-EUR:crypto_daily`, `USD-ZAR:fx_rate`, `BTC-USD:crypto_rate`; `CPI`, `REAL_GDP:quarterly`,
 * `TREASURY_YIELD:10year`, `TREASURY_YIELD:10year:daily`, `WTI`. A share has either `daily_adjusted` or `dividends` and
 * `splits`: both speak of the same corporate actions, the latter with all their dates.
 */
export function alphavantageSubject(subject: string): AlphavantageSubject {
  const read = readSeries(subject) ?? readShare(subject) ?? readMarket(subject);
  if (read !== null) return read;
  throw new WizError('config_invalid', `"${subject}" is no Alpha Vantage subject such as IBM:daily or CPI`);
}

function readSeries(subject: string): AlphavantageSubject | null {
  const series = alphavantageSeries(subject);
  return series && { form: 'series', series, query: series.query };
}

function readShare(subject: string): AlphavantageSubject | null {
  const [symbol = '', kind = ''] = subject.split(':');
  const of = listingOf(symbol);
  if (of === null || isSeriesName(symbol) || readPair(symbol) !== null) return null;
  const prices = sharePrices[kind];
  if (prices !== undefined) {
    const [name, interval, query] = prices;
    return { form: 'prices', of, interval, query: { function: name, symbol, ...query } };
  }
  if (!Object.hasOwn(shareForms, kind)) return null;
  const form = kind as keyof typeof shareForms;
  return { form, of, query: { function: shareForms[form], symbol } };
}

function readMarket(subject: string): AlphavantageSubject | null {
  const [text = '', kind = ''] = subject.split(':');
  const pair = readPair(text);
  if (pair === null) return null;
  // Of coins, Alpha Vantage publishes what it aggregates.
  const venue = kind.startsWith('fx_') ? 'FX' : 'ALPHAVANTAGE';
  const of: Market = { ...pair, venue };
  const { base, quote } = pair;
  if (kind === 'fx_rate' || kind === 'crypto_rate') {
    const query = { function: 'CURRENCY_EXCHANGE_RATE', from_currency: base, to_currency: quote };
    return { form: 'rate', of, query };
  }
  const prices = pairPrices[kind];
  if (prices === undefined) return null;
  const [name, interval] = prices;
  const [ofBase, ofQuote]: readonly [string, string] =
    venue === 'FX' ? ['from_symbol', 'to_symbol'] : ['symbol', 'market'];
  return { form: 'prices', of, interval, query: { function: name, [ofBase]: base, [ofQuote]: quote } };
}

/**
 * Suffixes of the symbols that the search function returns. Shares of the JSE are in no list of them, and their symbols
 * at other vendors find nothing.
 */
const micOfSuffix: Readonly<Record<string, string>> = {
  LON: 'XLON',
  TRT: 'XTSE',
  TRV: 'XTSX',
  DEX: 'XETR',
  FRK: 'XFRA',
  PAR: 'XPAR',
  AMS: 'XAMS',
  BSE: 'XBOM',
  SHH: 'XSHG',
  SHZ: 'XSHE',
  SAO: 'BVMF',
};

function listingOf(symbol: string): Listing | null {
  const [, ticker, suffix] = /^([A-Z0-9&-]+)(?:\.([A-Z0-9]+))?$/.exec(symbol) ?? [];
  if (ticker === undefined) return null;
  // BRK.B is a class of shares.
  if (suffix === undefined || suffix.length === 1) return usListing(symbol);
  const mic = micOfSuffix[suffix];
  return mic === undefined ? null : listingOn(mic, ticker);
}
