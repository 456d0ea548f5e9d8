import type { CorpusFolders } from './folders.ts';

/** Named by the series and the span that was asked for. */
export const sarb: CorpusFolders = {
  sarb: {
    source: 'sarb',
    subject: (file) => file.slice(0, file.indexOf('_')),
    files: {
      'EXCB051D_2026-03-23_2026-03-27.json': { records: 4 },
      'EXCB120D_2026-03-23_2026-03-27.json': { records: 4 },
      'EXCX135D_2026-03-23_2026-03-27.json': { records: 4 },
      'EXCZ001D_2026-03-23_2026-03-27.json': { records: 4 },
      'EXCZ002D_2026-03-23_2026-03-27.json': { records: 4 },
    },
  },
};
