import type { CorpusFolders } from './folders.ts';

/** An exchange rate is an observation, the vintage that was asked for, and a rate. */
const exchange = { records: 3 * 10 };

export const fred: CorpusFolders = {
  fred: {
    source: 'fred',
    subject: (file) => /^observations_(\w+?)_/.exec(file)?.[1] ?? file.slice(0, file.indexOf('.')),
    files: {
      'observations_DEXCHUS_2026-03.json': exchange,
      'observations_DEXJPUS_2026-03.json': exchange,
      'observations_DEXSFUS_2026-03.json': exchange,
      'observations_DEXUSEU_2026-03.json': exchange,
      'observations_DEXUSUK_2026-03.json': exchange,
      'CPIAUCSL.csv': { records: 907 },
      'DGS10.csv.gz': { records: 15_388 },
    },
  },
};
