import { describe, expect, expectTypeOf, test } from 'vitest';
import { MemoryBucket } from '../../../test/support/memory-bucket.ts';
import { type SeededRandom, seededRandom } from '../../../test/support/seeded-random.ts';
import { writeBarFile } from './bar-file.ts';
import { barFileKey, barIndex, indexBarFile } from './bar-index.ts';
import type { ColdBar, SeriesName } from './cold-bar.ts';
import { type ColdBarsRequest, readColdBars } from './cold-reader.ts';
import type { ColdStore } from './cold-store.ts';
import { drawBars, minuteBar } from './examples.ts';

/** R2's range reads; every call is counted. */
class RangeBucket extends MemoryBucket {
  override async get(key: string, options: { range?: { offset: number; length: number } } = {}) {
    const object = await super.get(key);
    if (object === null || options.range === undefined) return object;
    const { offset, length } = options.range;
    return new Response((await object.arrayBuffer()).slice(offset, offset + length));
  }
}

const series: readonly SeriesName[] = [
  { instrument_id: 'XJSE:NPN', interval: '1d', source: 'eodhd' },
  { instrument_id: 'XJSE:NPN', interval: '1d', source: 'yahoo-csv' },
  { instrument_id: 'XJSE:NPN', interval: '1h', source: 'eodhd' },
  { instrument_id: 'XJSE:SOL', interval: '1d', source: 'eodhd' },
];

const everything = { from: null, before: null, as_of: null, order: 'asc', limit: 10_000 } as const;

/** What SQL says of the same rows; see known-rows.ts of storage. */
function known(
  bars: readonly ColdBar[],
  { key, from, before, as_of, order, limit }: Omit<ColdBarsRequest, 'store' | 'index'>,
) {
  const own = bars
    .filter((bar) => bar.instrument_id === key.instrument_id && bar.interval === key.interval)
    .filter((bar) => key.source === null || bar.source === key.source)
    .filter((bar) => (from === null || bar.time >= from) && (before === null || bar.time < before))
    .filter((bar) =>
      as_of === null
        ? bar.superseded_at === null
        : bar.recorded_at <= as_of && (bar.superseded_at === null || bar.superseded_at > as_of),
    )
    .sort((left, right) => (left.time + left.source < right.time + right.source ? -1 : 1));
  if (order === 'asc') return own.slice(0, limit);
  const walked = own.toReversed().slice(0, limit);
  return order === 'desc' ? walked : walked.reverse();
}

async function store(bars: readonly ColdBar[], rowsPerGroup: number): Promise<RangeBucket> {
  const bucket = new RangeBucket();
  const periodOf = (bar: ColdBar): string => bar.time.slice(0, 7);
  for (const [period, own] of Map.groupBy(bars, periodOf)) {
    const { bytes, slices } = await writeBarFile(own, { rowsPerGroup });
    const path = barFileKey(period, period.padEnd(64, '0'));
    await bucket.put(path, bytes);
    await indexBarFile(bucket, { period, path }, slices);
  }
  bucket.gets.length = 0;
  return bucket;
}

/** The same bars over some months. */
const spread = (bars: readonly ColdBar[]): ColdBar[] => {
  const begin = Date.UTC(2020, 0, 1);
  const later = (instant: string) => new Date(begin + (Date.parse(instant) - begin) * 50).toISOString();
  return bars.map((bar) => ({
    ...bar,
    time: later(bar.time),
    recorded_at: later(bar.recorded_at),
    superseded_at: bar.superseded_at === null ? null : later(bar.superseded_at),
  }));
};

function drawRequest(random: SeededRandom, bars: readonly ColdBar[]): Omit<ColdBarsRequest, 'store' | 'index'> {
  const moment = (): string => random.pick([random.pick(bars).time, random.pick(bars).recorded_at]);
  return {
    key: { ...random.pick(series), ...(random.whole(0, 3) === 0 ? { source: null } : {}) },
    from: random.pick([null, moment()]),
    before: random.pick([null, moment()]),
    as_of: random.pick([null, moment()]),
    order: random.pick(['asc', 'desc', 'latest'] as const),
    limit: random.pick([1, 3, 17, 10_000]),
  };
}

