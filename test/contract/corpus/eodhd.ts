import type { CorpusFolders } from './folders.ts';

/** The recorded refusal of a key, the word Unauthenticated, is left to its unit test. */
export const eodhd: CorpusFolders = {
  eodhd: {
    source: 'eodhd',
    subject: (file) => (file.startsWith('client_eod') ? 'BHP.AU:eod' : 'AU:symbols'),
    files: {
      'client_eod_data.json.gz': { records: 8194 },
      'client_exchange_symbol_list.json.gz': { records: 2256, counts: ['instrument'] },
      'client_exchanges_list.json': 'otherKind',
    },
  },
};
