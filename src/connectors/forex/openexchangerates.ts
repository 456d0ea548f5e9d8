import { z } from 'zod';
import { toInstant } from '../../core/clock.ts';
import type { Parsed } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { SourceFacts } from '../../model/source.ts';
import { type Connector, cadenceWindow } from '../connector.ts';
import { ratesOf, readRate } from '../rate-row.ts';
import { changed, readEnvelope, readJson, reject } from '../reading.ts';
import { refusal } from '../refusal.ts';

const source: SourceFacts = {
  source_id: 'openexchangerates',
  name: 'Open Exchange Rates',
  url: 'https://docs.openexchangerates.org',
  terms_url: 'https://openexchangerates.org/terms',
  redistribution: 'restricted',
  attribution: 'Rates: Open Exchange Rates',
  country: 'GB',
  datasets: ['rate'],
  cadence_seconds: 43_200,
  coverage_start: '1999-01-01',
  verified_on: '2026-11-24',
  rank: 2,
  price_basis: null,
  key: { name: 'OPENEXCHANGERATES_APP_ID', register_url: 'https://openexchangerates.org/signup/free' },
  // The free plan has 1,000 requests a month.
  politeness: { min_interval_ms: 1000, per_day: 30 },
  oddities: [
    'The rate of a day is the last one blended before its midnight in UTC, and that of today changes by the hour.',
    'Timestamps are in seconds. The free plan has no other base than USD.',
    'Metals and bitcoin stand among the currencies: XAU, XAG, XPD, XPT, BTC.',
  ],
};

const dayMs = 24 * 3_600_000;
/** Each day costs a request, of which there are few. */
const firstDays = 30;

/** A day a request: the days that ended in the window, and the one that runs at its end so far. */
export const openExchangeRates: Connector = {
  source,
  defaults: { base_url: 'https://openexchangerates.org', is_sample: false },
  subjects: ['USD'],
  backfillDays: 1,
  window(cursor, now, settings) {
    const recent = toInstant(Date.parse(now) - firstDays * dayMs);
    const first = cursor.collected_to === null ? recent : source.coverage_start;
    return cadenceWindow(cursor, now, source.cadence_seconds, settings.from ?? first, 0);
  },
  async *fetch({ settings, fetcher }, window) {
    const today = window.to.slice(0, 10);
    const files = window.to.endsWith('T00:00:00.000Z') ? [] : ['latest.json'];
    for (let at = Date.parse(window.from); toInstant(at).slice(0, 10) < today; at += dayMs) {
      files.push(`historical/${toInstant(at).slice(0, 10)}.json`);
    }
    for (const file of files) {
      const secretQuery = { app_id: settings.api_key ?? '' };
      const payload = await fetcher.get(`${settings.base_url}/api/${file}`, { secretQuery });
      if (payload !== null) yield payload;
    }
  },
  parsers: [{ version: 1, parse }],
};

const refused = z.object({
  error: z.literal(true),
  status: z.string(),
  message: z.string(),
  description: z.string().default(''),
});

const envelope = z.object({
  timestamp: z.string().regex(/^\d{9,10}$/, 'is no epoch second'),
  base: z.string(),
  rates: z.record(z.string(), z.unknown()),
});

function parse(payload: RawPayload): Parsed {
  const document = readJson(payload);
  const error = refused.safeParse(document);
  if (error.success) {
    const { status, message, description } = error.data;
    // A plan without the feature is refused with 429, as if waiting would help.
    throw refusal(payload, message === 'not_allowed' ? 403 : Number(status), `${message}: ${description}`);
  }
  const { timestamp, base, rates } = readEnvelope(payload, envelope, document);
  const date = toInstant(Number(timestamp) * 1000).slice(0, 10);
  const records = Object.entries(rates).filter(([quote]) => quote !== base);
  if (records.length === 0) throw changed(payload, 'sent a document without any rate');
  return ratesOf(
    payload,
    records.map(([quote, value]) => {
      const record = { base, quote, date, value };
      if (typeof value !== 'string') return reject('rate', 'schema', 'is no number', record);
      return readRate({ base, quote, date, value }, record);
    }),
  );
}
