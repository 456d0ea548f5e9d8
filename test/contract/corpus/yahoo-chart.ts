import type { CorpusFolders } from './folders.ts';

export const yahooChart: CorpusFolders = {
  yahoo_chart: {
    source: 'yahoo-chart',
    subject: 'any',
    files: {
      'chart-AAPL-2020-01-01-to-2020-01-03.json': { records: 1 },
      'chart-AAPL.json': { records: 1 },
      'chart-ABBV-2020-01-01-to-2020-01-03.json': { records: 1 },
      'chart-AZT.OL-2020-01-01-to-2020-01-03.json': { records: 1 },
      'chart-BABA-2020-01-01-to-2020-01-03.json': { records: 1 },
      'chart-BTC-USD-2020-01-01-to-2020-01-03.json': { records: 3 },
      'chart-EURUSD_X-2020-01-01-to-2020-01-03.json': { records: 3 },
      'chart-GC_F-2020-01-01-to-2020-01-03.json': { records: 1 },
      'chart-GOOG-2020-01-01-to-2020-01-03.json': { records: 1 },
      'chart-MSFT-dividends-2021-02-01-to-2022-01-31.json': { records: 252 + 4 },
      'chart-NVDA-split-2021-02-01-to-2022-01-31.json': { records: 252 + 1 },
      'chart-OCDO.L-2020-01-01-to-2020-01-03.json': { records: 1 },
      'chart-QQQ-2020-01-01-to-2020-01-03.json': { records: 1 },
      'pp_response_yahoo_historical01.json': { records: 124, rejected: { empty_bar: 1 } },
      'tsla-recent.json': { records: 5 },
    },
  },
};
