import type { CorpusFolders } from './folders.ts';

export const priceFile: CorpusFolders = {
  jse_close_only: {
    source: 'price-file',
    subject: (file) => (file === 'jse.csv' ? 'INDEX:J203:points' : `XJSE:${file.replace(/\W.*$/, '')}:ZAc`),
    files: { 'NPN.csv': { records: 5143 }, 'jse.csv': { records: 5143 } },
  },
  jse_adjclose: {
    source: 'price-file',
    subject: (file) => `XJSE:${file.startsWith('combined') ? 'DSY' : file.replace(/\W.*$/, '')}:ZAc`,
    // Adjusted closes are none at which anybody traded.
    files: {
      'ABG.JO.csv': 'otherKind',
      'MTN.JO.csv': 'otherKind',
      'SOL.JO.csv': 'otherKind',
      'combined_stocks_jse.csv.gz': 'otherKind',
    },
  },
  jse_futures: {
    source: 'price-file',
    subject: 'XSAF:ALSI:points',
    files: { 'JSE_TOP40.csv.gz': { records: 2498 } },
  },
  jse_kaggle: {
    source: 'price-file',
    subject: (file) => (file === 'SA40_index.csv' ? 'INDEX:SA40:index' : 'XJSE:NPN:ZAc'),
    files: {
      'SA40_index.csv': { records: 4347 },
      // On 2002-03-13 the close, on 2003-12-04 the close lies below the low.
      'bNPNJn.csv.gz': { records: 4094, flagged: { auction_price: 2 } },
    },
  },
};
