import { WizError } from '../../core/errors.ts';
import type { Parsed } from '../../model/parsed.ts';
import type { RawPayload, Window } from '../../model/payload.ts';
import type { SourceFacts } from '../../model/source.ts';
import type { Connector, FetchContext } from '../connector.ts';
import { changed } from '../reading.ts';
import { intervalMs } from './interval-ms.ts';
import { krakenResult, krakenResultOf } from './kraken-answer.ts';
import { krakenLive, readKrakenFrame } from './kraken-live.ts';
import { readKrakenBars, readKrakenPairs, readKrakenQuote, readKrakenTradePage } from './kraken-records.ts';
import { krakenRequestName } from './kraken-symbols.ts';
import { readLiveBatch } from './live-batch.ts';
import { isInterval, type MarketSubject, marketSubject, marketWindow } from './market-subject.ts';

const source: SourceFacts = {
  source_id: 'kraken',
  name: 'Kraken: spot market',
  url: 'https://docs.kraken.com/api/',
  terms_url: 'https://www.kraken.com/legal',
  redistribution: 'restricted',
  attribution: 'Prices: Kraken',
  country: 'US',
  datasets: ['instrument', 'bar', 'quote', 'trade'],
  cadence_seconds: 60,
  coverage_start: '2013-09-10',
  verified_on: '2026-11-24',
  rank: 1,
  price_basis: null,
  key: null,
  // Public requests: about one a second for each address.
  politeness: { min_interval_ms: 1_000, per_day: null },
  oddities: [
    'Bitcoin is XBT and Dogecoin XDG in requests and in the first socket, BTC and DOGE in the second.',
    'Old assets bear an X or a Z in front in some keys (XXBTZUSD) and not in others (XBTUSDT).',
    'The newest candlestick is still running; one without trades repeats the last price with volume 0.',
    'However far back is asked, 720 candlesticks come at most: older ones must be built from trades.',
    'A request is refused with status 200 and a list of texts.',
    'A ticker bears no time: its quote is dated by the moment it was fetched.',
    'Trades had no id before 2023; such a trade is known by its time, side, price and volume.',
    'Weeks begin on Thursday, where the epoch did, and are not collected.',
  ],
};

const asked = ['1m', '5m', '15m', '1h', '4h', '1d', 'quote', 'trade', 'instrument'] as const;
/** Candlesticks an answer holds at most. */
const barsPerAnswer = 720;
const tradesPerPage = 1000;

export const kraken: Connector = {
  source,
  defaults: { base_url: 'https://api.kraken.com', socket_url: 'wss://ws.kraken.com', is_sample: false },
  subjects: [
    ...['XBT/USD', 'ETH/USD', 'XBT/EUR'].flatMap((pair) => [`${pair}:1d`, `${pair}:1m`, `${pair}:quote`]),
    'instrument',
  ],
  window: (cursor, now, settings, subject) =>
    marketWindow(cursor, now, settings, source, subjectOf(subject).asked, barsPerAnswer),
  async *fetch(context, window) {
    const subject = subjectOf(context.subject);
    if (subject.asked === 'trade') yield* tradePages(context, window, subject.pair);
    else {
      const page = await context.fetcher.get(urlOf(context.settings.base_url, subject, window));
      if (page === null) return;
      yield page;
      krakenResult(page);
    }
  },
  parsers: [{ version: 1, parse }],
  live: krakenLive,
};

/** `since` is not part of the answer. */
function urlOf(base: string, { pair, asked: what }: MarketSubject, { from }: Window): string {
  const name = encodeURIComponent(krakenRequestName(pair));
  if (!isInterval(what)) return `${base}/0/public/${what === 'quote' ? `Ticker?pair=${name}` : 'AssetPairs'}`;
  const since = Math.floor(Date.parse(from) / 1000) - 1;
  return `${base}/0/public/OHLC?pair=${name}&interval=${intervalMs[what] / 60_000}&since=${since}`;
}

/** Pages of trades from the beginning of the window on, each going on in nanoseconds where the last one ended. */
async function* tradePages(
  { settings, fetcher }: FetchContext,
  { from, to }: Window,
  pair: string,
): AsyncIterable<RawPayload> {
  const end = BigInt(Date.parse(to)) * 1_000_000n;
  for (let since = BigInt(Date.parse(from)) * 1_000_000n; since < end; ) {
    const query = `pair=${encodeURIComponent(krakenRequestName(pair))}&since=${since}&count=${tradesPerPage}`;
    const page = await fetcher.get(`${settings.base_url}/0/public/Trades?${query}`);
    if (page === null) return;
    yield page;
    const trades = krakenResultOf(page, pair);
    if (!Array.isArray(trades) || trades.length < tradesPerPage) return;
    const { last } = krakenResult(page);
    if (typeof last !== 'string' || !/^\d{19}$/.test(last) || BigInt(last) <= since) {
      throw changed(page, 'sent a full page of trades that does not say where the next begins');
    }
    since = BigInt(last);
  }
}

function subjectOf(subject: string): MarketSubject {
  const known = marketSubject(subject, asked);
  if (known !== null && known.pair.includes('/') === (known.asked !== 'instrument')) return known;
  throw new WizError(
    'config_invalid',
    `"${subject}" is no Kraken subject such as XBT/USD:1h, XBT/USD:quote or instrument`,
  );
}

function parse(payload: RawPayload, subject: string): Parsed {
  if (subject === 'live' || /^wss?:/.test(payload.url)) return readLiveBatch(payload, readKrakenFrame);
  const { pair, asked: what } = subjectOf(subject);
  if (isInterval(what)) return readKrakenBars(payload, pair, what);
  if (what === 'quote') return readKrakenQuote(payload, pair);
  return what === 'trade' ? readKrakenTradePage(payload, pair) : readKrakenPairs(payload);
}
