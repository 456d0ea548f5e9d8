import { toInstant } from '../../core/clock.ts';
import type { Parsed } from '../../model/parsed.ts';
import type { RawPayload, Window } from '../../model/payload.ts';
import type { SourceFacts } from '../../model/source.ts';
import { type Connector, cadenceWindow } from '../connector.ts';
import { ratesOf } from '../rate-row.ts';
import { changed, readText } from '../reading.ts';
import { readDataMapper } from './imf-datamapper.ts';
import { imfIndicatorCodes } from './imf-indicators.ts';
import { isImfTable, readImfTable } from './imf-rates.ts';

const source: SourceFacts = {
  source_id: 'imf',
  name: 'International Monetary Fund: exchange rates and World Economic Outlook',
  url: 'https://www.imf.org/external/datamapper/api/help',
  terms_url: 'https://www.imf.org/en/about/copyright-and-terms',
  redistribution: 'open',
  attribution: 'Source: International Monetary Fund',
  country: 'US',
  datasets: ['rate', 'series', 'observation'],
  cadence_seconds: 43_200,
  coverage_start: '1980-01-01',
  verified_on: '2026-11-24',
  rank: 1,
  price_basis: null,
  key: null,
  politeness: { min_interval_ms: 1000, per_day: null },
  oddities: [
    'Representative rates are units for a dollar, but for those with a mark, which are dollars for a unit.',
    'A month of rates comes in two tables, one below the other.',
    'Rates above a thousand have commas.',
    'The DataMapper ignores filters, and answers for an unknown indicator with status 200 and another document.',
    'Some numbers of the DataMapper carry the noise of binary fractions: 7.79999999999999982236431605997495353...',
    'Later years of the World Economic Outlook are projections, which the document does not tell.',
  ],
};

const dayMs = 24 * 3_600_000;
/** Central banks report late, and NA becomes a rate. */
const correctedForMs = 10 * dayMs;
const outlookCadenceSeconds = 7 * 24 * 3600;
/** The daily tables: representative rates against the dollar, and what a unit of a currency is worth in SDRs. */
const reports = ['REP', 'SDRCV'];

/** A month of exchange rates a request, or all years and economies of one indicator. */
export const imf: Connector = {
  source,
  defaults: { base_url: 'https://www.imf.org', is_sample: false },
  subjects: [...imfIndicatorCodes, ...reports],
  // A year of tables is a dozen requests.
  backfillDays: 366,
  window(cursor, now, settings, subject) {
    const isReport = reports.includes(subject);
    const lastYear = toInstant(Date.parse(now) - 366 * dayMs);
    const first = isReport && cursor.collected_to === null ? lastYear : source.coverage_start;
    const cadenceSeconds = isReport ? source.cadence_seconds : outlookCadenceSeconds;
    return cadenceWindow(cursor, now, cadenceSeconds, settings.from ?? first, isReport ? correctedForMs : 0);
  },
  async *fetch({ subject, settings, fetcher }, window) {
    const paths = reports.includes(subject)
      ? monthsOf(window).map((day) => `/np/fin/data/rms_mth.aspx?SelectDate=${day}&reportType=${subject}&tsvflag=Y`)
      : [`/datamapper/api/v1/${encodeURIComponent(subject)}`];
    for (const path of paths) {
      const payload = await fetcher.get(`${settings.base_url}/external${path}`);
      if (payload !== null) yield payload;
    }
  },
  parsers: [{ version: 1, parse }],
};

/** The last day of each month that the window touches. */
function monthsOf({ from, to }: Window): string[] {
  const days: string[] = [];
  const month = new Date(`${from.slice(0, 7)}-01`);
  while (month.toISOString() <= to) {
    month.setUTCMonth(month.getUTCMonth() + 1);
    days.push(toInstant(month.getTime() - dayMs).slice(0, 10));
  }
  return days;
}

function parse(payload: RawPayload): Parsed {
  const text = readText(payload);
  if (/^\s*[{[]/.test(text)) return readDataMapper(payload);
  if (isImfTable(text)) return ratesOf(payload, readImfTable(payload, text));
  throw changed(payload, `sent a document that begins with "${text.slice(0, 60).trim()}"`);
}
