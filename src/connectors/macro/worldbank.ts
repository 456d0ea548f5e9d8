import { z } from 'zod';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Observation, Series } from '../../model/records.ts';
import type { SourceFacts } from '../../model/source.ts';
import { type Connector, cadenceWindow } from '../connector.ts';
import { readEnvelope, readJson, readText, reject, unlessChanged } from '../reading.ts';
import { refusal } from '../refusal.ts';
import { readWorldbankCsv } from './worldbank-csv.ts';
import { economies, worldbankIndicators } from './worldbank-facts.ts';
import { readObservation, type SeriesValue } from './worldbank-observation.ts';

const source: SourceFacts = {
  source_id: 'worldbank',
  name: 'World Bank: indicators',
  url: 'https://datahelpdesk.worldbank.org/knowledgebase/articles/898581-api-basic-call-structure',
  terms_url: 'https://www.worldbank.org/en/about/legal/terms-of-use-for-datasets',
  redistribution: 'open',
  attribution: 'The World Bank: World Development Indicators (CC BY 4.0)',
  country: 'US',
  datasets: ['series', 'observation'],
  cadence_seconds: 86_400,
  coverage_start: '1960-01-01',
  verified_on: '2026-11-24',
  rank: 1,
  price_basis: null,
  key: null,
  politeness: { min_interval_ms: 1000, per_day: null },
  oddities: [
    'Errors come with status 200.',
    'A reader that ignores `pages` loses countries.',
    'Any year may be restated at any time.',
  ],
};

const firstYear = '1990-01-01';
/** The World Bank restates any year at any time, so every window reaches back to the first one. */
const everythingMs = 1000 * 366 * 86_400_000;
const pageSize = 1000;

/** One indicator a subject, for all our economies. An unknown one is refused with status 200. */
export const worldbank: Connector = {
  source,
  defaults: { base_url: 'https://api.worldbank.org', is_sample: false },
  subjects: worldbankIndicators,
  window(cursor, now, settings) {
    return cadenceWindow(cursor, now, source.cadence_seconds, settings.from ?? firstYear, everythingMs);
  },
  async *fetch({ subject, settings, fetcher }, window) {
    const path = `${settings.base_url}/v2/country/${economies.join(';')}/indicator/${encodeURIComponent(subject)}`;
    const years = `${window.from.slice(0, 4)}:${window.to.slice(0, 4)}`;
    let pages = 1;
    for (let page = 1; page <= pages; page += 1) {
      const payload = await fetcher.get(`${path}?format=json&per_page=${pageSize}&page=${page}&date=${years}`);
      // The first page tells the day of the last update: if it is unchanged, so are the others.
      if (payload === null && page === 1) return;
      if (payload === null) continue;
      yield payload;
      pages = readPage(payload).pages;
    }
  },
  parsers: [{ version: 1, parse }],
};

const message = z.tuple([z.object({ message: z.array(z.object({ key: z.string().default(''), value: z.string() })) })]);
const busy = /unavailable|try again|internal|time(?:d )?out/i;
/** `per_page` is a number or text; where nothing is found, `rows` is null and the page is number 0. */
const envelope = z.tuple([
  z.object({ page: z.string(), pages: z.string().regex(/^\d+$/), total: z.string() }),
  z.array(z.unknown()).nullable(),
]);

function readPage(payload: RawPayload): { pages: number; records: readonly unknown[] } {
  const document = readJson(payload);
  const refused = message.safeParse(document);
  if (refused.success) {
    const said = refused.data[0].message.map(({ value }) => value).join('; ');
    const isBusy = refused.data[0].message.some(({ key, value }) => busy.test(`${key} ${value}`));
    throw refusal(payload, isBusy ? 503 : 400, said);
  }
  const [{ pages }, records] = readEnvelope(payload, envelope, document);
  return { pages: Number(pages), records: records ?? [] };
}

/** Observations of one document, and the series they belong to. A null value says that none is published: kept as null. */
function parse(payload: RawPayload): Parsed {
  const series = new Map<string, Series>();
  const observations: Observation[] = [];
  const rejected: Rejection[] = [];
  for (const read of readRecords(payload)) {
    if ('rule' in read) {
      rejected.push(read);
    } else {
      observations.push(read.observation);
      series.set(read.series.series_id, read.series);
    }
  }
  return unlessChanged(payload, observations.length, {
    rows: { series: [...series.values()], observation: observations },
    rejected,
  });
}

/** The API answers JSON; what people download from the source is CSV. */
function readRecords(payload: RawPayload): (SeriesValue | Rejection)[] {
  const text = readText(payload);
  const [said] = /^[^,\n]*service[^,\n]*unavailable[^,\n]*/i.exec(text) ?? [];
  if (said !== undefined) throw refusal(payload, 503, said);
  return /^\s*[[{]/.test(text) ? readPage(payload).records.map(readRecord) : readWorldbankCsv(payload, text);
}

interface PublishedObservation {
  readonly indicator: { readonly id: string; readonly value: string };
  /** The entity's two-letter code; the older API (v1) has no other. */
  readonly country: { readonly id: string; readonly value: string };
  /** Empty for income groups and other aggregates of some indicators; absent in v1. */
  readonly countryiso3code?: unknown;
  readonly date: string;
  readonly value: string | null;
  readonly obs_status?: unknown;
}

function readRecord(record: unknown): SeriesValue | Rejection {
  if (!isObservation(record)) return reject('observation', 'schema', 'is no observation of an indicator', record);
  const { indicator, country, date, value, countryiso3code: iso3, obs_status: status } = record;
  const published = {
    indicator: indicator.id,
    indicator_name: indicator.value,
    entity: isText(iso3) && iso3 !== '' ? iso3 : country.id,
    entity_name: country.value,
    date,
    value,
    status: isText(status) && status !== '' ? status : null,
  };
  return readObservation(published, record);
}

function isObservation(record: unknown): record is PublishedObservation {
  if (typeof record !== 'object' || record === null) return false;
  const { indicator, country, date, value } = record as Record<string, unknown>;
  return isNamed(indicator) && isNamed(country) && isText(date) && (value === null || isText(value));
}

function isNamed(value: unknown): value is { id: string; value: string } {
  if (typeof value !== 'object' || value === null) return false;
  const { id, value: name } = value as Record<string, unknown>;
  return isText(id) && isText(name) && name !== '';
}

const isText = (value: unknown): value is string => typeof value === 'string';
