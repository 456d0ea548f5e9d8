import type { CorpusFolders } from './folders.ts';

export const climateTrace: CorpusFolders = {
  climate_trace: {
    source: 'climate-trace',
    subject: 'AFG:co2e_20yr',
    files: {
      'afg-subdivisions.json': 'otherKind',
      // A total, 10 sectors and 64 subsectors, each by year and by twelve months.
      'sources-emissions-year-2024-gas-co2e-20yr-gadmid-afg.json': { records: 75 * 13 },
      // A total of 0 and null in place of the months: nothing is published.
      'sources-emissions-year-2026-gas-co2e-20yr-gadmid-afg.json': { records: 0 },
      'v7-cities-country-afg.json': 'otherKind',
      'v7-sources-sectors-buildings-year-2024-gas-co2e-20yr-gadmid-afg-limit-10000-offset-0.json.gz': { records: 656 },
      'v7-sources-sectors-manufacturing-year-2024-gas-co2e-20yr-gadmid-afg-limit-10000-offset-0.json': { records: 3 },
    },
  },
};
