import type { CorpusFolders } from './folders.ts';

const subjects: Readonly<Record<string, string>> = {
  'reporate.csv': 'REPO.ZAF:1d:percent',
  'gdpPCZA.csv': 'GDPPC.ZAF:1y:-',
  'gold.csv.gz': 'GOLD.WLD:1d:USD',
};

export const seriesFile: CorpusFolders = {
  sa_macro_kaggle: {
    source: 'series-file',
    subject: (file) => subjects[file] ?? 'unknown',
    files: {
      'reporate.csv': { records: 4771 },
      'gdpPCZA.csv': { records: 43 },
      'gold.csv.gz': { records: 12_767 },
    },
  },
};
