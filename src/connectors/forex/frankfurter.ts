import { toInstant } from '../../core/clock.ts';
import type { Parsed } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { SourceFacts } from '../../model/source.ts';
import { type Connector, cadenceWindow } from '../connector.ts';
import { ratesOf, readRate } from '../rate-row.ts';
import { readText } from '../reading.ts';
import { readFrankfurter } from './frankfurter-document.ts';

const source: SourceFacts = {
  source_id: 'frankfurter',
  name: 'Frankfurter: rates of central banks, blended',
  url: 'https://frankfurter.dev/docs',
  terms_url: 'https://github.com/lineofflight/frankfurter/discussions/774',
  redistribution: 'open',
  attribution: 'Frankfurter (frankfurter.dev), from rates of central banks',
  country: 'DE',
  datasets: ['rate'],
  cadence_seconds: 21_600,
  coverage_start: '1999-01-04',
  verified_on: '2026-11-24',
  rank: 3,
  price_basis: null,
  key: null,
  politeness: { min_interval_ms: 1000, per_day: null },
  oddities: [
    'Version 2 blends the rates of some hundred central banks: a value that none of them has published.',
    'A currency that fixes no rate on a day keeps the date of its last one; the base against itself is listed as 1.',
    'Version 1 has the ECB’s rates alone: as published against the euro, divided and rounded against any other base.',
    'A document that asks for an amount multiplies its rates by it.',
  ],
};

const dayMs = 24 * 3_600_000;
/** Blends change while late central banks come in. */
const correctedForMs = 7 * dayMs;
/** The longest span that the service is sure to answer before its own deadline. */
const longestSpanMs = 366 * dayMs;

/** All currencies of a base a request; the subject is the base. */
export const frankfurter: Connector = {
  source,
  defaults: { base_url: 'https://api.frankfurter.dev', is_sample: false },
  subjects: ['USD'],
  backfillDays: 365,
  window(cursor, now, settings) {
    const lastYear = toInstant(Date.parse(now) - longestSpanMs);
    const first = cursor.collected_to === null ? lastYear : source.coverage_start;
    return cadenceWindow(cursor, now, source.cadence_seconds, settings.from ?? first, correctedForMs);
  },
  async *fetch({ subject, settings, fetcher }, window) {
    const last = Date.parse(window.to);
    for (let from = Date.parse(window.from); from <= last; from += longestSpanMs) {
      const to = Math.min(from + longestSpanMs - dayMs, last);
      const span = `from=${toInstant(from).slice(0, 10)}&to=${toInstant(to).slice(0, 10)}`;
      const payload = await fetcher.get(`${settings.base_url}/v2/rates?base=${encodeURIComponent(subject)}&${span}`);
      if (payload !== null) yield payload;
    }
  },
  parsers: [{ version: 1, parse }],
};

/** The base against itself is listed as 1: it says nothing, and is no record. */
function parse(payload: RawPayload): Parsed {
  const { listed, rejected } = readFrankfurter(payload, readText(payload));
  const rates = listed.filter(({ base, quote }) => base !== quote);
  return ratesOf(payload, [...rates.map((rate) => readRate(rate, rate)), ...rejected]);
}
