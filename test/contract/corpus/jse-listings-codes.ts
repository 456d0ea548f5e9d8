import type { CorpusFolders } from './folders.ts';

export const jseListingsCodes: CorpusFolders = {
  jse_listings: {
    source: 'jse-listings-codes',
    subject: 'all',
    files: {
      // BVT, GLI, OAO, SPP, TFG and TFGP stand in the list twice.
      'JSE_company_list.csv': { records: 385, counts: ['alias'], rejected: { duplicate: 6 } },
      'TOP40_company_list.csv': { records: 40, counts: ['alias'] },
      // Sectors and their codes, under the heading of share codes.
      'Sector_List.csv': 'otherKind',
      'financedatabase_JNB.csv.gz': 'otherKind',
    },
  },
};
