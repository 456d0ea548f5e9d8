import { describe, expect, test } from 'vitest';
import { MemoryBucket } from '../../../test/support/memory-bucket.ts';
import { sha256 } from '../../core/hash.ts';
import { writeBarFile } from './bar-file.ts';
import type { IndexedSlice } from './bar-index.ts';
import { type ColdBar, compareColdBars } from './cold-bar.ts';
import { getUnchanged } from './cold-store.ts';
import { dayBars, minuteBar } from './examples.ts';
import { barsOfGroup } from './group-bars.ts';

const bars: readonly ColdBar[] = [...dayBars, minuteBar].sort(compareColdBars);
const damaged = expect.objectContaining({ code: 'dependency_unavailable', retry: true });

async function stored(of = bars) {
  const { bytes, slices } = await writeBarFile(of);
  const file = { class: 'daily', period: '2000', part: '0', path: 'cold/bar/daily/2000/0-0.parquet' } as const;
  const indexed = slices.map((slice): IndexedSlice => ({ ...slice, file }));
  const { offset, length } = indexed[0] as IndexedSlice;
  return { bytes, indexed, group: bytes.slice(offset, offset + length) };
}

const flipped = (bytes: Uint8Array, at: number, bit: number): Uint8Array =>
  bytes.with(at, (bytes[at] ?? 0) ^ (1 << bit)) as Uint8Array;

describe('the bars of a row group', () => {
  test('are given out where bytes and index are as they were written', async () => {
    const { group, indexed } = await stored();
    expect(barsOfGroup(group, indexed)).toEqual(bars);
    expect(barsOfGroup(group, indexed.slice(1))).toEqual(dayBars);
  });

  test('are not at the bit from which a parser of two days never returns', async () => {
    const { group, indexed } = await stored(dayBars);
    expect(() => barsOfGroup(flipped(group, 243, 2), indexed)).toThrow(damaged);
  });

  test('are not where any bit of any byte is another', async () => {
    const { group, indexed } = await stored();
    for (let at = 0; at < group.length; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        expect(() => barsOfGroup(flipped(group, at, bit), indexed), `${at}.${bit}`).toThrow(damaged);
      }
    }
  });

  test('are not where bytes lack', async () => {
    const { group, indexed } = await stored();
    for (const length of [0, 1, group.length - 1]) {
      expect(() => barsOfGroup(group.slice(0, length), indexed)).toThrow(damaged);
    }
  });

  test.each<[string, Partial<IndexedSlice>]>([
    ['another row', { first: 0 }],
    ['rows beyond the group', { first: 2 }],
    ['fewer rows', { rows: 1 }],
    ['more rows than there are', { group_rows: 7 }],
    ['another instrument', { instrument_id: 'XJSE:NPN' }],
    ['another interval', { interval: '1w' }],
    ['another source', { source: 'eodhd' }],
    ['another time', { from_ms: 0 }],
    ['a correction', { revisions: 1 }],
  ])('are not where the index tells of %s', async (_name, change) => {
    const { group, indexed } = await stored();
    const slice = { ...(indexed[1] as IndexedSlice), ...change };
    expect(() => barsOfGroup(group, [slice])).toThrow(damaged);
  });
});

test('a whole file is not parsed where it has another digest', async () => {
  const { bytes } = await stored();
  const bucket = new MemoryBucket();
  const digest = await sha256(bytes);
  await bucket.put('file', bytes);
  expect(await getUnchanged(bucket, 'file', digest)).toEqual(bytes);
  await bucket.put('file', flipped(bytes, 8, 6));
  await expect(getUnchanged(bucket, 'file', digest)).rejects.toEqual(damaged);
});
