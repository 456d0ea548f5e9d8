import type { CorpusFolders } from './folders.ts';

/** The demo key's answers name their symbol in the request only. */
const subjects: Readonly<Record<string, string>> = {
  'CPI.csv': 'CPI',
  'CURRENCY_EXCHANGE_RATE.json': 'USD-JPY:fx_rate',
  'DIGITAL_CURRENCY_DAILY.csv': 'BTC-EUR:crypto_daily',
  'DIVIDENDS.csv': 'IBM:dividends',
  'FX_DAILY.csv': 'EUR-USD:fx_daily',
  'FX_MONTHLY.csv': 'EUR-USD:fx_monthly',
  'GLOBAL_QUOTE.csv': 'IBM:quote',
  'OVERVIEW.json': 'IBM:overview',
  'REAL_GDP.csv': 'REAL_GDP',
  'SPLITS.csv': 'IBM:splits',
  'TIME_SERIES_DAILY_ADJUSTED.csv': 'IBM:daily_adjusted',
  'TIME_SERIES_INTRADAY.csv': 'IBM:intraday_5min',
  'TIME_SERIES_WEEKLY.csv': 'IBM:weekly',
  'TREASURY_YIELD.csv': 'TREASURY_YIELD:10year',
  'WTI.csv': 'WTI',
  'json_eur-aud-partial.json': 'EUR-AUD:fx_daily',
  'json_ibm-partial-adj.json': 'IBM:daily_adjusted',
};

export const alphavantage: CorpusFolders = {
  alphavantage: {
    source: 'alphavantage',
    subject: (file) => subjects[file] ?? 'IBM:daily',
    files: {
      'CPI.csv': { records: 1360 },
      'CURRENCY_EXCHANGE_RATE.json': { records: 1 },
      'DIGITAL_CURRENCY_DAILY.csv': { records: 350 },
      'DIVIDENDS.csv': { records: 110 },
      'FX_DAILY.csv': { records: 100 },
      'FX_MONTHLY.csv': { records: 230 },
      'GLOBAL_QUOTE.csv': { records: 1 },
      'MACD.csv.gz': 'otherKind',
      'MARKET_STATUS.json': 'otherKind',
      'OVERVIEW.json': { records: 2, counts: ['instrument', 'alias'] },
      'REAL_GDP.csv': { records: 97 },
      'RSI.csv': 'otherKind',
      'SMA.csv': 'otherKind',
      'SPLITS.csv': { records: 2 },
      'SYMBOL_SEARCH.csv': 'otherKind',
      'TIME_SERIES_DAILY.csv': { records: 100 },
      // Two of its days have a dividend.
      'TIME_SERIES_DAILY_ADJUSTED.csv': { records: 100 + 2 },
      'TIME_SERIES_INTRADAY.csv': { records: 100 },
      'TIME_SERIES_WEEKLY.csv': { records: 1384 },
      'TOP_GAINERS_LOSERS.json': 'otherKind',
      'TREASURY_YIELD.csv': { records: 877 },
      'WTI.csv': { records: 484 },
      'json_eur-aud-partial.json': { records: 8 },
      'json_ibm-partial-adj.json': { records: 7 },
    },
  },
};
