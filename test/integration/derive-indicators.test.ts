import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { readManyBarsOfBoth } from '../../src/api/both-stores/read-bars.ts';
import { indicatorValues } from '../../src/api/indicator-values/indicator-values.ts';
import { systemClock } from '../../src/core/clock.ts';
import { newId } from '../../src/core/ids.ts';
import { commonIndicators } from '../../src/indicators/common.ts';
import type { ChangeMessage } from '../../src/model/messages.ts';
import type { ChangeSet } from '../../src/model/parsed.ts';
import type { Bar } from '../../src/model/records.ts';
import { type Interval, indicatorChannelName } from '../../src/model/symbol.ts';
import { deriveChange } from '../../src/pipeline/derive-change.ts';
import type { IndicatorDeps } from '../../src/pipeline/derive-indicators.ts';
import { publicationOf } from '../../src/pipeline/publish.ts';
import { watchIndicators } from '../../src/pipeline/watch-indicators.ts';
import type { Database } from '../../src/storage/client.ts';
import { readChanges } from '../../src/storage/outbox.ts';
import type { BarRow } from '../../src/storage/read/bars.ts';
import { store, storeTogether } from '../../src/storage/store.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { startMigratedDatabase } from './migrated-database.ts';

const lake = { get: async () => null };
const now = new Date().toISOString();
const dayMs = 86_400_000;
let db: Database;
let stop: () => Promise<void>;
const readBars = vi.fn<IndicatorDeps['readBars']>(async (requests) =>
  (await readManyBarsOfBoth({ db, lake }, requests)).map(({ json }) => JSON.parse(json) as BarRow[]),
);

beforeAll(async () => {
  ({ db, stop } = await startMigratedDatabase());
});
afterAll(() => stop());
beforeEach(() => void readBars.mockClear());

const random = seededRandom(3);
const bar = (instrument_id: string, interval: Interval, at: string, change: Partial<Bar> = {}): Bar => {
  const close = random.whole(90_000, 110_000);
  return {
    ...{ instrument_id, interval, time: at, session_date: null, unit: 'ZAc', final: true, trades: null },
    ...{ open: String(close - 100), high: String(close + 700), low: String(close - 700), close: String(close) },
    ...{ volume: String(random.whole(1, 9000)), turnover: null, ...change },
  };
};
const days = (id: string, from: string, count: number): Bar[] =>
  Array.from({ length: count }, (_, at) => bar(id, '1d', new Date(Date.parse(from) + at * dayMs).toISOString()));

/** Stores bars and derives what follows; the changes of indicators that were announced. */
async function come(bars: readonly Bar[]): Promise<ChangeMessage[]> {
  const provenance = { source: 'yahoo', is_sample: true, fetch_id: newId('fetch') };
  return await derived(await store(db, { bar: bars }, { ...provenance, recorded_at: new Date().toISOString() }));
}

async function derived({ changes }: Pick<ChangeSet, 'changes'>): Promise<ChangeMessage[]> {
  const sent: ChangeMessage[] = [];
  const sendPublish = async (messages: readonly ChangeMessage[]) => void sent.push(...messages);
  for (const { outboxId, dataset, channel } of changes) {
    const message = { type: 'change', outbox_id: outboxId, dataset, channel } as const;
    await deriveChange(message, { db, sendPublish, indicators: { readBars } });
  }
  return sent.filter(({ dataset }) => dataset === 'indicator');
}

const publications = async (messages: readonly ChangeMessage[]) =>
  (
    await readChanges(
      db,
      messages.map(({ outbox_id }) => outbox_id),
    )
  ).map(publicationOf);

async function rest(id: string, indicator: string, interval: Interval, limit: number): Promise<unknown[]> {
  const [page] = await indicatorValues(
    { db, lake, clock: systemClock },
    {
      ...{ instruments: [id], indicators: [indicator], interval, from: null, before: null, limit, as_of: null },
      ...{ source: 'yahoo', unit: null, adjust: 'none', format: 'rows', earliest: null },
    },
  );
  return JSON.parse(page?.json ?? '[]') as unknown[];
}

const latest = async (id: string, indicator: string) =>
  (
    await db.query<{ latest: unknown }>(
      `SELECT latest FROM indicator_state WHERE instrument_id = $1 AND indicator = $2 AND source = 'yahoo'`,
      [id, indicator],
    )
  )[0]?.latest;

const watch = async (indicator: string, interval: Interval, id: string): Promise<string> => {
  const channel = indicatorChannelName({ indicator, interval, id });
  expect(await watchIndicators([channel], { db, now })).toEqual([null]);
  return channel;
};

describe('what most readers ask of days', () => {
  test('is kept for every instrument as bars come, and is what REST says', async () => {
    await come(days('XJSE:KEPT', '2024-06-01T00:00:00Z', 400));
    for (const indicator of commonIndicators) {
      expect([await latest('XJSE:KEPT', indicator)]).toEqual(await rest('XJSE:KEPT', indicator, '1d', 1));
    }
  });

  test('goes on with a new bar by reading that bar alone', async () => {
    await come(days('XJSE:KEPT', '2025-07-06T00:00:00Z', 1));
    const [requests] = readBars.mock.lastCall ?? [];
    const one = requests?.find(({ key }) => key[1] === '1d');
    expect(one).toMatchObject({ order: 'asc', from: '2025-07-05T00:00:00.001Z' });
    for (const indicator of commonIndicators) {
      expect([await latest('XJSE:KEPT', indicator)]).toEqual(await rest('XJSE:KEPT', indicator, '1d', 1));
    }
  });

  test('is computed anew after a correction and in a new year', async () => {
    const before = await latest('XJSE:KEPT', 'ema(26)');
    await come([bar('XJSE:KEPT', '1d', '2025-06-20T00:00:00.000Z', { close: '150000', high: '150000' })]);
    expect(await latest('XJSE:KEPT', 'ema(26)')).not.toEqual(before);
    expect([await latest('XJSE:KEPT', 'ema(26)')]).toEqual(await rest('XJSE:KEPT', 'ema(26)', '1d', 1));
    await come(days('XJSE:KEPT', '2026-01-05T00:00:00Z', 2));
    expect([await latest('XJSE:KEPT', 'rsi(14)')]).toEqual(await rest('XJSE:KEPT', 'rsi(14)', '1d', 1));
  });
});

