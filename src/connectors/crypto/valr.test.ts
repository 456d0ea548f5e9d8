import { expect, test } from 'vitest';
import type { RawPayload } from '../../model/payload.ts';
import { valr } from './valr.ts';

function payload(document: unknown, fetched_at = '2024-03-27T12:29:59.999Z'): RawPayload {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  return { url: 'https://api.valr.com/v1/public/BTCZAR', status: 200, headers: {}, bytes, fetched_at };
}
const parse = (subject: string, document: unknown, fetchedAt?: string) =>
  valr.parsers[0].parse(payload(document, fetchedAt), subject);

/** VALR, BTCZAR, the five minutes from 12:25 UTC on 2024-03-27. */
const bucket = {
  currencyPairSymbol: 'BTCZAR',
  bucketPeriodInSeconds: 300,
  startTime: '2024-03-27T12:25:00Z',
  open: '1359400',
  high: '1359976',
  low: '1358706',
  close: '1359063',
  volume: '0.05533505',
  quoteVolume: '75211.39828681',
};

test('a bucket is a bar in rand that says itself how long it is', () => {
  const bar = {
    instrument_id: 'VALR:BTC-ZAR',
    interval: '5m',
    time: '2024-03-27T12:25:00.000Z',
    session_date: null,
    open: '1359400',
    high: '1359976',
    low: '1358706',
    close: '1359063',
    volume: '0.05533505',
    turnover: '75211.39828681',
    trades: null,
    unit: 'ZAR',
  };
  expect(parse('BTCZAR:5m', [bucket]).rows.bar).toEqual([{ ...bar, final: false }]);
  expect(parse('BTCZAR:5m', [bucket], '2024-03-27T12:30:00.000Z').rows.bar).toEqual([{ ...bar, final: true }]);
});

test('what an older bucket traded is not known', () => {
  const { quoteVolume: _later, ...older } = bucket;
  expect(parse('BTCZAR:5m', [older]).rows.bar).toMatchObject([{ volume: '0.05533505', turnover: null }]);
});

test('buckets of six hours and of futures are rejected, the others go through', () => {
  const { rows, rejected } = parse('BTCZAR:5m', [
    { ...bucket, bucketPeriodInSeconds: 21_600 },
    { ...bucket, currencyPairSymbol: 'BTCZARPERP' },
    bucket,
  ]);
  expect(rows.bar).toHaveLength(1);
  expect(rejected.map(({ rule }) => rule)).toEqual(['interval', 'symbol']);
});

test('a market summary is a quote, alone or among others', () => {
  const summary = {
    currencyPair: 'BTCZAR',
    askPrice: '1291722',
    bidPrice: '1291721',
    lastTradedPrice: '1291722',
    baseVolume: '18.03385304',
    created: '2024-03-24T21:49:08.217Z',
  };
  const quote = {
    instrument_id: 'VALR:BTC-ZAR',
    time: '2024-03-24T21:49:08.217Z',
    price: '1291722',
    bid: '1291721',
    ask: '1291722',
    volume: '18.03385304',
    market_cap: null,
    unit: 'ZAR',
  };
  expect(parse('BTCZAR:quote', summary).rows.quote).toEqual([quote]);
  expect(parse('BTCZAR:quote', [summary]).rows.quote).toEqual([quote]);
});

const trade = {
  price: '1360468',
  quantity: '0.0004402',
  currencyPair: 'BTCZAR',
  tradedAt: '2024-03-27T12:33:19.918Z',
  takerSide: 'buy',
  id: '31934cc3-ec36-11ee-92bb-8f9d774e71b6',
};

test('a trade keeps its id and the side of its taker', () => {
  expect(parse('BTCZAR:trade', [trade]).rows.trade).toEqual([
    {
      instrument_id: 'VALR:BTC-ZAR',
      trade_id: '31934cc3-ec36-11ee-92bb-8f9d774e71b6',
      time: '2024-03-27T12:33:19.918Z',
      price: '1360468',
      size: '0.0004402',
      side: 'buy',
      unit: 'ZAR',
    },
  ]);
});

test('spot pairs are instruments', () => {
  const { rows, rejected } = parse('instrument', [
    { symbol: 'USDTZAR', baseCurrency: 'USDT', quoteCurrency: 'ZAR', currencyPairType: 'SPOT' },
    { symbol: 'USDTZARPERP', baseCurrency: 'USDT', quoteCurrency: 'ZAR', currencyPairType: 'FUTURE' },
  ]);
  expect(rows.instrument).toMatchObject([{ instrument_id: 'VALR:USDT-ZAR', ticker: 'USDTZAR' }]);
  expect(rejected).toEqual([]);
});

test.each([
  [{ code: -11, message: 'Too many requests' }, 'source_unavailable'],
  [{ code: -1, message: 'Internal Server Error' }, 'source_unavailable'],
  [{ code: -93, message: 'API key or secret is invalid' }, 'source_denied'],
  [{ code: -1, message: 'Unsupported currency pair' }, 'source_changed'],
])('%j is %s', (document, code) => {
  expect(() => parse('BTCZAR:quote', document)).toThrow(expect.objectContaining({ code }));
});

test.each(['BTCZAR', 'quote', ':1d', 'BTCZAR:4h', 'BTCZAR:instrument'])('%s is no subject', (subject) => {
  expect(() => parse(subject, [])).toThrow(expect.objectContaining({ code: 'config_invalid' }));
});

async function collect(pages: unknown[]) {
  const asked: (string | null)[] = [];
  const fetcher = {
    async get(url: string) {
      asked.push(new URL(url).searchParams.get('beforeId'));
      return payload(pages.shift());
    },
  };
  const context = { subject: 'BTCZAR:trade', settings: valr.defaults, fetcher };
  const window = { from: '2024-03-27T12:00:00.000Z', to: '2024-03-27T13:00:00.000Z' };
  const work = (async () => {
    for await (const _page of valr.fetch(context, window));
  })();
  const error = await work.then(
    () => null,
    (caught: unknown) => caught,
  );
  return { asked, error };
}

const page = (length: number, lastId: string) => Array.from({ length }, () => ({ ...trade, id: lastId }));

test('a full page of trades is followed by those before its last one, a short one is the last', async () => {
  expect(await collect([page(100, 'b'), page(2, 'a')])).toEqual({ asked: [null, 'b'], error: null });
});

test('a page that repeats the one before is reported', async () => {
  const { asked, error } = await collect([page(100, 'b'), page(100, 'b')]);
  expect(asked).toEqual([null, 'b']);
  expect(error).toMatchObject({ code: 'source_changed' });
});
