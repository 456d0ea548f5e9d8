import type { SourceFacts } from '../../model/source.ts';
import { type Connector, cadenceWindow } from '../connector.ts';
import { parseOwid } from './owid-csv.ts';

const source: SourceFacts = {
  source_id: 'owid',
  name: 'Our World in Data: CO2 and greenhouse gas emissions',
  url: 'https://github.com/owid/co2-data',
  terms_url: 'https://github.com/owid/co2-data#license',
  redistribution: 'open',
  attribution: 'Our World in Data: CO2 and Greenhouse Gas Emissions (CC BY 4.0)',
  country: 'GB',
  datasets: ['series', 'observation'],
  cadence_seconds: 86_400,
  coverage_start: '1750-01-01',
  verified_on: '2026-11-24',
  rank: 3,
  price_basis: null,
  key: null,
  politeness: { min_interval_ms: 2000, per_day: null },
  oddities: [
    'Tonnes of CO2, but of CO2e in the columns of methane, nitrous oxide and greenhouse gases.',
    'Columns come and go with every version; those without a known unit are rejected.',
    'World and Kosovo have codes of the publisher (OWID_WRL); continents and groups have none.',
    'One file of 14 MB holds every country.',
  ],
};

/** The whole file may be restated with every version, so every window reaches back to its first year. */
const everythingMs = 1000 * 366 * 86_400_000;

/** Southern and other African countries, the largest emitters elsewhere, and the world. */
const entities = [
  ...['ZAF', 'BWA', 'EGY', 'ETH', 'GHA', 'KEN', 'LSO', 'MAR', 'MOZ', 'MUS', 'NAM', 'NGA', 'SWZ', 'ZMB', 'ZWE'],
  ...['AUS', 'BRA', 'CHN', 'DEU', 'FRA', 'GBR', 'IND', 'JPN', 'RUS', 'USA', 'OWID_WRL'],
];

/** One entity a subject, which bounds the rows of a payload: of fifty thousand lines it reads some two hundred. */
export const owid: Connector = {
  source,
  defaults: { base_url: 'https://raw.githubusercontent.com', is_sample: false, timeout_ms: 60_000 },
  subjects: entities,
  window(cursor, now, settings) {
    return cadenceWindow(cursor, now, source.cadence_seconds, settings.from ?? source.coverage_start, everythingMs);
  },
  async *fetch({ subject, settings, fetcher }) {
    // The fragment never leaves the machine: it keeps apart what each entity was last told of the one file they share.
    const payload = await fetcher.get(`${settings.base_url}/owid/co2-data/master/owid-co2-data.csv#${subject}`);
    if (payload !== null) yield payload;
  },
  parsers: [{ version: 1, parse: parseOwid }],
};
