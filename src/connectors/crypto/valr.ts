import { toInstant } from '../../core/clock.ts';
import { WizError } from '../../core/errors.ts';
import type { Parsed } from '../../model/parsed.ts';
import type { RawPayload, Window } from '../../model/payload.ts';
import type { SourceFacts } from '../../model/source.ts';
import type { Connector, FetchContext } from '../connector.ts';
import { changed, readJson } from '../reading.ts';
import { barSpans } from './bar-spans.ts';
import { intervalMs } from './interval-ms.ts';
import { isInterval, type MarketSubject, marketSubject, marketWindow } from './market-subject.ts';
import { fieldsOf } from './published-values.ts';
import { readValrBars, readValrPairs, readValrQuotes, readValrTrades } from './valr-records.ts';

const source: SourceFacts = {
  source_id: 'valr',
  name: 'VALR: spot market',
  url: 'https://docs.valr.com',
  terms_url: 'https://support.valr.com/hc/en-us/articles/360019021931-Terms-of-Service',
  redistribution: 'restricted',
  attribution: 'Prices: VALR',
  country: 'ZA',
  datasets: ['instrument', 'bar', 'quote', 'trade'],
  cadence_seconds: 60,
  coverage_start: '2019-05-01',
  verified_on: '2026-11-24',
  rank: 1,
  price_basis: null,
  key: null,
  // Public routes: thirty requests a minute for each address, buckets more.
  politeness: { min_interval_ms: 2_000, per_day: null },
  oddities: [
    'Buckets are asked for in seconds since the epoch and dated as instants, newest first, 300 at most.',
    'A bucket without trades repeats the last price with volume 0.',
    'Symbols have no border between their assets; those that end in PERP are futures and not collected.',
  ],
};

const asked = ['1m', '5m', '15m', '1h', '1d', 'quote', 'trade', 'instrument'] as const;
const bucketsPerRequest = 300;
/** Without a stated beginning: two days of minutes, all of the days. */
const firstBars = 10 * bucketsPerRequest;
const tradesPerPage = 100;

/** The rand markets of VALR, which are public: https://docs.valr.com. */
export const valr: Connector = {
  source,
  defaults: { base_url: 'https://api.valr.com', is_sample: false },
  subjects: [
    ...['BTCZAR', 'ETHZAR', 'USDTZAR'].flatMap((pair) => [`${pair}:1d`, `${pair}:1m`, `${pair}:quote`]),
    'BTCZAR:trade',
    'instrument',
  ],
  window: (cursor, now, settings, subject) =>
    marketWindow(cursor, now, settings, source, subjectOf(subject).asked, firstBars),
  async *fetch(context, window) {
    const subject = subjectOf(context.subject);
    if (subject.asked === 'trade') {
      yield* tradePages(context, window, subject.pair);
      return;
    }
    for (const path of pathsOf(subject, window)) {
      const page = await context.fetcher.get(`${context.settings.base_url}/v1/public${path}`);
      if (page !== null) yield page;
    }
  },
  parsers: [{ version: 2, parse }],
};

function pathsOf({ pair, asked: what }: MarketSubject, window: Window): string[] {
  if (!isInterval(what)) return [what === 'quote' ? `/${encodeURIComponent(pair)}/marketsummary` : '/pairs'];
  const stepMs = intervalMs[what];
  return barSpans(window, stepMs, bucketsPerRequest).map(({ fromMs, toMs }) => {
    const span = `startTime=${Math.floor(fromMs / 1000)}&endTime=${Math.floor(toMs / 1000)}`;
    return `/${encodeURIComponent(pair)}/buckets?periodSeconds=${stepMs / 1000}&${span}`;
  });
}

/** Pages of trades from the end of the window back, each before the last trade of the one before. */
async function* tradePages(
  { settings, fetcher }: FetchContext,
  window: Window,
  pair: string,
): AsyncIterable<RawPayload> {
  const span = `limit=${tradesPerPage}&startTime=${toInstant(Date.parse(window.from))}&endTime=${toInstant(Date.parse(window.to))}`;
  const seen = new Set<string>();
  for (let before = ''; ; ) {
    const page = await fetcher.get(
      `${settings.base_url}/v1/public/${encodeURIComponent(pair)}/trades?${span}${before}`,
    );
    if (page === null) return;
    yield page;
    const trades = readJson(page);
    if (!Array.isArray(trades) || trades.length < tradesPerPage) return;
    const { id } = fieldsOf(trades.at(-1));
    if (typeof id !== 'string' || seen.has(id)) {
      throw changed(page, 'sent a full page of trades that does not say where the next begins');
    }
    seen.add(id);
    before = `&beforeId=${encodeURIComponent(id)}`;
  }
}

function subjectOf(subject: string): MarketSubject {
  const known = marketSubject(subject, asked);
  if (known !== null && (known.pair === '') === (known.asked === 'instrument')) return known;
  throw new WizError('config_invalid', `"${subject}" is no VALR subject such as BTCZAR:1h, BTCZAR:quote or instrument`);
}

function parse(payload: RawPayload, subject: string): Parsed {
  const { asked: what } = subjectOf(subject);
  if (isInterval(what)) return readValrBars(payload);
  if (what === 'quote') return readValrQuotes(payload);
  return what === 'trade' ? readValrTrades(payload) : readValrPairs(payload);
}
