import { z } from 'zod';
import { toDecimal } from '../../core/decimal.ts';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Observation, Series } from '../../model/records.ts';
import type { SourceFacts } from '../../model/source.ts';
import { seriesIdPattern } from '../../model/symbol.ts';
import { type Connector, cadenceWindow } from '../connector.ts';
import { changed, readEnvelope, readJson, reject, unlessChanged } from '../reading.ts';
import { economies, topicOf, unitOf, worldbankIndicators } from './worldbank-facts.ts';

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
    const path = `${settings.base_url}/v2/country/${economies.join(';')}/indicator/${subject}`;
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

const message = z.tuple([z.object({ message: z.array(z.object({ value: z.string() })) })]);
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
    throw changed(payload, `refused: ${said}`);
  }
  const [{ pages }, records] = readEnvelope(payload, envelope, document);
  return { pages: Number(pages), records: records ?? [] };
}

/** Observations of one page, and the series they belong to. A null value says that none is published: kept as null. */
function parse(payload: RawPayload): Parsed {
  const series = new Map<string, Series>();
  const observations: Observation[] = [];
  const rejected: Rejection[] = [];
  for (const record of readPage(payload).records) {
    const read = readRecord(record);
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

function readRecord(record: unknown): { series: Series; observation: Observation } | Rejection {
  if (!isObservation(record)) return reject('observation', 'schema', 'is no observation of an indicator', record);
  const { indicator, country, date, obs_status: status } = record;
  const when = readPeriod(date);
  if (when === null) return reject('observation', 'schema', `"${date}" is no year, quarter or month`, record);
  const entity = isText(record.countryiso3code) && record.countryiso3code !== '' ? record.countryiso3code : country.id;
  const series_id = `WB:${indicator.id}.${entity}`;
  if (!seriesIdPattern.test(series_id))
    return reject('observation', 'schema', `"${series_id}" is no series id`, record);
  const value = record.value === null ? null : toDecimal(record.value);
  if (value === null && record.value !== null) {
    return reject('observation', 'decimal', `"${record.value}" is no decimal number`, record);
  }
  return {
    series: {
      series_id,
      name: indicator.value,
      indicator: indicator.id,
      entity,
      entity_name: country.value,
      unit: unitOf(indicator.value),
      interval: when.interval,
      topic: topicOf(indicator.id),
    },
    observation: { series_id, period: when.period, value, status: isText(status) && status !== '' ? status : null },
  };
}

/** A year, `2020Q1` or `2020M01`, as the day on which it begins. */
function readPeriod(date: string): { period: string; interval: Series['interval'] } | null {
  const [, year, step, count = '1'] = /^(\d{4})(?:(Q)([1-4])|M(?:0[1-9]|1[0-2]))?$/.exec(date) ?? [];
  if (year === undefined) return null;
  if (date.length === 4) return { period: `${year}-01-01`, interval: '1y' };
  if (step === 'Q') return { period: `${year}-${String(3 * Number(count) - 2).padStart(2, '0')}-01`, interval: '1q' };
  return { period: `${year}-${date.slice(5)}-01`, interval: '1M' };
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
