import type { CorpusFolders } from './folders.ts';

export const openaq: CorpusFolders = {
  openaq_v1: {
    source: 'openaq',
    subject: 'any',
    files: {
      // A page of the length 0.
      'aq_countries_1.json': { records: 0 },
      'aq_countries_2.json': 'otherKind',
      // -101 µg/m³ of PM10.
      'aq_latest_00_1.json': { records: 8, rejected: { negative: 1 } },
      // Twice -99; the -4.2 µg/m³ of another station is noise, and stays.
      'aq_latest_page1_limit100_1.json': { records: 332, rejected: { sentinel: 2 } },
      'aq_measurements_misc_1.json': { records: 2 },
      'aq_measurements_misc_2.json': { records: 2 },
      'aq_measurements_misc_3.json': { records: 2 },
      'aq_measurements_misc_4.json': { records: 2 },
    },
  },
};
