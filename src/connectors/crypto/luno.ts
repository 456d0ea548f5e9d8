import { WizError } from '../../core/errors.ts';
import type { Parsed } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { SourceFacts } from '../../model/source.ts';
import type { Connector } from '../connector.ts';
import { readLunoMarkets, readLunoQuotes, readLunoTrades } from './luno-records.ts';
import { type MarketSubject, marketSubject, marketWindow } from './market-subject.ts';

const source: SourceFacts = {
  source_id: 'luno',
  name: 'Luno: exchange',
  url: 'https://www.luno.com/en/developers/api',
  terms_url: 'https://www.luno.com/legal/terms',
  redistribution: 'restricted',
  attribution: 'Prices: Luno',
  country: 'GB',
  datasets: ['instrument', 'quote', 'trade'],
  cadence_seconds: 60,
  coverage_start: '2013-03-01',
  verified_on: '2026-11-24',
  rank: 1,
  price_basis: null,
  key: null,
  // Market data: one request a second for each address.
  politeness: { min_interval_ms: 1_000, per_day: null },
  oddities: [
    'Bitcoin is XBT.',
    'Trades come newest first, the newest hundred of the last day at most: a burst between two requests is lost.',
    'Candlesticks are given to holders of a key only, so bars of the rand pairs come from VALR.',
  ],
};

const asked = ['quote', 'trade', 'instrument'] as const;

/** The rand markets of Luno, with whatever else it trades: https://www.luno.com/en/developers/api#tag/Market. */
export const luno: Connector = {
  source,
  defaults: { base_url: 'https://api.luno.com', is_sample: false },
  subjects: ['quote', 'XBTZAR:trade', 'ETHZAR:trade', 'USDTZAR:trade', 'instrument'],
  window: (cursor, now, settings, subject) => marketWindow(cursor, now, settings, source, subjectOf(subject).asked, 0),
  async *fetch({ subject, settings, fetcher }, window) {
    const path = pathOf(subjectOf(subject), Date.parse(window.from));
    const page = await fetcher.get(`${settings.base_url}${path}`);
    if (page !== null) yield page;
  },
  parsers: [{ version: 1, parse }],
};

function pathOf({ pair, asked: what }: MarketSubject, fromMs: number): string {
  if (what === 'instrument') return '/api/exchange/1/markets';
  if (what === 'trade') return `/api/1/trades?pair=${encodeURIComponent(pair)}&since=${fromMs}`;
  return pair === '' ? '/api/1/tickers' : `/api/1/ticker?pair=${encodeURIComponent(pair)}`;
}

/** Trades are of one pair, the list is of all, and quotes are of either. */
function subjectOf(subject: string): MarketSubject {
  const known = marketSubject(subject, asked);
  const namesPair = subject.includes(':');
  if (known !== null && namesPair === (known.pair !== '') && known.asked !== (namesPair ? 'instrument' : 'trade')) {
    return known;
  }
  throw new WizError('config_invalid', `"${subject}" is no Luno subject such as quote, XBTZAR:quote or XBTZAR:trade`);
}

function parse(payload: RawPayload, subject: string): Parsed {
  const { pair, asked: what } = subjectOf(subject);
  if (what === 'quote') return readLunoQuotes(payload, pair);
  return what === 'trade' ? readLunoTrades(payload, pair) : readLunoMarkets(payload);
}
