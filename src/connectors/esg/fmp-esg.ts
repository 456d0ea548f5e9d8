import { z } from 'zod';
import { toDecimal } from '../../core/decimal.ts';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Series } from '../../model/records.ts';
import type { SourceFacts } from '../../model/source.ts';
import { absentObservationFacts } from '../absent.ts';
import { isDay } from '../calendar-day.ts';
import { type Connector, cadenceWindow } from '../connector.ts';
import { readEnvelope, readJson, readText, reject } from '../reading.ts';
import { refusal } from '../refusal.ts';
import { identified, type SeriesValue, seriesValuesOf } from './series-value.ts';
import { companyOf, knownSymbols } from './vendor-company.ts';

const source: SourceFacts = {
  source_id: 'fmp-esg',
  name: 'Financial Modeling Prep: ESG scores of companies',
  url: 'https://site.financialmodelingprep.com/developer/docs/stable/esg-search',
  terms_url: 'https://site.financialmodelingprep.com/terms-of-service',
  redistribution: 'restricted',
  attribution: 'Financial Modeling Prep',
  country: 'FR',
  datasets: ['series', 'observation'],
  cadence_seconds: 604_800,
  coverage_start: '1993-01-01',
  verified_on: '2026-11-24',
  rank: 2,
  price_basis: null,
  key: { name: 'FMP_KEY', register_url: 'https://site.financialmodelingprep.com/register' },
  politeness: { min_interval_ms: 1000, per_day: 250 },
  oddities: [
    'A score a filing with the SEC, so companies without one have none.',
    'Several filings may end on the same day; the one accepted last stands.',
    'Refusals are objects with an "Error Message"; some come with status 200.',
    'The older addresses (/api/v4) answer 403 to newer keys.',
  ],
};

/** Each answer holds every filing there was, so every window reaches back to the first. */
const everythingMs = 1000 * 366 * 86_400_000;

export const fmpEsg: Connector = {
  source,
  defaults: { base_url: 'https://financialmodelingprep.com', is_sample: false },
  subjects: knownSymbols,
  window(cursor, now, settings) {
    return cadenceWindow(cursor, now, source.cadence_seconds, settings.from ?? source.coverage_start, everythingMs);
  },
  async *fetch({ subject, settings, fetcher }) {
    const url = `${settings.base_url}/stable/esg-disclosures?symbol=${encodeURIComponent(subject)}`;
    const payload = await fetcher.get(url, { secretQuery: { apikey: settings.api_key ?? '' } });
    if (payload !== null) yield payload;
  },
  parsers: [{ version: 1, parse }],
};

const scores = [
  { field: 'environmentalScore', indicator: 'ESG_ENVIRONMENT', name: 'Environmental score', topic: 'environment' },
  { field: 'socialScore', indicator: 'ESG_SOCIAL', name: 'Social score', topic: 'social' },
  { field: 'governanceScore', indicator: 'ESG_GOVERNANCE', name: 'Governance score', topic: 'governance' },
  { field: 'ESGScore', indicator: 'ESG_TOTAL', name: 'ESG score', topic: 'governance' },
] as const satisfies readonly { field: string; indicator: string; name: string; topic: Series['topic'] }[];

const refused = z.object({ 'Error Message': z.string() });

function parse(payload: RawPayload): Parsed {
  const text = readText(payload);
  if (ofAnotherPlan.test(text)) throw refusal(payload, 403, text.slice(0, 200));
  const document = readJson(payload);
  const said = refused.safeParse(document);
  if (said.success) throw refusal(payload, statusOf(said.data['Error Message']), said.data['Error Message']);
  const filings = readEnvelope(payload, z.array(z.unknown()), document);
  return seriesValuesOf(payload, filings.toSorted(byAcceptance).flatMap(readFiling));
}

/** With what a refusal begins that only another plan helps against; it may come without any JSON around it. */
const ofAnotherPlan = /^\s*(?:premium|exclusive|special|legacy)\b/i;

/** What the vendor's words would be as a status: too many requests, or a plan without these figures. */
function statusOf(said: string): number {
  if (ofAnotherPlan.test(said)) return 403;
  if (/limit/i.test(said)) return 429;
  return /subscription|premium|exclusive|legacy|upgrade/i.test(said) ? 403 : 400;
}

/** Earlier filings first, because of two about the same day the last word stands. */
function byAcceptance(left: unknown, right: unknown): number {
  return acceptedOn(left).localeCompare(acceptedOn(right));
}

function acceptedOn(filing: unknown): string {
  return isFiling(filing) ? String(filing.acceptedDate ?? '') : '';
}

interface Filing {
  readonly symbol: string;
  readonly date: string;
  readonly companyName: string;
  readonly [field: string]: unknown;
}

function isFiling(record: unknown): record is Filing {
  if (typeof record !== 'object' || record === null) return false;
  const { symbol, date, companyName } = record as Record<string, unknown>;
  return [symbol, date, companyName].every((text) => typeof text === 'string' && text !== '');
}

/** Scores from 0 to 100 as of the day with which the filing's period ends; the filing is the document. */
function readFiling(record: unknown): (SeriesValue | Rejection)[] {
  if (!isFiling(record)) return [reject('observation', 'schema', 'is no filing of a company', record)];
  const { symbol, date: period, companyName: entity_name, url } = record;
  if (!isDay(period)) return [reject('observation', 'schema', `"${period}" is no calendar day`, record)];
  const entity = companyOf(symbol);
  const facts = { ...absentObservationFacts, document: typeof url === 'string' && url !== '' ? url : null };
  return scores.flatMap(({ field, indicator, name, topic }): (SeriesValue | Rejection)[] => {
    const published = record[field];
    if (published === null) return [];
    const value = typeof published === 'string' ? toDecimal(published) : null;
    if (value === null) return [reject('observation', 'schema', `has no number as ${field}`, record)];
    const series_id = `FMP:${indicator}.${entity}`;
    const series = { series_id, name, indicator, entity, entity_name, unit: 'index', interval: '1d', topic } as const;
    return [identified({ series, observation: { series_id, period, value, ...facts } }, record)];
  });
}
