import type { Parsed } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { SourceFacts } from '../../model/source.ts';
import { type Connector, cadenceWindow } from '../connector.ts';
import { changed, unlessChanged } from '../reading.ts';
import { readActionTable } from './alphavantage-actions.ts';
import { readOverview } from './alphavantage-overview.ts';
import { readPrices } from './alphavantage-prices.ts';
import { readExchangeRate, readGlobalQuote } from './alphavantage-quote.ts';
import { raiseRefusal } from './alphavantage-refusal.ts';
import { readSeries } from './alphavantage-series.ts';
import { type AlphavantageSubject, alphavantageSubject } from './alphavantage-subject.ts';
import { type AlphavantageTable, readTable } from './alphavantage-table.ts';

const source: SourceFacts = {
  source_id: 'alphavantage',
  name: 'Alpha Vantage: shares, currencies, commodities and economic series',
  url: 'https://www.alphavantage.co/documentation/',
  terms_url: 'https://www.alphavantage.co/terms_of_service/',
  redistribution: 'restricted',
  attribution: 'Data: Alpha Vantage',
  country: 'US',
  datasets: ['instrument', 'alias', 'series', 'bar', 'quote', 'observation', 'corporate_action'],
  cadence_seconds: 86_400,
  coverage_start: '1913-01-01',
  verified_on: '2026-11-24',
  rank: 2,
  price_basis: 'as_traded',
  key: { name: 'ALPHAVANTAGE_KEY', register_url: 'https://www.alphavantage.co/support/#api-key' },
  politeness: { min_interval_ms: 1500, per_day: 25 },
  oddities: [
    'Shares of the JSE are not carried; their New York listings are.',
    'Limits and refusals come with status 200, and some quote the key.',
    'A free key gets the last 100 days; weeks and months reach back to 1999, and adjusted or intraday prices are paid for.',
    'Times within a day are of New York without a zone.',
    'A spin-off is listed as a split with its price factor: IBM has 1.0460 on 2021-11-04.',
    'The quote of a share names a day and no time: it is kept as the bar of that day.',
    'Missing values are a point, missing dates the word None.',
  ],
};

/** One table an answer, which cannot be asked for a window: it holds the newest days, or all weeks, months and values. */
export const alphavantage: Connector = {
  source,
  defaults: { base_url: 'https://www.alphavantage.co', is_sample: false },
  // As many as a free key may ask for in a day, one left over.
  subjects: [
    ...['GFI:daily', 'HMY:daily', 'SSL:daily', 'AU:daily', 'SBSW:daily', 'DRD:daily', 'BTI:daily', 'BHP:daily'],
    ...['GFI:dividends', 'HMY:dividends', 'IBM:daily', 'IBM:dividends', 'IBM:splits', 'IBM:overview'],
    ...['USD-ZAR:fx_daily', 'EUR-ZAR:fx_daily', 'BTC-USD:crypto_daily'],
    ...['TREASURY_YIELD:10year', 'FEDERAL_FUNDS_RATE', 'CPI', 'REAL_GDP', 'WTI', 'BRENT', 'COPPER'],
  ],
  window(cursor, now, settings) {
    return cadenceWindow(cursor, now, source.cadence_seconds, settings.from ?? source.coverage_start, 0);
  },
  async *fetch({ subject, settings, fetcher }) {
    const { query } = alphavantageSubject(subject);
    const payload = await fetcher.get(`${settings.base_url}/query?${new URLSearchParams(query)}`, {
      secretQuery: { apikey: settings.api_key ?? '' },
    });
    if (payload === null) return;
    // A refusal may quote the key, and what is yielded is kept for ever.
    raiseRefusal(payload);
    yield payload;
  },
  parsers: [{ version: 1, parse }],
};

function parse(payload: RawPayload, subject: string): Parsed {
  const asked = alphavantageSubject(subject);
  const table = readTable(payload);
  checkAnswers(payload, table, asked);
  const parsed = readAsked(payload, table, asked);
  const { instrument: _named, series: _headed, ...records } = parsed.rows;
  return unlessChanged(payload, Object.values(records).flat().length, parsed);
}

/** The JSON form says what it answers; a CSV does not. */
function checkAnswers(payload: RawPayload, { meta }: AlphavantageTable, { query }: AlphavantageSubject): void {
  const stated = {
    symbol: meta.symbol ?? meta.digital_currency_code,
    market: meta.market_code,
    from_symbol: meta.from_symbol,
    to_symbol: meta.to_symbol,
    interval: query.interval && meta.interval,
  };
  for (const [name, sent] of Object.entries(stated)) {
    if (sent !== undefined && sent !== query[name]) throw changed(payload, `sent ${name} ${sent}, not ${query[name]}`);
  }
}

function readAsked(payload: RawPayload, table: AlphavantageTable, asked: AlphavantageSubject): Parsed {
  switch (asked.form) {
    case 'prices':
      return readPrices(payload, table, asked);
    case 'dividends':
    case 'splits':
      return readActionTable(payload, table, asked.of, asked.form);
    case 'quote':
      return readGlobalQuote(payload, table, asked.of, asked.query.symbol ?? '');
    case 'overview':
      return readOverview(payload, table, asked.of, asked.query.symbol ?? '');
    case 'rate':
      return readExchangeRate(payload, table, asked.of);
    case 'series':
      return readSeries(payload, table, asked.series);
  }
}
