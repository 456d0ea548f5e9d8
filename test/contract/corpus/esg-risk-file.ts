import type { CorpusFolders } from './folders.ts';

export const esgRiskFile: CorpusFolders = {
  esg_company: {
    source: 'esg-risk-file',
    subject: 'file',
    // Six figures of each of the 433 rated companies, and the employees of 496.
    files: { 'sp500_esg_risk_ratings_503.csv.gz': { records: 6 * 433 + 496 } },
  },
};
