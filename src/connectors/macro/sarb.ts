import { z } from 'zod';
import { toInstant } from '../../core/clock.ts';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Observation, Rate, Series } from '../../model/records.ts';
import type { SourceFacts } from '../../model/source.ts';
import { type Connector, cadenceWindow } from '../connector.ts';
import { readRate } from '../rate-row.ts';
import { readEnvelope, readJson, reject, unlessChanged } from '../reading.ts';
import { readObserved } from './observed.ts';
import { pairOf } from './sarb-currencies.ts';
import { sarbSeries, sarbSeriesCodes } from './sarb-series.ts';

const source: SourceFacts = {
  source_id: 'sarb',
  name: 'South African Reserve Bank: exchange rates and statistics',
  url: 'https://custom.resbank.co.za/SarbWebApi/Help',
  terms_url: 'https://www.resbank.co.za/en/home/quick-links/terms-and-conditions',
  redistribution: 'restricted',
  attribution: 'Source: South African Reserve Bank',
  country: 'ZA',
  datasets: ['rate', 'series', 'observation'],
  cadence_seconds: 43_200,
  coverage_start: '1960-01-01',
  verified_on: '2026-11-24',
  rank: 1,
  price_basis: null,
  key: null,
  politeness: { min_interval_ms: 2000, per_day: null },
  oddities: [
    'Some rates are rands for a unit, most are units for a rand: only the text of each row tells which.',
    'Rates are averages of the banks at about 10:30, weighted by their trades.',
    'Periods are local days without a zone; months, quarters and years are dated by their last day.',
    'An answer lacks the first day of the span that was asked for.',
    'Without a span the last 25 values come; an unknown code has an empty list.',
    'The kwacha series runs on over the rebasing of 2013.',
  ],
};

/** Exchange rates of the rand, most of them since 2000. */
const rateCodes = [
  ...['EXCX135D', 'EXCZ001D', 'EXCZ002D', 'EXCB003D', 'EXCB013D', 'EXCB015D', 'EXCB016D', 'EXCB031D', 'EXCB036D'],
  ...['EXCB051D', 'EXCB059D', 'EXCB063D', 'EXCB065D', 'EXCB071D', 'EXCB080D', 'EXCB081D', 'EXCB094D', 'EXCB110D'],
  ...['EXCB115D', 'EXCB118D', 'EXCB120D', 'EXCB121D', 'EXCB122D', 'EXCB123D', 'EXCB126D'],
];

const firstDay = '2000-01-01';
const dayMs = 24 * 3_600_000;
/** A day is corrected within weeks, a month or a quarter for a year. */
const correctedForMs = (subject: string): number =>
  (sarbSeries(subject)?.interval ?? '1d') === '1d' ? 14 * dayMs : 400 * dayMs;

/** One series a request: an exchange rate or a statistic. */
export const sarb: Connector = {
  source,
  defaults: { base_url: 'https://custom.resbank.co.za', is_sample: false },
  subjects: [...rateCodes, ...sarbSeriesCodes],
  window(cursor, now, settings, subject) {
    return cadenceWindow(cursor, now, source.cadence_seconds, settings.from ?? firstDay, correctedForMs(subject));
  },
  async *fetch({ subject, settings, fetcher }, { from, to }) {
    const observations = `${settings.base_url}/SarbWebApi/WebIndicators/Shared/GetTimeseriesObservations`;
    const dayBefore = toInstant(Date.parse(from) - dayMs);
    const payload = await fetcher.get(
      `${observations}/${encodeURIComponent(subject)}/${midnightOf(dayBefore)}/${midnightOf(to)}`,
    );
    if (payload !== null) yield payload;
  },
  parsers: [{ version: 1, parse }],
};

const midnightOf = (instant: string): string => `${instant.slice(0, 10)}T00:00:00`;

/** Newest first. An empty list is what the bank says of a span without values, and of codes that it does not know. */
const envelope = z.array(z.unknown());

function parse(payload: RawPayload, subject: string): Parsed {
  const series = sarbSeries(subject);
  const rate: Rate[] = [];
  const observation: Observation[] = [];
  const rejected: Rejection[] = [];
  for (const record of readEnvelope(payload, envelope, readJson(payload))) {
    const read = readRow(record, series);
    if (read === null) continue;
    if ('rule' in read) rejected.push(read);
    else if ('period' in read) observation.push(read);
    else rate.push(read);
  }
  const head: Series[] = series !== null && observation.length > 0 ? [series] : [];
  return unlessChanged(payload, rate.length + observation.length, {
    rows: { rate, series: head, observation },
    rejected,
  });
}

const row = z.object({
  Period: z.string().regex(/^\d{4}-\d\d-\d\d(?:T[\d:.]+)?$/),
  Timeseries: z.string(),
  Value: z.string().nullable(),
});

/** A rate where the row's text names a direction against the rand, else a value of the series; null for no rate. */
function readRow(record: unknown, series: Series | null): Rate | Observation | Rejection | null {
  const { data: read } = row.safeParse(record);
  if (read === undefined) return reject(series ? 'observation' : 'rate', 'schema', 'is no value of a series', record);
  const day = read.Period.slice(0, 10);
  const pair = pairOf(read.Timeseries, day);
  if (pair === null && series !== null) return readObserved(series, day, read.Value, record);
  if (pair === null) {
    const said = `"${read.Timeseries}" says neither what a rand costs nor what is paid for it`;
    return reject('rate', 'direction', said, record);
  }
  if (typeof pair === 'string') {
    return reject('rate', 'unknown_currency', `"${pair}" is in no table of the Reserve Bank’s currencies`, record);
  }
  return read.Value === null ? null : readRate({ ...pair, date: day, value: read.Value }, record);
}
