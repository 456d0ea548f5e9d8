import { toInstant } from '../../core/clock.ts';
import { WizError } from '../../core/errors.ts';
import type { Parsed } from '../../model/parsed.ts';
import type { RawPayload, Window } from '../../model/payload.ts';
import type { SourceFacts } from '../../model/source.ts';
import { type Connector, cadenceWindow } from '../connector.ts';
import { readCoingeckoBars } from './coingecko-bars.ts';
import { collectedCoins, collectedCurrencies } from './coingecko-coins.ts';
import { readCoingeckoList } from './coingecko-list.ts';
import { readCoingeckoChart, readCoingeckoMarkets, readCoingeckoPrices } from './coingecko-quotes.ts';
import { intervalMs } from './interval-ms.ts';

const dayMs = intervalMs['1d'];

const source: SourceFacts = {
  source_id: 'coingecko',
  name: 'CoinGecko',
  url: 'https://docs.coingecko.com',
  terms_url: 'https://www.coingecko.com/en/api_terms',
  redistribution: 'restricted',
  attribution: 'Data provided by CoinGecko',
  country: 'SG',
  datasets: ['instrument', 'alias', 'bar', 'quote'],
  cadence_seconds: 900,
  coverage_start: '2013-04-28',
  verified_on: '2026-11-24',
  rank: 3,
  price_basis: null,
  // It answers anybody, and holders of a free key more often.
  key: null,
  // Without a key all who share an address share a limit; a free key has 10,000 requests a month.
  politeness: { min_interval_ms: 12_000, per_day: 330 },
  oddities: [
    'Coins are known by an id (bitcoin): their symbols are not unique.',
    'Prices are averages over markets and points in time, not bars; the last point of a chart is the moment of the answer.',
    'Volumes of 24 hours are counted in money and left out of rows, whose volumes count coins.',
    'A bar is dated by its end and has no volume; how long it is depends on how many days are asked for.',
    'The currency of markets and charts is named by the request only.',
    'Without a paid plan history reaches back 365 days.',
  ],
};

const longestChartDays = 365;
/** Bars of four hours are given for 3 to 30 days, of which these may be asked for. */
const fourHourDays = [7, 14, 30];

export const coingecko: Connector = {
  source,
  defaults: { base_url: 'https://api.coingecko.com/api/v3', is_sample: false },
  subjects: [
    ...collectedCurrencies.map((currency) => `markets:${currency}`),
    ...['bitcoin', 'ethereum'].flatMap((coin) => [`chart:${coin}:zar`, `ohlc:${coin}:zar`]),
    'coins',
  ],
  window(cursor, now, settings, subject) {
    const { kind } = subjectOf(subject);
    const { cadenceSeconds, firstDays, overlapMs } = rhythms[kind];
    const recent = toInstant(Math.max(Date.parse(source.coverage_start), Date.parse(now) - firstDays * dayMs));
    const first = cursor.collected_to === null ? recent : source.coverage_start;
    return cadenceWindow(cursor, now, cadenceSeconds, settings.from ?? first, overlapMs);
  },
  async *fetch({ subject, settings, fetcher }, window) {
    const url = `${settings.base_url}${pathOf(subjectOf(subject), window)}`;
    const headers: Record<string, string> = settings.api_key ? { 'x-cg-demo-api-key': settings.api_key } : {};
    const page = await fetcher.get(url, { headers });
    if (page !== null) yield page;
  },
  parsers: [{ version: 1, parse }],
};

const daily = { cadenceSeconds: 86_400, overlapMs: dayMs } as const;
const rhythms = {
  markets: { cadenceSeconds: source.cadence_seconds, firstDays: 1, overlapMs: 0 },
  price: { cadenceSeconds: source.cadence_seconds, firstDays: 1, overlapMs: 0 },
  chart: { ...daily, firstDays: longestChartDays },
  ohlc: { ...daily, firstDays: 30 },
  coins: { ...daily, firstDays: 1 },
} as const;

type Subject =
  | { readonly kind: 'markets' | 'price'; readonly coin: null; readonly currency: string }
  | { readonly kind: 'chart' | 'ohlc'; readonly coin: string; readonly currency: string }
  | { readonly kind: 'coins'; readonly coin: null; readonly currency: null };

/** `markets:zar`, `price:zar`, `chart:bitcoin:zar`, `ohlc:bitcoin:zar`, `coins`. */
function subjectOf(subject: string): Subject {
  const [kind, ...names] = subject.split(':');
  const [first = '', second = '', more] = names;
  if (kind === 'coins' && names.length === 0) return { kind, coin: null, currency: null };
  if ((kind === 'markets' || kind === 'price') && first !== '' && names.length === 1) {
    return { kind, coin: null, currency: first };
  }
  if ((kind === 'chart' || kind === 'ohlc') && first !== '' && second !== '' && more === undefined) {
    return { kind, coin: first, currency: second };
  }
  throw new WizError('config_invalid', `"${subject}" is no CoinGecko subject such as markets:zar or chart:bitcoin:zar`);
}

function pathOf({ kind, coin, currency }: Subject, { from, to }: Window): string {
  const days = Math.max(1, Math.ceil((Date.parse(to) - Date.parse(from)) / dayMs));
  const ids = Object.keys(collectedCoins).join(',');
  switch (kind) {
    case 'markets':
      return `/coins/markets?vs_currency=${encodeURIComponent(currency)}&ids=${ids}&per_page=250`;
    case 'price':
      return `/simple/price?ids=${ids}&vs_currencies=${encodeURIComponent(currency)}&include_market_cap=true&include_last_updated_at=true`;
    case 'chart':
      return `/coins/${encodeURIComponent(coin)}/market_chart?vs_currency=${encodeURIComponent(currency)}&days=${Math.min(days, longestChartDays)}&interval=daily`;
    case 'ohlc':
      return `/coins/${encodeURIComponent(coin)}/ohlc?vs_currency=${encodeURIComponent(currency)}&days=${fourHourDays.find((known) => known >= days) ?? 30}`;
    case 'coins':
      return '/coins/list';
  }
}

function parse(payload: RawPayload, subject: string): Parsed {
  const { kind, coin, currency } = subjectOf(subject);
  switch (kind) {
    case 'markets':
      return readCoingeckoMarkets(payload, currency);
    case 'price':
      return readCoingeckoPrices(payload);
    case 'chart':
      return readCoingeckoChart(payload, coin, currency);
    case 'ohlc':
      return readCoingeckoBars(payload, coin, currency);
    case 'coins':
      return readCoingeckoList(payload);
  }
}
