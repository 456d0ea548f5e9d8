import { describe, expect, expectTypeOf, test } from 'vitest';
import { RangeBucket } from '../../../test/support/range-bucket.ts';
import { type SeededRandom, seededRandom } from '../../../test/support/seeded-random.ts';
import { writeBarFile } from './bar-file.ts';
import { barFileKey, barIndex, indexBarFile, partOf } from './bar-index.ts';
import type { ColdBar, SeriesName } from './cold-bar.ts';
import { type ColdBarsRequest, readColdBars, readColdVersions } from './cold-reader.ts';
import type { ColdStore } from './cold-store.ts';
import { drawBars, minuteBar } from './examples.ts';

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
  const placeOf = (bar: ColdBar): string => `${bar.time.slice(0, 7)} ${partOf(bar.instrument_id)}`;
  for (const [name, own] of Map.groupBy(bars, placeOf)) {
    const [period = '', part = ''] = name.split(' ');
    const { bytes, slices } = await writeBarFile(own, { rowsPerGroup });
    const place = { class: 'daily', period, part } as const;
    const path = barFileKey(place, period.padEnd(64, '0'));
    await bucket.put(path, bytes);
    await indexBarFile(bucket, { ...place, path }, slices);
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

  test('of one moment are in the order of their sources, though one of these ends where another begins', async () => {
    const at = (source: string, minute: number): ColdBar => ({
      ...minuteBar,
      source,
      time: `2021-10-11T00:0${minute}:00.000Z`,
    });
    const bars = [at('binance', 1), at('binance', 2), at('kraken', 0), at('kraken', 1)];
    const bucket = await store(bars, 100);
    for (const order of ['asc', 'desc', 'latest'] as const) {
      const request = { ...everything, key: { ...minuteBar, source: null }, order, limit: 2 };
      const found = await readColdBars({ store: bucket, index: barIndex(bucket), ...request });
      expect(found.bars, order).toEqual(known(bars, request));
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

describe('versions of cold bars', () => {
  const versionsOf = (bars: readonly ColdBar[]) =>
    bars
      .filter((bar) =>
        bars.some(
          ({ time, source, superseded_at }) => superseded_at !== null && time === bar.time && source === bar.source,
        ),
      )
      .toSorted((one, other) =>
        one.time === other.time
          ? one.source === other.source
            ? other.rev - one.rev
            : one.source < other.source
              ? -1
              : 1
          : one.time < other.time
            ? 1
            : -1,
      );

  test('are all of those that were corrected, newest first, wherever a row group ends', async () => {
    const random = seededRandom(22);
    for (let round = 0; round < 30; round += 1) {
      const bars = spread(drawBars(random, series.slice(0, 2), 40));
      const bucket = await store(bars, random.whole(1, 9));
      const key = { instrument_id: 'XJSE:NPN', interval: '1d', source: random.pick([null, 'eodhd']) };
      const before = random.pick([null, random.pick(bars).time]);
      const limit = random.pick([1, 4, 10_000]);
      const index = barIndex(bucket);
      const asked = { store: bucket, index, key, from: null, before, limit };
      const found = await readColdVersions(asked, ({ rev }) => rev !== 3);
      const own = bars.filter(
        ({ time, source }) => (before === null || time < before) && (key.source ?? source) === source,
      );
      expect(found.bars).toEqual(
        versionsOf(own)
          .filter(({ rev }) => rev !== 3)
          .slice(0, limit),
      );
    }
  });

  test('where nothing was corrected are none, and nothing is read', async () => {
    const bucket = await store([minuteBar], 10);
    const key = { ...minuteBar, source: null };
    const asked = { store: bucket, index: barIndex(bucket), key, from: null, before: null, limit: 10 };
    expect(await readColdVersions(asked, () => true)).toEqual({ bars: [], ranges: 0, bytes: 0 });
  });
});

test('periods that lie elsewhere do not count', async () => {
  const next = { ...minuteBar, time: '2021-11-11T00:00:00.000Z' };
  const bucket = await store([minuteBar, next], 10);
  const read = (periods: readonly string[]) =>
    readColdBars({ store: bucket, index: barIndex(bucket), ...everything, key: { ...minuteBar }, periods });
  expect((await read(['2021-10'])).bars).toEqual([minuteBar]);
  expect((await read(['2021-10', '2021-11'])).bars).toEqual([minuteBar, next]);
  expect((await read([])).bars).toEqual([]);
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
