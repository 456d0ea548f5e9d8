import { describe, expect, test } from 'vitest';
import { MemoryBucket } from '../../../test/support/memory-bucket.ts';
import {
  barFileKey,
  barIndex,
  type ColdFile,
  emptyShard,
  indexBarFile,
  indexedRows,
  parseShard,
  partOf,
  readShards,
  shardKey,
  shardOf,
  withFile,
  writtenShard,
} from './bar-index.ts';
import type { BarSlice } from './bar-slice.ts';

const slice = (instrument_id: string, more: Partial<BarSlice> = {}): BarSlice => ({
  instrument_id,
  interval: '1d',
  source: 'eodhd',
  offset: 4,
  length: 100,
  checksum: 7,
  group_rows: 21,
  first: 0,
  rows: 21,
  revisions: 0,
  from_ms: Date.parse('2020-01-02T07:00:00Z'),
  to_ms: Date.parse('2020-01-31T07:00:00Z'),
  ...more,
});

/** Instruments of one part, as `partOf` says. */
const npn = 'XJSE:NPN';
const fileOf = (period: string, digit: string, part = partOf(npn)): ColdFile => {
  const place = { class: 'daily', period, part } as const;
  return { ...place, path: barFileKey(place, digit.repeat(64)) };
};
const january = fileOf('2020-01', 'a');
const february = fileOf('2020-02', 'b');

const damaged = expect.objectContaining({ code: 'dependency_unavailable' });

describe('the index', () => {
  test('tells where an instrument lies, month by month, in one read', async () => {
    const bucket = new MemoryBucket();
    const [naspers, clicks] = [slice(npn), slice('XJSE:CLS', { first: 21 })];
    await indexBarFile(bucket, february, [clicks, naspers]);
    await indexBarFile(bucket, january, [naspers, { ...naspers, interval: '1m' }]);
    bucket.gets.length = 0;
    const index = barIndex(bucket);
    expect(await index.slices('XJSE:NPN')).toEqual([
      { ...naspers, file: january },
      { ...naspers, interval: '1m', file: january },
      { ...naspers, file: february },
    ]);
    expect(await index.slices('XJSE:NPN')).toHaveLength(3);
    expect(bucket.gets).toEqual([shardKey(shardOf('XJSE:NPN'))]);
    expect(await index.slices('XJSE:SOL')).toEqual([]);
  });

  test('points to a month that is written anew, and forgets what it no longer holds', async () => {
    const bucket = new MemoryBucket();
    await indexBarFile(bucket, january, [slice('XJSE:NPN'), slice('XJSE:CLS')]);
    await indexBarFile(bucket, february, [slice('XJSE:NPN')]);
    const anew = fileOf('2020-01', 'c');
    await indexBarFile(bucket, anew, [slice('XJSE:NPN', { rows: 22 })]);
    const index = barIndex(bucket);
    expect((await index.slices('XJSE:NPN')).map(({ file, rows }) => [file.path, rows])).toEqual([
      [anew.path, 22],
      [february.path, 21],
    ]);
    expect(await index.slices('XJSE:CLS')).toEqual([]);
  });

  test('keeps classes and parts of one period apart, and writes the shards of the part alone', async () => {
    const bucket = new MemoryBucket();
    const days = fileOf('2020', 'a');
    const place = { ...days, class: 'intraday' } as const;
    const minutes = { ...place, path: barFileKey(place, 'b'.repeat(64)) };
    await indexBarFile(bucket, days, [slice(npn)]);
    await indexBarFile(bucket, minutes, [slice(npn, { interval: '1m' })]);
    await indexBarFile(bucket, fileOf('2020', 'c', partOf('XJSE:SOL')), [slice('XJSE:SOL')]);
    const index = barIndex(bucket);
    expect((await index.slices(npn)).map(({ file }) => file)).toEqual([days, minutes]);
    expect(await index.slices('XJSE:SOL')).toHaveLength(1);
    const [own, other] = [partOf(npn), partOf('XJSE:SOL')];
    expect(new Set(bucket.gets.map((key) => key.slice(-7, -6)))).toEqual(new Set([own, other]));
    expect(bucket.gets.filter((key) => key.slice(-7, -6) === other)).toHaveLength(17);
  });

  test('does not change when a month is written to it again', async () => {
    const bucket = new MemoryBucket();
    const slices = ['XJSE:NPN', 'XJSE:CLS', 'XJSE:PRX'].map((id) => slice(id));
    expect(await indexBarFile(bucket, january, slices)).toBe(16);
    expect(await indexBarFile(bucket, february, slices.toReversed())).toBe(16);
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
    const shard = withFile(emptyShard('1d'), january, [slice('XJSE:NPN')]);
    const text = writtenShard(shard);
    expect(parseShard(text, '1d')).toEqual(shard);
    expect(JSON.parse(text)).toMatchObject(shard);
    for (const other of [
      text.replace('"format":2', '"format":1'),
      text.replace('"format":2', '"format":3'),
      text.replace('[0,', '[1,'),
      text.replace('"files"', '["files"'),
      text.replace(/"slices":.*/, '"slices":{}}'),
      `${text} `,
      text.slice(0, -1),
      '',
      JSON.stringify({ ...JSON.parse(text), slices: {} }),
    ]) {
      expect(() => parseShard(other, '1d'), other).toThrow(damaged);
    }
    expect(() => parseShard(text, '1e')).toThrow(damaged);
  });

  test('that is lost or damaged is written anew with the file that comes', async () => {
    const bucket = new MemoryBucket();
    await indexBarFile(bucket, january, [slice(npn)]);
    await bucket.put(shardKey(shardOf(npn)), '{}');
    await expect(barIndex(bucket).slices(npn)).rejects.toMatchObject({ code: 'dependency_unavailable' });
    expect((await readShards(bucket, partOf(npn))).get(shardOf(npn))).toBeNull();
    await indexBarFile(bucket, february, [slice(npn)]);
    expect((await barIndex(bucket).slices(npn)).map(({ file }) => file)).toEqual([february]);
  });

  test('knows how many rows of a file it names', () => {
    const shard = withFile(withFile(emptyShard('1d'), january, [slice(npn), slice('XJSE:CLS')]), february, []);
    expect([...indexedRows(shard)]).toEqual([
      [january.path, 42],
      [february.path, 0],
    ]);
  });
});
