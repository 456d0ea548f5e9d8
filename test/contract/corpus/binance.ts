import type { CorpusFolders } from './folders.ts';

export const binance: CorpusFolders = {
  binance: {
    source: 'binance',
    // The recorded klines name no symbol; their prices are those of ADA.
    subject: 'ADAUSDT:1m',
    files: {
      'BTCUSDT-1h.csv.gz': { records: 6177 },
      'depth_BLZETH.json': 'otherKind',
      'depth_NKNUSDT.json': 'otherKind',
      'exchangeInfo_2021-10.json.gz': 'otherKind',
      'klines_1m_2024-11-16.json': { records: 300 },
      'ticker_24hr_single.json': 'otherKind',
      // Two aggregated trades; no candlestick closed while it was recorded.
      'ws_combined_2021-10.rec.txt': { records: 2 },
    },
  },
};