describe('cold bars', () => {
  test('are those that SQL would find, whatever is asked', async () => {
    const random = seededRandom(21);
    for (let round = 0; round < 6; round += 1) {
      const bars = spread(drawBars(random, series, 80));
      const bucket = await store(bars, random.whole(3, 60));
      for (let ask = 0; ask < 60; ask += 1) {
        const request = drawRequest(random, bars);
        const found = await readColdBars({ store: bucket, index: barIndex(bucket), ...request });
        expect(found.bars, JSON.stringify(request)).toEqual(known(bars, request));
      }
    }
  });

  test('are known as of a moment between two milliseconds', async () => {
    const [old, current] = [
      { ...minuteBar, superseded_at: '2021-10-12T00:00:00.000Z' },
      { ...minuteBar, close: '1', recorded_at: '2021-10-12T00:00:00.000Z', rev: 2 },
    ];
    const bucket = await store([old, current], 100);
    const key = { ...minuteBar, source: null };
    const asOf = async (as_of: string) =>
      (await readColdBars({ store: bucket, index: barIndex(bucket), ...everything, key, as_of })).bars;
    expect(await asOf('2021-10-11T23:59:59.999999Z')).toEqual([old]);
    expect(await asOf('2021-10-12T02:00:00+02:00')).toEqual([current]);
    expect(await asOf('2021-10-11T00:01:02.344Z')).toEqual([]);
  });
});

describe('requests', () => {
  const day = 86_400_000;
  const year: readonly ColdBar[] = Array.from({ length: 60 }, (_, at) => `XJSE:A${at + 100}`).flatMap((instrument_id) =>
    Array.from({ length: 366 }, (_, at) => ({
      ...minuteBar,
      instrument_id,
      interval: '1d' as const,
      time: new Date(Date.UTC(2020, 0, 1, 7) + at * day).toISOString(),
    })),
  );
  const ask = { ...everything, key: { instrument_id: 'XJSE:A150', interval: '1d', source: null } };

  test('for a year of days are one of the index and one a month', async () => {
    const bucket = await store(year, 512);
    const { bars, ranges, bytes } = await readColdBars({ store: bucket, index: barIndex(bucket), ...ask });
    expect(bars).toHaveLength(366);
    expect(ranges).toBe(12);
    expect(bucket.gets).toHaveLength(13);
    expect(bytes).toBeLessThan(12 * 20_000);
  });

  test('are as few as the limit needs', async () => {
    const bucket = await store(year.slice(0, 3 * 366), 4_096);
    const index = barIndex(bucket);
    const key = { ...ask.key, instrument_id: 'XJSE:A101' };
    const rangesFor = async (more: Partial<ColdBarsRequest>) =>
      (await readColdBars({ store: bucket, index, ...ask, key, ...more })).ranges;
    expect(await rangesFor({ order: 'latest', limit: 31 })).toBe(1);
    expect(await rangesFor({ order: 'desc', limit: 32 })).toBe(2);
    expect(await rangesFor({ limit: 1, from: '2020-06-15T00:00:00Z' })).toBe(1);
    expect(await rangesFor({ from: '2020-02-01T00:00:00Z', before: '2020-04-01T00:00:00Z' })).toBe(2);
    expect(await rangesFor({ from: '2021-01-01T00:00:00Z' })).toBe(0);
  });

  test('take row groups that lie side by side at once', async () => {
    const bucket = await store(year.slice(0, 31), 5);
    const key = { ...ask.key, instrument_id: 'XJSE:A100' };
    const { bars, ranges } = await readColdBars({ store: bucket, index: barIndex(bucket), ...ask, key });
    expect([bars.length, ranges]).toEqual([31, 1]);
  });
});

test('a file that is gone is worth another attempt', async () => {
  const bucket = await store([minuteBar], 10);
  for (const key of bucket.objects.keys()) if (key.endsWith('.parquet')) bucket.objects.delete(key);
  const reading = readColdBars({ store: bucket, index: barIndex(bucket), ...everything, key: { ...minuteBar } });
  await expect(reading).rejects.toMatchObject({ code: 'dependency_unavailable', retry: true });
});

test('R2 is such a store', () => {
  expectTypeOf<R2Bucket>().toExtend<ColdStore>();
});
