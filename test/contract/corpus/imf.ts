import type { CorpusFolders } from './folders.ts';

/** Of 36 currencies on 22 days, 58 rates are NA and 22 are the dollar in dollars. */
export const imf: CorpusFolders = {
  imf: {
    source: 'imf',
    subject: 'REP',
    files: { 'rms_mth_2026-03_REP.tsv': { records: 36 * 22 - 58 - 22 } },
  },
};
