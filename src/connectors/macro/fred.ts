import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Observation, Rate, Series, Vintage } from '../../model/records.ts';
import type { SourceFacts } from '../../model/source.ts';
import { type Connector, cadenceWindow } from '../connector.ts';
import { readRate } from '../rate-row.ts';
import { changed, readText, unlessChanged } from '../reading.ts';
import { beginsWeek } from '../weekly.ts';
import { readFredCsv } from './fred-csv.ts';
import { fredExchange, fredExchangeIds } from './fred-exchange.ts';
import { type FredValue, readFredPage } from './fred-json.ts';
import { fredSeries, fredSeriesIds } from './fred-series.ts';
import { readObserved } from './observed.ts';

/** FRED passes on what others make; its terms leave some series to their owners. */
const source: SourceFacts = {
  source_id: 'fred',
  name: 'Federal Reserve Bank of St. Louis: FRED and ALFRED',
  url: 'https://fred.stlouisfed.org/docs/api/fred/',
  terms_url: 'https://fred.stlouisfed.org/legal/',
  redistribution: 'restricted',
  attribution: 'Source: FRED, Federal Reserve Bank of St. Louis',
  country: 'US',
  datasets: ['series', 'observation', 'vintage', 'rate'],
  cadence_seconds: 86_400,
  coverage_start: '1947-01-01',
  verified_on: '2026-11-24',
  rank: 3,
  price_basis: null,
  key: { name: 'FRED_API_KEY', register_url: 'https://fredaccount.stlouisfed.org/apikeys' },
  politeness: { min_interval_ms: 600, per_day: null },
  oddities: [
    'Values are strings, and a missing one is a dot.',
    'Exchange rates are units for a dollar, or dollars for a unit: the direction differs by series.',
    'An answer does not name its series.',
    'Asked for no real-time period, every value is dated by the day of the request.',
    'More than 2,000 vintage dates at once are refused.',
  ],
};

const firstDay = '1990-01-01';
const dayMs = 24 * 3_600_000;
const pageSize = 100_000;
const isDaily = (id: string): boolean => fredSeries(id).interval === '1d';

/** A day is corrected within weeks. Months and quarters are revised for years, and all of them are read once a week. */
function correctedForMs(id: string, collectedTo: string | null, now: string): number {
  if (isDaily(id)) return 14 * dayMs;
  return beginsWeek({ from: collectedTo ?? now, to: now }) ? 1000 * 366 * dayMs : 2 * 366 * dayMs;
}

/**
 * One series a request, with its vintages (ALFRED): a value belongs to the days on which FRED said so. Nothing is known
 * of a period before it begins, so that a real-time period from the first asked day on shows every value's true
 * beginning. A series of days has as many vintage dates as days, of which FRED gives 2,000: its history before the last
 * five years comes as it was known at their beginning.
 */
export const fred: Connector = {
  source,
  defaults: { base_url: 'https://api.stlouisfed.org', is_sample: false },
  subjects: [...fredSeriesIds, ...fredExchangeIds],
  window(cursor, now, settings, subject) {
    const overlapMs = correctedForMs(subject, cursor.collected_to, now);
    return cadenceWindow(cursor, now, source.cadence_seconds, settings.from ?? firstDay, overlapMs);
  },
  async *fetch({ subject, settings, fetcher }, window) {
    const first = window.from.slice(0, 10);
    const fiveYearsAgo = `${Number(window.to.slice(0, 4)) - 5}-01-01`;
    const known = isDaily(subject) && first < fiveYearsAgo ? fiveYearsAgo : first;
    const span = `observation_start=${first}&realtime_start=${known}&realtime_end=9999-12-31`;
    const url = `${settings.base_url}/fred/series/observations?series_id=${encodeURIComponent(subject)}&file_type=json&${span}`;
    for (let offset = 0, count = 1; offset < count; ) {
      const secretQuery = { api_key: settings.api_key ?? '' };
      const payload = await fetcher.get(`${url}&limit=${pageSize}&offset=${offset}`, { secretQuery });
      if (payload === null) return;
      yield payload;
      const page = readFredPage(payload);
      if (page.upTo <= offset) return;
      ({ count, upTo: offset } = page);
    }
  },
  parsers: [{ version: 1, parse }],
};

function parse(payload: RawPayload, subject: string): Parsed {
  const text = readText(payload);
  const isJson = /^\s*[{[]/.test(text);
  const page = isJson ? readFredPage(payload) : null;
  const { columns, rejected: broken } =
    page === null
      ? readFredCsv(payload, text)
      : {
          columns: [{ id: page.units === 'LIN' ? subject : `${subject}_${page.units}`, values: page.values }],
          rejected: page.rejected,
        };
  const rejected: Rejection[] = [...broken];
  const rows = { observation: [] as Observation[], vintage: [] as Vintage[], rate: [] as Rate[] };
  const series: Series[] = [];
  for (const { id, values } of columns) {
    const head = fredSeries(id === 'VALUE' ? namedBy(payload, subject) : id);
    series.push(head);
    for (const value of values) {
      const observed = readObserved(head, value.date, value.value, value.record);
      if ('rule' in observed) {
        rejected.push(observed);
        continue;
      }
      const { series_id, period } = observed;
      if (value.realtime !== null) {
        const { start: realtime_start, end: realtime_end } = value.realtime;
        rows.vintage.push({ series_id, period, realtime_start, realtime_end, value: observed.value });
      }
      // What FRED no longer says is a vintage alone.
      if (value.realtime !== null && value.realtime.end !== null) continue;
      rows.observation.push(observed);
      rows.rate.push(...rateOf(head.indicator, value, rejected));
    }
  }
  return unlessChanged(payload, rows.observation.length + rows.vintage.length, { rows: { series, ...rows }, rejected });
}

/** Older downloads head their only column VALUE. */
function namedBy(payload: RawPayload, subject: string): string {
  if (/^[A-Z0-9_]+$/.test(subject)) return subject;
  throw changed(payload, `sent values of a series that neither its header nor "${subject}" names`);
}

/** An exchange rate is a rate as well, in the direction of its series. */
function rateOf(id: string, { date, value, record }: FredValue, rejected: Rejection[]): Rate[] {
  const exchange = fredExchange(id);
  if (exchange === null || value === null) return [];
  const rate = readRate({ base: exchange.base, quote: exchange.quote, date, value }, record);
  if (!('rule' in rate)) return [rate];
  rejected.push(rate);
  return [];
}
