import type { CorpusFolders } from './folders.ts';

export const openExchangeRates: CorpusFolders = {
  openexchangerates: {
    source: 'openexchangerates',
    subject: 'USD',
    files: { 'latest_usd.json': { records: 8 }, 'currencies.json': 'otherKind' },
  },
};
