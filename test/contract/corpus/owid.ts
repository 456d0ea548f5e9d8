import type { CorpusFolders } from './folders.ts';

export const owid: CorpusFolders = {
  owid: {
    source: 'owid',
    subject: 'ZAF',
    files: {
      'owid-co2-codebook.csv': 'otherKind',
      // Cells of the lines of South Africa that are not empty, of 413,999 in all.
      'owid-co2-data_4c85d0f.csv.gz': { records: 2893 },
    },
  },
};
