import { toInstant } from '../../core/clock.ts';
import { WizError } from '../../core/errors.ts';
import type { Parsed } from '../../model/parsed.ts';
import type { RawPayload, Window } from '../../model/payload.ts';
import type { SourceFacts } from '../../model/source.ts';
import type { Connector } from '../connector.ts';
import { barSpans } from './bar-spans.ts';
import { coinbaseLive, readCoinbaseFrame } from './coinbase-live.ts';
import {
  readCoinbaseBars,
  readCoinbaseProducts,
  readCoinbaseQuote,
  readCoinbaseTradePage,
} from './coinbase-records.ts';
import { intervalMs } from './interval-ms.ts';
import { readLiveBatch } from './live-batch.ts';
import { isInterval, type MarketSubject, marketSubject, marketWindow } from './market-subject.ts';

const source: SourceFacts = {
  source_id: 'coinbase',
  name: 'Coinbase Exchange',
  url: 'https://docs.cdp.coinbase.com/exchange',
  terms_url: 'https://www.coinbase.com/legal/market_data',
  redistribution: 'restricted',
  attribution: 'Prices: Coinbase',
  country: 'US',
  datasets: ['instrument', 'bar', 'quote', 'trade'],
  cadence_seconds: 60,
  coverage_start: '2015-07-20',
  verified_on: '2026-11-24',
  rank: 1,
  price_basis: null,
  key: null,
  // Public requests: ten a second for each address.
  politeness: { min_interval_ms: 100, per_day: null },
  oddities: [
    'A candlestick is time, low, high, open, close, volume: low and high come before open and close.',
    'Candlesticks come newest first, 300 at most, and none where nothing was traded.',
    'The side of a match is that of the order in the book; rows bear the side of the taker.',
    'Times carry microseconds, of which rows keep the milliseconds.',
  ],
};

const asked = ['1m', '5m', '15m', '1h', '1d', 'quote', 'trade', 'instrument'] as const;
const barsPerRequest = 300;
/** Without a stated beginning: six days of minutes, all of the days. */
const firstBars = 30 * barsPerRequest;

export const coinbase: Connector = {
  source,
  defaults: {
    base_url: 'https://api.exchange.coinbase.com',
    socket_url: 'wss://ws-feed.exchange.coinbase.com',
    is_sample: false,
  },
  subjects: [
    ...['BTC-USD', 'ETH-USD', 'BTC-EUR'].flatMap((product) => [`${product}:1d`, `${product}:1m`, `${product}:quote`]),
    'instrument',
  ],
  window: (cursor, now, settings, subject) =>
    marketWindow(cursor, now, settings, source, subjectOf(subject).asked, firstBars),
  async *fetch({ subject, settings, fetcher }, window) {
    for (const path of pathsOf(subjectOf(subject), window)) {
      const page = await fetcher.get(`${settings.base_url}${path}`);
      if (page !== null) yield page;
    }
  },
  parsers: [{ version: 1, parse }],
  live: coinbaseLive,
};

function pathsOf({ pair, asked: what }: MarketSubject, window: Window): string[] {
  if (what === 'instrument') return ['/products'];
  const product = `/products/${encodeURIComponent(pair)}`;
  if (what === 'quote') return [`${product}/ticker`];
  if (what === 'trade') return [`${product}/trades?limit=1000`];
  const stepMs = intervalMs[what];
  return barSpans(window, stepMs, barsPerRequest).map(
    ({ fromMs, toMs }) =>
      `${product}/candles?granularity=${stepMs / 1000}&start=${toInstant(fromMs)}&end=${toInstant(toMs)}`,
  );
}

function subjectOf(subject: string): MarketSubject {
  const known = marketSubject(subject, asked);
  if (known !== null && known.pair.includes('-') === (known.asked !== 'instrument')) return known;
  throw new WizError(
    'config_invalid',
    `"${subject}" is no Coinbase subject such as BTC-USD:1h, BTC-USD:quote or instrument`,
  );
}

function parse(payload: RawPayload, subject: string): Parsed {
  if (subject === 'live' || /^wss?:/.test(payload.url)) return readLiveBatch(payload, readCoinbaseFrame);
  const { pair, asked: what } = subjectOf(subject);
  if (isInterval(what)) return readCoinbaseBars(payload, pair, what);
  if (what === 'quote') return readCoinbaseQuote(payload, pair);
  return what === 'trade' ? readCoinbaseTradePage(payload, pair) : readCoinbaseProducts(payload);
}
