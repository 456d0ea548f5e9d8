import type { CorpusFolders } from './folders.ts';

export const sens: CorpusFolders = {
  // Three lines repeat issuer, heading and minute of another, and have no number that would tell them apart.
  sens: {
    source: 'sens',
    subject: 'all',
    files: { 'sens_headlines.csv': { records: 225, rejected: { duplicate: 3 }, flagged: {} } },
  },
};
