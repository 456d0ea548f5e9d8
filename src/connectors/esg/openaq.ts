import { z } from 'zod';
import type { Parsed } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { SourceFacts } from '../../model/source.ts';
import { type Connector, cadenceWindow } from '../connector.ts';
import { readEnvelope, readJson, reject, unlessChanged } from '../reading.ts';
import { refusal } from '../refusal.ts';
import { readV1 } from './openaq-v1.ts';
import { readV3 } from './openaq-v3.ts';
import { type OpenaqRead, openaqRows } from './openaq-value.ts';

const source: SourceFacts = {
  source_id: 'openaq',
  name: 'OpenAQ: air quality by station',
  url: 'https://docs.openaq.org',
  terms_url: 'https://docs.openaq.org/about/terms',
  redistribution: 'restricted',
  attribution: 'OpenAQ, and the provider of each station',
  country: 'US',
  datasets: ['series', 'measurement', 'observation'],
  cadence_seconds: 3600,
  coverage_start: '2016-01-01',
  verified_on: '2026-11-24',
  rank: 3,
  price_basis: null,
  key: { name: 'OPENAQ_KEY', register_url: 'https://explore.openaq.org/register' },
  politeness: { min_interval_ms: 1800, per_day: 48_000 },
  oddities: [
    'Versions 1 and 2 answer 410 since January 2025, and whoever keeps asking is banned.',
    'Every provider has terms of its own, listed with its stations.',
    'A value is rounded to three significant digits; negative ones are noise, -999 is no value.',
    'An hour is named by its end, a day by the midnight of the station with which it begins.',
    'What is too many to count is found ">1000" times.',
    '`/latest` names neither parameter nor span and misses values that come late: it is not read.',
  ],
};

const firstHour = '2025-01-01';
/** Providers report late; a day's mean may change for as long. */
const overlapMs = { hours: 24 * 3_600_000, days: 7 * 24 * 3_600_000 };
const pageSize = 1000;

/**
 * A subject is a sensor of a station: `2178/3917/hours` or `2178/3917/days`. These are the station of OpenAQ's own
 * documentation (Del Norte, Albuquerque); a deployment names the stations near its readers in its settings.
 */
export const openaq: Connector = {
  source,
  defaults: { base_url: 'https://api.openaq.org', is_sample: false },
  subjects: ['2178/3917/hours', '2178/3917/days', '2178/3920/hours', '2178/3920/days'],
  backfillDays: 90,
  window(cursor, now, settings, subject) {
    const isDaily = subject.endsWith('/days');
    const cadence = isDaily ? 86_400 : source.cadence_seconds;
    return cadenceWindow(cursor, now, cadence, settings.from ?? firstHour, overlapMs[isDaily ? 'days' : 'hours']);
  },
  async *fetch({ subject, settings, fetcher }, { from, to }) {
    const headers = { 'X-API-Key': settings.api_key ?? '' };
    const [station = '', sensor = '', span = ''] = subject.split('/').map(encodeURIComponent);
    // The station names its sensors and their place, which changes seldom: asked for once a day.
    if (from.slice(0, 10) !== to.slice(0, 10)) {
      const payload = await fetcher.get(`${settings.base_url}/v3/locations/${station}`, { headers });
      if (payload !== null) yield payload;
    }
    const path = `${settings.base_url}/v3/sensors/${sensor}/${span}`;
    const asked =
      span === 'days'
        ? `date_from=${from.slice(0, 10)}&date_to=${to.slice(0, 10)}`
        : `datetime_from=${from}&datetime_to=${to}`;
    for (let page = 1, more = true; more; page += 1) {
      const payload = await fetcher.get(`${path}?${asked}&limit=${pageSize}&page=${page}`, { headers });
      if (payload !== null) yield payload;
      more = payload !== null && resultsOf(payload).length === pageSize;
    }
  },
  parsers: [
    { version: 1, until: '2025-02-01T00:00:00.000Z', parse: (payload) => read(payload, readV1) },
    { version: 2, parse },
  ],
};

const answer = z.object({ results: z.array(z.unknown()) });
const message = z.object({ message: z.string() });

function resultsOf(payload: RawPayload): readonly unknown[] {
  const document = readJson(payload);
  const refused = message.safeParse(document);
  if (refused.success) throw refusal(payload, statusOf(refused.data.message), refused.data.message);
  return readEnvelope(payload, answer, document).results;
}

/** What the message would be as a status. */
function statusOf(said: string): number {
  if (/too many|rate limit/i.test(said)) return 429;
  if (/internal|unavailable|time(?:d )?out|gateway/i.test(said)) return 503;
  return /unauthor|forbidden/i.test(said) ? 401 : 400;
}

/** Answers of version 3, and those of version 1 that somebody kept and hands in later. */
function parse(payload: RawPayload, subject: string): Parsed {
  const sensor = sensorOf(payload.url) ?? sensorOf(subject);
  return read(payload, (record) => readV3(record, sensor) ?? readV1(record));
}

function sensorOf(text: string): string | null {
  return /\/sensors\/(\d+)\//.exec(text)?.[1] ?? /^\d+\/(\d+)\//.exec(text)?.[1] ?? null;
}

function read(payload: RawPayload, readRecord: (record: unknown) => OpenaqRead[] | undefined): Parsed {
  const parsed = openaqRows(
    resultsOf(payload).flatMap(
      (record) =>
        readRecord(record) ?? [
          reject('measurement', 'schema', 'is neither a station nor a value of a known one', record),
        ],
    ),
  );
  const rowCount = Object.values(parsed.rows).reduce((sum, rows) => sum + rows.length, 0);
  return unlessChanged(payload, rowCount, parsed);
}
