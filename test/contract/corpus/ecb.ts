import type { CorpusFolders } from './folders.ts';

export const ecb: CorpusFolders = {
  ecb: {
    source: 'ecb',
    subject: 'all',
    files: {
      'ecb-data-api_EXR_2026-02-17.csv': { records: 638 },
      'eurofxref-daily.xml': { records: 32 },
      'eurofxref-daily_2022-03-04.csv': { records: 31 },
      'eurofxref-hist-90d.xml': { records: 1984 },
      'eurofxref-hist_2022-12-30.csv.gz': { records: 6147 * 41 - 59_482 },
    },
  },
};
