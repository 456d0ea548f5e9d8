import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../src/core/ids.ts';
import type { Bar } from '../../src/model/records.ts';
import { messageOf } from '../../src/pipeline/announce.ts';
import { deriveChange } from '../../src/pipeline/derive-change.ts';
import { combine, rollupOf } from '../../src/rollups/ohlcv.ts';
import { store } from '../../src/storage/store.ts';
import { type ReadApi, startReadApi } from './read-api.ts';

let read: ReadApi;

beforeAll(async () => {
  read = await startReadApi();
});
afterAll(() => read.stop());

const figures = (path: string): string[][] =>
  readFileSync(join(import.meta.dirname, '../../local/upstream/figures', path), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));

/** Standard Bank in the week of 2021-01-04 and on the Monday after it, as Yahoo published it. */
const days: Bar[] = figures('yahoo/SBK.JO.csv')
  .filter(([day = '']) => day >= '2021-01-04' && day <= '2021-01-11')
  .map(([day = '', open = '', high = '', low = '', close = '', , volume = '']) => ({
    ...{ instrument_id: 'XJSE:SBK', interval: '1d', time: `${day}T07:00:00.000Z`, session_date: day },
    ...{ open, high, low, close, volume, turnover: null, trades: null, unit: 'ZAc', final: true },
  }));

const week = days.slice(0, 5);

/** Bitcoin on Binance from midnight of 2021-10-11 (UTC). */
const minutes: Bar[] = figures('binance/BTCUSDT-1m.csv')
  .slice(2, 92)
  .map(([time, open = '', high = '', low = '', close = '', volume = '', turnover = '', trades]) => ({
    ...{ instrument_id: 'BINANCE:BTC-USDT', interval: '1m', time: new Date(Number(time)).toISOString() },
    ...{ session_date: null, open, high, low, close, volume, turnover, trades: Number(trades), unit: 'USDT' },
    final: true,
  }));

async function bring(source: string, recorded_at: string, bar: readonly Bar[]): Promise<string> {
  const fetch_id = newId('fetch');
  const { changes } = await store(read.owner, { bar }, { source, is_sample: true, fetch_id, recorded_at });
  const deps = { db: read.owner, sendPublish: async () => {} };
  for (const change of changes) await deriveChange(messageOf(change), deps);
  return fetch_id;
}

const ask = (path: string) => read.get(path, 'listConstituents');
const sbk = '/v1/bars/XJSE:SBK/constituents?interval=1w&time=2021-01-04';

test('a week is made of the days of the one source that has most of it, each with the fetch that brought it', async () => {
  const fetchId = await bring('yahoo', '2021-01-14T00:00:00.000Z', days);
  await bring('eodhd', '2021-01-14T00:00:00.000Z', week.slice(0, 1));
  const { data, meta } = await ask(sbk);
  expect(
    data.constituents.map(({ time, source, fetch_id, provenance, constituents }: Row) => [
      ...[time, source, fetch_id, provenance, constituents],
    ]),
  ).toEqual(week.map(({ time }) => [time, 'yahoo', fetchId, `/v1/provenance/${fetchId}`, null]));
  const { close, high, volume } = week.map(rollupOf).reduce(combine);
  expect(data.bar).toMatchObject({ source: 'derived', close, high, volume });
  expect(meta).toMatchObject({ source: 'yahoo', unit: 'ZAc', is_sample: true });
});

test('as of a day before a correction they are what the bar was made of then', async () => {
  const [monday, ...rest] = week as [Bar, ...Bar[]];
  await bring('yahoo', '2021-01-20T00:00:00.000Z', [{ ...monday, volume: '1' }, ...rest]);
  const volumes = async (query: string) => {
    const { data } = await ask(`${sbk}${query}`);
    return [data.bar.volume, data.constituents[0].volume];
  };
  const sum = (first: string) =>
    [first, ...rest.map(({ volume }) => volume)].reduce((all, one) => all + Number(one), 0);
  expect(await volumes('&as_of=2021-02-01')).toEqual([String(sum('1')), '1']);
  expect(await volumes('&as_of=2021-01-15')).toEqual([String(sum(String(monday.volume))), monday.volume]);
});

test('from a week of minutes links lead down to what the exchange published, and no further', async () => {
  const fetchId = await bring('binance', '2021-10-12T00:00:00.000Z', minutes);
  const seen: string[] = [];
  const leaves: Row[] = [];
  const open = ['/v1/bars/BINANCE:BTC-USDT/constituents?interval=1w&time=2021-10-11'];
  for (let link = open.pop(); link !== undefined; link = open.pop()) {
    const { data } = await ask(link);
    seen.push(data.bar.interval);
    for (const one of data.constituents as Row[]) {
      if (one.constituents === null) leaves.push(one);
      else open.push(String(one.constituents));
    }
  }
  expect(seen).toEqual(['1w', '1d', '1h', '1h']);
  expect(leaves.map(({ time }) => time).sort()).toEqual(minutes.map(({ time }) => time));
  expect(new Set(leaves.map(({ source, fetch_id }) => `${source} ${fetch_id}`))).toEqual(
    new Set([`binance ${fetchId}`]),
  );
});

test.each([
  ['interval=1d&time=2021-01-08T07:00:00Z', 404, /names its payload itself/],
  ['interval=1w&time=2021-01-04&as_of=2021-01-01', 404, /is derived/],
  ['interval=1y&time=2021-01-01', 400, /must be one of 5m/],
  ['interval=1w', 400, /time/],
])('%s is answered with %i', async (query, status, said) => {
  const response = await read.api.request(`/v1/bars/XJSE:SBK/constituents?${query}`, { key: 'admin' });
  expect([response.status, JSON.stringify(await response.json())]).toEqual([status, expect.stringMatching(said)]);
});

type Row = Readonly<Record<string, unknown>>;