describe('what somebody listens to', () => {
  test('is announced with each bar, with the very rows of REST', async () => {
    await come(days('XJSE:HEARD', '2025-01-01T00:00:00Z', 60));
    const channel = await watch('rsi(9)', '1d', 'XJSE:HEARD');
    const said = await publications(await come(days('XJSE:HEARD', '2025-03-02T00:00:00Z', 3)));
    expect(said).toMatchObject([{ channel }]);
    expect(said[0]?.items.map(({ data }) => data)).toEqual(await rest('XJSE:HEARD', 'rsi(9)', '1d', 3));
    expect(said[0]?.items.map(({ key }) => key)).toContain('yahoo|2025-03-04T00:00:00.000Z');
  });

  test('is announced anew from a corrected bar on', async () => {
    const said = await publications(await come([bar('XJSE:HEARD', '1d', '2025-02-20T00:00:00.000Z')]));
    expect(said[0]?.items).toHaveLength(13);
    expect(said[0]?.items.map(({ data }) => data)).toEqual(await rest('XJSE:HEARD', 'rsi(9)', '1d', 13));
  });

  test('of a bar that is taken back is taken back, and later ones are told anew', async () => {
    const [, , gone] = days('XJSE:HEARD', '2025-03-02T00:00:00Z', 3);
    const rows = gone === undefined ? [] : [{ ...gone, source: 'yahoo' }];
    const nothing = { text: 'SELECT 1', params: [] };
    const change = await storeTogether(db, nothing, [], [{ dataset: 'bar', rows, at: new Date().toISOString() }]);
    const [said] = await publications(await derived(change));
    expect(said?.items).toMatchObject([{ data: { time: gone?.time, values: { 'rsi(9)': null }, withdrawn: true } }]);
    expect([await latest('XJSE:HEARD', 'rsi(14)')]).toEqual(await rest('XJSE:HEARD', 'rsi(14)', '1d', 1));
    await come(days('XJSE:HEARD', '2025-03-04T00:00:00Z', 1));
  });

  test('of minutes, and of longer bars made of them, with bars that have not ended', async () => {
    const id = 'BINANCE:ETH-USDT';
    const minute = (at: number, change?: Partial<Bar>) =>
      bar(id, '1m', new Date(Date.parse('2026-11-20T00:00:00Z') + at * 60_000).toISOString(), change);
    await come(Array.from({ length: 40 }, (_, at) => minute(at)));
    const channel = await watch('sma(5)', '1m', id);
    const longer = await watch('sma(2)', '5m', id);
    const open = minute(40, { final: false, close: '100000' });
    const first = await publications(await come([open]));
    expect(first.map((one) => one.channel).toSorted()).toEqual([channel, longer].toSorted());
    expect(first.flatMap(({ items }) => items).every(({ final }) => !final)).toBe(true);
    const ended = await publications(await come([{ ...open, final: true, close: '100100' }]));
    const [said] = ended.filter((one) => one.channel === channel);
    expect(said?.items.map(({ data }) => data)).toEqual(await rest(id, 'sma(5)', '1m', 1));
    const next = await publications(await come([minute(41)]));
    expect(next[0]?.items.map(({ data }) => data)).toEqual(await rest(id, 'sma(5)', '1m', 1));
  });

  test('is announced once more where the change is told once more, and not stored from bars that changed meanwhile', async () => {
    const change = await store(
      db,
      { bar: days('XJSE:HEARD', '2025-03-05T00:00:00Z', 1) },
      { source: 'yahoo', is_sample: true, fetch_id: newId('fetch'), recorded_at: new Date().toISOString() },
    );
    const once = await publications(await derived(change));
    readBars.mockImplementationOnce(async (requests) => {
      const bars = (await readManyBarsOfBoth({ db, lake }, requests)).map(({ json }) => JSON.parse(json) as BarRow[]);
      await store(
        db,
        { bar: days('XJSE:HEARD', '2025-03-06T00:00:00Z', 1) },
        { source: 'yahoo', is_sample: true, fetch_id: newId('fetch'), recorded_at: new Date().toISOString() },
      );
      return bars;
    });
    const again = await publications(await derived(change));
    expect(again.at(-1)?.items[0]?.data).toEqual(once[0]?.items[0]?.data);
    expect(readBars.mock.calls.length).toBe(3);
    expect([await latest('XJSE:HEARD', 'rsi(9)')]).toEqual(await rest('XJSE:HEARD', 'rsi(9)', '1d', 1));
  });
});

test.each([
  ['indicator.rsi.1d:XJSE:KEPT', 'its name is indicator.rsi(14).1d:XJSE:KEPT'],
  ['indicator.moon(3).1d:XJSE:KEPT', 'no indicator moon'],
  ['indicator.beta(60).1d:XJSE:KEPT', 'is read, not streamed'],
  ['indicator.rsi(2000).1m:XJSE:KEPT', 'ask for a longer interval'],
  ['indicator.rsi(14).1d:XJSE:NOBODY', 'nothing is known of XJSE:NOBODY'],
])('%s is not listened to, with the reason', async (channel, say) => {
  expect(await watchIndicators([channel], { db, now })).toEqual([expect.stringContaining(say)]);
});
