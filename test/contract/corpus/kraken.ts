import type { CorpusFolders } from './folders.ts';

const subjects: Readonly<Record<string, string>> = {
  'AssetPairs_2021-04.json.gz': 'instrument',
  'OHLC_XXBTZUSD.json': 'XBT/USD:1m',
  'ticker_xchange.json': 'XBT/EUR:quote',
  'trades_xchange.json': 'XBT/USD:trade',
};

export const kraken: CorpusFolders = {
  kraken: {
    source: 'kraken',
    subject: (file) => subjects[file] ?? 'live',
    files: {
      // 304 pairs, of which eleven are dark pools.
      'AssetPairs_2021-04.json.gz': { records: 304, counts: ['instrument'], rejected: { dark_pool: 11 } },
      'OHLC_XXBTZUSD.json': { records: 432 },
      'ticker_xchange.json': { records: 1 },
      'trades_xchange.json': { records: 14 },
      // Order books and tickers bear no time of their own: no rows.
      'ws_book_2021-04.rec.txt.gz': { records: 0 },
      'ws_ticker_2021-04.rec.txt': { records: 0 },
      'ws_trade_2021-04.rec.txt': { records: 10 },
    },
  },
};
