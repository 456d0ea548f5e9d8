import type { CorpusFolders } from './folders.ts';

/** 411 symbols, 54 ISINs and 218 FIGIs: ten ISINs are of depositary receipts, four and four numbers are shared. */
export const jseListings: CorpusFolders = {
  jse_listings: {
    source: 'jse-listings',
    subject: 'JNB',
    files: {
      'financedatabase_JNB.csv.gz': {
        records: 411 + 54 + 218,
        counts: ['alias'],
        rejected: { depositary_receipt: 10, shared_number: 8 },
      },
      'JSE_company_list.csv': 'otherKind',
      'Sector_List.csv': 'otherKind',
      'TOP40_company_list.csv': 'otherKind',
    },
  },
};
