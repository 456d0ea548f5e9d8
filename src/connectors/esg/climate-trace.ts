import type { Parsed } from '../../model/parsed.ts';
import type { RawPayload, Window } from '../../model/payload.ts';
import type { SourceFacts } from '../../model/source.ts';
import { type Connector, cadenceWindow } from '../connector.ts';
import { readJson } from '../reading.ts';
import { readAssets } from './climate-trace-assets.ts';
import { readPlace } from './climate-trace-place.ts';
import { seriesValuesOf } from './series-value.ts';

const source: SourceFacts = {
  source_id: 'climate-trace',
  name: 'Climate TRACE: emissions by place, sector and source',
  url: 'https://api.climatetrace.org/v7/docs/index.html',
  terms_url: 'https://climatetrace.org/terms',
  redistribution: 'open',
  attribution: 'Climate TRACE (CC BY 4.0)',
  country: 'US',
  datasets: ['series', 'observation'],
  cadence_seconds: 604_800,
  coverage_start: '2015-01-01',
  verified_on: '2026-11-24',
  rank: 1,
  price_basis: null,
  key: null,
  politeness: { min_interval_ms: 1000, per_day: null },
  oddities: [
    'A year without figures is a total of 0 with null in place of its months, and an empty list is the word null.',
    'The newest year ends some months ago, and its sum is that of the months there are.',
    'Estimates: a release may change every month since 2021.',
    'CO2e is weighed over 100 or over 20 years; only the first has the unit tCO2e here.',
  ],
};

/** Months are estimated since this year. */
const firstYear = '2021-01-01';
/** Each release restates all months, so every window reaches back to the first one. */
const everythingMs = 1000 * 366 * 86_400_000;
const pageSize = 1000;

/** South Africa with its provinces (level 1 of GADM), its neighbours, and countries to compare them with. */
const places = [
  'ZAF',
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((province) => `ZAF.${province}_1`),
  ...['BWA', 'LSO', 'MOZ', 'NAM', 'SWZ', 'ZWE', 'KEN', 'NGA', 'EGY', 'BRA', 'CHN', 'DEU', 'GBR', 'IND', 'USA'],
];
/** Sectors whose sources are plants and mines with a name, and therefore of companies. */
const sectorsOfAssets = ['power', 'manufacturing', 'fossil-fuel-operations', 'mineral-extraction'];

/**
 * A subject is a place of GADM (`ZAF`, `ZAF.9_1`), or a sector of one (`ZAF/power`) for the list of its sources; another
 * gas than all of them over 100 years follows a colon (`ZAF:ch4`). Lists are long, so only South Africa's are collected.
 */
export const climateTrace: Connector = {
  source,
  defaults: { base_url: 'https://api.climatetrace.org', is_sample: false },
  subjects: [...places, 'ZAF:ch4', ...sectorsOfAssets.map((sector) => `ZAF/${sector}`)],
  window(cursor, now, settings) {
    return cadenceWindow(cursor, now, source.cadence_seconds, settings.from ?? firstYear, everythingMs);
  },
  async *fetch({ subject, settings, fetcher }, window) {
    const [where = '', gas = 'co2e_100yr'] = subject.split(':');
    const [place, sector] = where.split('/').map(encodeURIComponent);
    for (const year of yearsOf(window)) {
      const query = `year=${year}&gas=${encodeURIComponent(gas)}&gadmId=${place}`;
      if (sector === undefined) {
        const payload = await fetcher.get(`${settings.base_url}/v7/sources/emissions?${query}`);
        if (payload !== null) yield payload;
        continue;
      }
      const list = `${settings.base_url}/v7/sources?sectors=${sector}&${query}&limit=${pageSize}`;
      for (let offset = 0, more = true; more; offset += pageSize) {
        const payload = await fetcher.get(`${list}&offset=${offset}`);
        if (payload !== null) yield payload;
        more = payload !== null && isFullPage(payload);
      }
    }
  },
  parsers: [{ version: 1, parse }],
};

function yearsOf({ from, to }: Window): number[] {
  const first = Number(from.slice(0, 4));
  return Array.from({ length: Number(to.slice(0, 4)) - first + 1 }, (_, at) => first + at);
}

function isFullPage(payload: RawPayload): boolean {
  const document = readJson(payload);
  return Array.isArray(document) && document.length === pageSize;
}

function parse(payload: RawPayload): Parsed {
  const document = readJson(payload);
  if (document === null) return seriesValuesOf(payload, []);
  return seriesValuesOf(payload, Array.isArray(document) ? readAssets(document) : readPlace(payload, document));
}
