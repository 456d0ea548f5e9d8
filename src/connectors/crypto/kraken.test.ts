import { expect, test } from 'vitest';
import type { RawPayload } from '../../model/payload.ts';
import type { Fetcher } from '../fetcher.ts';
import { kraken } from './kraken.ts';
import { krakenInstrument, krakenKeyNames, krakenRequestName, krakenSocketName } from './kraken-symbols.ts';

function payload(document: unknown, fetched_at = '2017-08-11T05:13:30.000Z'): RawPayload {
  const bytes = new TextEncoder().encode(typeof document === 'string' ? document : JSON.stringify(document));
  return { url: 'https://api.kraken.com/0/public/OHLC', status: 200, headers: {}, bytes, fetched_at };
}
const parse = (subject: string, result: unknown, fetchedAt?: string) =>
  kraken.parsers[0].parse(payload({ error: [], result }, fetchedAt), subject);

/** Kraken, XBT/USD, minutes of 2017-08-11. */
const minute = [1502428320, '3469.003', '3470.000', '3469.003', '3469.007', '3469.360', '1.21427665', 3];
const quiet = [1502428380, '3469.007', '3469.007', '3469.007', '3469.007', '0.000', '0.00000000', 0];

test('a candlestick is a bar in the published digits, and the running one is not final', () => {
  const { rows } = parse('XBT/USD:1m', { XXBTZUSD: [minute, quiet], last: 1502428320 });
  expect(rows.instrument).toMatchObject([
    { instrument_id: 'KRAKEN:BTC-USD', kind: 'crypto', ticker: 'XBTUSD', currency: 'USD', unit: 'USD' },
  ]);
  expect(rows.bar).toEqual([
    {
      instrument_id: 'KRAKEN:BTC-USD',
      interval: '1m',
      time: '2017-08-11T05:12:00.000Z',
      session_date: null,
      open: '3469.003',
      high: '3470.000',
      low: '3469.003',
      close: '3469.007',
      volume: '1.21427665',
      turnover: null,
      trades: 3,
      unit: 'USD',
      final: true,
    },
    expect.objectContaining({ time: '2017-08-11T05:13:00.000Z', volume: '0.00000000', trades: 0, final: false }),
  ]);
});

test.each([null, ''])('a count of trades that is %j is none', (count) => {
  const { rows } = parse('XBT/USD:1m', { XXBTZUSD: [minute.with(7, count as unknown as number)] });
  expect(rows.bar).toMatchObject([{ trades: null }]);
});

test('a broken candlestick is rejected and its neighbours go through', () => {
  const { rows, rejected } = parse('XBT/USD:1m', { XXBTZUSD: [minute, minute.with(4, 'NaN'), quiet.slice(1), quiet] });
  expect(rows.bar).toHaveLength(2);
  expect(rejected.map(({ rule }) => rule)).toEqual(['decimal', 'schema']);
});

test('an answer about another pair is a changed source', () => {
  expect(() => parse('ETH/USD:1m', { XXBTZUSD: [minute], last: 1 })).toThrow(/XXBTZUSD instead of ETH\/USD/);
  expect(() => parse('XBT/USD:1m', { last: 1 })).toThrow(expect.objectContaining({ code: 'source_changed' }));
});

test.each([
  [['EAPI:Rate limit exceeded'], 'source_unavailable'],
  [['EGeneral:Too many requests'], 'source_unavailable'],
  [['EService:Unavailable'], 'source_unavailable'],
  [['EGeneral:Internal error'], 'source_unavailable'],
  [['EService:Deadline elapsed'], 'source_unavailable'],
  [['EAPI:Invalid key'], 'source_denied'],
  [['EGeneral:Permission denied'], 'source_denied'],
  [['EQuery:Unknown asset pair'], 'source_changed'],
])('%s with status 200 is %s', (error, code) => {
  const refused = payload({ error });
  expect(() => kraken.parsers[0].parse(refused, 'XBT/USD:1m')).toThrow(expect.objectContaining({ code }));
});

test('a warning is no refusal', () => {
  const warned = payload({ error: ['WGeneral:Deprecated'], result: { XXBTZUSD: [minute] } });
  expect(kraken.parsers[0].parse(warned, 'XBT/USD:1m').rows.bar).toHaveLength(1);
});

test('a ticker is a quote of the moment it was fetched, with the volume of 24 hours', () => {
  const ticker = {
    a: ['562.26651', '1'],
    b: ['560.46600', '1'],
    c: ['560.87711', '0.01447739'],
    v: ['84.23095922', '600.91850325'],
  };
  const { rows } = parse('XBT/EUR:quote', { XXBTZEUR: ticker }, '2026-11-24T10:00:00.000Z');
  expect(rows.quote).toEqual([
    {
      instrument_id: 'KRAKEN:BTC-EUR',
      time: '2026-11-24T10:00:00.000Z',
      price: '560.87711',
      bid: '560.46600',
      ask: '562.26651',
      volume: '600.91850325',
      market_cap: null,
      unit: 'EUR',
    },
  ]);
  expect(() => parse('XBT/EUR:quote', { XXBTZEUR: { ask: 1 } })).toThrow(
    expect.objectContaining({ code: 'source_changed' }),
  );
});

