import { afterAll, beforeAll, expect, test } from 'vitest';
import { indicatorValues } from '../../src/api/indicator-values/indicator-values.ts';
import { newId } from '../../src/core/ids.ts';
import type { Bar } from '../../src/model/records.ts';
import { catchUp } from '../../src/pipeline/catch-up.ts';
import { store } from '../../src/storage/store.ts';
import { type ReadApi, startReadApi } from './read-api.ts';

let read: ReadApi;
/** Whether the derivations can be reached. */
let reachable = true;

beforeAll(async () => {
  read = await startReadApi({
    indicators: {
      values: (request) => indicatorValues(read.api.deps, request),
      catchUp: async (instrumentId) => {
        if (!reachable) throw new Error('the derivations are away');
        return await catchUp(instrumentId, { db: read.owner, sendPublish: async () => {} });
      },
    },
  });
});
afterAll(() => read.stop());

const coin = 'BINANCE:BTC-USDT';
/** Another limit each time, since nobody here tells the cache of changes. */
let limit = 100;
const hours = () => read.get(`/v1/bars/${coin}?interval=1h&limit=${limit++}`, 'listBars');

/** Binance's BTCUSDT minute of 2021-10-11 00:00 UTC, at another minute. */
async function storeMinute(minute: number): Promise<void> {
  const bar: Bar = {
    ...{ instrument_id: coin, interval: '1m', session_date: null, unit: 'USDT', final: true },
    time: new Date(Date.parse('2021-10-11T00:00:00.000Z') + minute * 60_000).toISOString(),
    ...{ open: '54659.01', high: '54670', low: '54596.63', close: '54631.19' },
    ...{ volume: '68.54042', turnover: '3744747.3848163', trades: 1980 },
  };
  const provenance = { source: 'binance', is_sample: true, fetch_id: newId('fetch') };
  await store(read.owner, { bar: [bar] }, { ...provenance, recorded_at: '2021-10-12T00:00:00.000Z' });
}

test('an hour is read with all its minutes, although the queue has not come to the last one', async () => {
  await storeMinute(0);
  await catchUp(coin, { db: read.owner, sendPublish: async () => {} });
  await storeMinute(1);
  const { data, meta } = await hours();
  expect(data[0]).toMatchObject({ volume: '137.08084', trades: 3960, source: 'derived' });
  expect(meta.behind).toBe(false);
});

test('where the derivations are away, the answer is what it was and says that it is behind', async () => {
  reachable = false;
  await storeMinute(2);
  const { data, meta } = await hours();
  expect(data[0]).toMatchObject({ trades: 3960 });
  expect(meta.behind).toBe(true);
  reachable = true;
  expect((await hours()).data[0]).toMatchObject({ trades: 5940 });
});

test('a moment of the past is answered as it was known, and nothing is derived for it', async () => {
  await storeMinute(3);
  const past = new Date().toISOString();
  const { data, meta } = await read.get(`/v1/bars/${coin}?interval=1h&as_of=${past}`, 'listBars');
  expect([data[0].trades, meta.behind]).toEqual([5940, false]);
});
