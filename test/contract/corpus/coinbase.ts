import type { CorpusFolders } from './folders.ts';

const subjects: Readonly<Record<string, string>> = {
  'example-ticker-data.json': 'BTC-USD:quote',
  'pricehist_recent.json': 'BTC-USD:1d',
  'products_2021-04.json': 'instrument',
};

export const coinbase: CorpusFolders = {
  coinbase: {
    source: 'coinbase',
    subject: (file) => subjects[file] ?? 'live',
    files: {
      'example-ticker-data.json': { records: 1 },
      'pricehist_recent.json': { records: 7 },
      'products_2021-04.json': { records: 162, counts: ['instrument'] },
      // 57 matches and the last match of five products before the subscription.
      'ws_feed_2021-04.rec.txt.gz': { records: 62 },
    },
  },
};