test('a trade has the id of the venue, and before 2023 one made of what it says', () => {
  const withId = ['30243.40000', '0.34507674', 1688669597.8277369, 'b', 'm', '', 61044952];
  const old = ['1023.82219', '0.00435995', 1385579841.7774, 's', 'l', ''];
  const { rows, rejected } = parse('XBT/USD:trade', { XXBTZUSD: [withId, old, old, old.with(3, 'x')], last: '1' });
  expect(rows.trade).toEqual([
    {
      instrument_id: 'KRAKEN:BTC-USD',
      trade_id: '61044952',
      time: '2023-07-06T18:53:17.827Z',
      price: '30243.40000',
      size: '0.34507674',
      side: 'buy',
      unit: 'USD',
    },
    expect.objectContaining({
      trade_id: '1385579841.7774-s-1023.82219-0.00435995',
      time: '2013-11-27T19:17:21.777Z',
      side: 'sell',
    }),
    expect.objectContaining({ trade_id: '1385579841.7774-s-1023.82219-0.00435995-2' }),
  ]);
  expect(rejected).toHaveLength(1);
});

test('pairs are instruments under the names of everybody else, dark pools and small letters are none', () => {
  const { rows, rejected } = parse('instrument', {
    XXBTZUSD: { altname: 'XBTUSD', wsname: 'XBT/USD' },
    XDGEUR: { altname: 'XDGEUR', wsname: 'XDG/EUR' },
    ZEURZUSD: { altname: 'EURUSD', wsname: 'EUR/USD' },
    'XXBTZUSD.d': { altname: 'XBTUSD.d' },
    AAPLxUSD: { altname: 'AAPLxUSD', wsname: 'AAPLx/USD' },
  });
  expect(rows.instrument?.map(({ instrument_id, kind, ticker }) => [instrument_id, kind, ticker])).toEqual([
    ['KRAKEN:BTC-USD', 'crypto', 'XBTUSD'],
    ['KRAKEN:DOGE-EUR', 'crypto', 'XDGEUR'],
    ['KRAKEN:EUR-USD', 'fx', 'EURUSD'],
  ]);
  expect(rejected.map(({ rule }) => rule)).toEqual(['dark_pool', 'symbol']);
});

test('a pair is the same instrument under each of its names', () => {
  expect(krakenInstrument('XBT/USD')).toEqual(krakenInstrument('BTC/USD'));
  expect(krakenInstrument('XBTUSD')).toBeNull();
  expect([krakenRequestName('BTC/USD'), krakenSocketName('XBT/USD')]).toEqual(['XBTUSD', 'BTC/USD']);
  for (const key of ['XXBTZUSD', 'XBTUSD', 'BTC/USD']) expect(krakenKeyNames(key, 'XBT/USD')).toBe(true);
  expect(krakenKeyNames('XBTUSDT', 'XBT/USDT')).toBe(true);
  expect(krakenKeyNames('XETHZUSD', 'XBT/USD')).toBe(false);
  expect(krakenKeyNames('XXBTZUSD.d', 'XBT/USD')).toBe(false);
});

test.each(['XBT/USD', 'XBT/USD:1w', 'XBTUSD:1d', 'XBT/USD:instrument', 'quote'])('%s is no subject', (subject) => {
  expect(() => parse(subject, {})).toThrow(expect.objectContaining({ code: 'config_invalid' }));
});

/** Answers the pages in turn and remembers from where each was asked. */
async function collect(subject: string, pages: unknown[]) {
  const asked: (string | null)[] = [];
  const fetcher: Fetcher = {
    async get(url) {
      asked.push(new URL(url).searchParams.get('since'));
      return payload(pages.shift());
    },
  };
  const given: RawPayload[] = [];
  const window = { from: '2023-07-06T18:00:00.000Z', to: '2023-07-06T19:00:00.000Z' };
  const work = (async () => {
    for await (const page of kraken.fetch({ subject, settings: kraken.defaults, fetcher }, window)) given.push(page);
  })();
  const error = await work.then(
    () => null,
    (caught: unknown) => caught,
  );
  return { asked, given, error };
}

const trade = ['30243.40000', '0.34507674', 1688669597.8277369, 'b', 'm', '', 61044952];
const tradePage = (count: number, last: unknown) => ({
  error: [],
  result: { XXBTZUSD: Array.from({ length: count }, () => trade), last },
});

test('a full page of trades is followed where it says, a short one is the last', async () => {
  const { asked, given, error } = await collect('XBT/USD:trade', [
    tradePage(1000, '1688669597827736900'),
    tradePage(3, '1688671969993150842'),
  ]);
  expect(asked).toEqual(['1688666400000000000', '1688669597827736900']);
  expect([given.length, error]).toEqual([2, null]);
});

test('a full page of trades that goes nowhere is given before it is reported', async () => {
  const { given, error } = await collect('XBT/USD:trade', [tradePage(1000, '1688666400000000000')]);
  expect(given).toHaveLength(1);
  expect(error).toMatchObject({ code: 'source_changed' });
});

test('a refusal with status 200 is kept, and makes the fetch one to repeat', async () => {
  const { given, error } = await collect('XBT/USD:1m', [{ error: ['EAPI:Rate limit exceeded'] }]);
  expect(given).toHaveLength(1);
  expect(error).toMatchObject({ code: 'source_unavailable', retry: true });
});
