import { describe, expect, test } from 'vitest';
import { MemoryBucket } from '../../../test/support/memory-bucket.ts';
import {
  barFileKey,
  barIndex,
  emptyShard,
  indexBarFile,
  parseShard,
  shardKey,
  shardOf,
  withFile,
} from './bar-index.ts';
import type { BarSlice } from './bar-slice.ts';

const slice = (instrument_id: string, more: Partial<BarSlice> = {}): BarSlice => ({
  instrument_id,
  interval: '1d',
  source: 'eodhd',
  offset: 4,
  length: 100,
  group_rows: 21,
  first: 0,
  rows: 21,
  revisions: 0,
  from_ms: Date.parse('2020-01-02T07:00:00Z'),
  to_ms: Date.parse('2020-01-31T07:00:00Z'),
  ...more,
});

const january = { period: '2020-01', path: barFileKey('2020-01', 'a'.repeat(64)) };
const february = { period: '2020-02', path: barFileKey('2020-02', 'b'.repeat(64)) };

describe('the index', () => {
  test('tells where an instrument lies, month by month, in one read', async () => {
    const bucket = new MemoryBucket();
    const [npn, abg] = [slice('XJSE:NPN'), slice('XJSE:ABG', { first: 21 })];
    await indexBarFile(bucket, february, [abg, npn]);
    await indexBarFile(bucket, january, [npn, { ...npn, interval: '1m' }]);
    bucket.gets.length = 0;
    const index = barIndex(bucket);
    expect(await index.slices('XJSE:NPN')).toEqual([
      { ...npn, file: january },
      { ...npn, interval: '1m', file: january },
      { ...npn, file: february },
    ]);
    expect(await index.slices('XJSE:NPN')).toHaveLength(3);
    expect(bucket.gets).toEqual([shardKey(shardOf('XJSE:NPN'))]);
    expect(await index.slices('XJSE:SOL')).toEqual([]);
  });

  test('points to a month that is written anew, and forgets what it no longer holds', async () => {
    const bucket = new MemoryBucket();
    await indexBarFile(bucket, january, [slice('XJSE:NPN'), slice('XJSE:ABG')]);
    await indexBarFile(bucket, february, [slice('XJSE:NPN')]);
    const anew = { ...january, path: barFileKey('2020-01', 'c'.repeat(64)) };
    await indexBarFile(bucket, anew, [slice('XJSE:NPN', { rows: 22 })]);
    const index = barIndex(bucket);
    expect((await index.slices('XJSE:NPN')).map(({ file, rows }) => [file.path, rows])).toEqual([
      [anew.path, 22],
      [february.path, 21],
    ]);
    expect(await index.slices('XJSE:ABG')).toEqual([]);
  });

  test('does not change when a month is written to it again', async () => {
    const bucket = new MemoryBucket();
    const slices = ['XJSE:NPN', 'XJSE:ABG', 'BINANCE:BTC-USDT'].map((id) => slice(id));
    expect(await indexBarFile(bucket, january, slices)).toBe(3);
    expect(await indexBarFile(bucket, february, slices.toReversed())).toBe(3);
    expect(await indexBarFile(bucket, january, slices)).toBe(0);
    expect(await indexBarFile(bucket, february, slices.toReversed())).toBe(0);
  });

  test('spreads instruments over its shards', () => {
    const ids = Array.from({ length: 10_000 }, (_, at) => `XJSE:${(at * 7_919).toString(36).toUpperCase()}`);
    const sizes = [...Map.groupBy(ids, shardOf).values()].map((own) => own.length);
    expect(sizes).toHaveLength(256);
    expect(Math.max(...sizes)).toBeLessThan(80);
  });

  test('is not read where it is of another form', () => {
    const shard = withFile(emptyShard, january, [slice('XJSE:NPN')]);
    expect(parseShard(JSON.stringify(shard))).toEqual(shard);
    expect(() => parseShard(JSON.stringify({ ...shard, format: 2 }))).toThrow();
  });
});
