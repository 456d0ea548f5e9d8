import { describe, expect, test } from 'vitest';
import { MemoryBucket } from '../../test/support/memory-bucket.ts';
import { seededRandom } from '../../test/support/seeded-random.ts';
import { newId } from '../core/ids.ts';
import type { FetchRecord } from '../model/payload.ts';
import { type FetchIdentity, lake } from './lake.ts';

const identity = (fetch_id = newId('fetch')): FetchIdentity => ({
  fetch_id,
  run_id: 'run_1',
  connector: 'ecb',
  subject: 'all',
  window_from: '2022-12-29T00:00:00.000Z',
  window_to: '2022-12-30T00:00:00.000Z',
  is_sample: true,
});

const payloadOf = (text: string, fetched_at = '2022-12-30T15:00:00.000Z') => ({
  url: 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip',
  status: 200,
  headers: { 'content-type': 'application/zip', etag: '"1"' },
  bytes: new TextEncoder().encode(text),
  fetched_at,
});

async function read(records: AsyncIterable<readonly FetchRecord[]>): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of records) ids.push(...page.map(({ fetch_id }) => fetch_id));
  return ids;
}

describe('a payload', () => {
  test('comes back as it was given, byte by byte', async () => {
    const kept = lake(new MemoryBucket());
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const record = await kept.put({ ...payloadOf(''), bytes }, identity());
    expect(record).toMatchObject({ size_bytes: 256, connector: 'ecb', status: 200 });
    expect(await kept.payload(record)).toEqual({ ...payloadOf(''), bytes });
  });

  test('of the same bytes is one object, and each fetch of it is remembered', async () => {
    const bucket = new MemoryBucket();
    const kept = lake(bucket);
    const first = await kept.put(payloadOf('18.0986'), identity());
    const second = await kept.put(payloadOf('18.0986', '2022-12-30T16:00:00.000Z'), identity());
    expect(second.sha256).toBe(first.sha256);
    expect(bucket.puts.filter((key) => key.startsWith('raw/'))).toHaveLength(1);
    expect(await read(kept.records('2022-12-30', '2022-12-31'))).toEqual([first.fetch_id, second.fetch_id]);
  });

  test('whose record was not written yet is put again under the same keys', async () => {
    const bucket = new MemoryBucket();
    const kept = lake(bucket);
    const own = identity();
    await kept.put(payloadOf('18.0986'), own);
    const before = [...bucket.objects.keys()];
    bucket.objects.delete(before.find((key) => key.startsWith('fetch/')) ?? '');
    await kept.put(payloadOf('18.0986'), own);
    expect([...bucket.objects.keys()].sort()).toEqual(before.sort());
  });

  test('that the lake has lost, or cannot read now, is worth another attempt', async () => {
    const bucket = new MemoryBucket();
    const kept = lake(bucket);
    const record = await kept.put(payloadOf('18.0986'), identity());
    bucket.failure = new Error('get: We encountered an internal error. Please try again. (10001)');
    const away = { code: 'dependency_unavailable', retry: true };
    await expect(kept.payload(record)).rejects.toMatchObject(away);
    await expect(kept.put(payloadOf('1'), identity())).rejects.toMatchObject(away);
    await expect(read(kept.records('2022-01-01', '2023-01-01'))).rejects.toMatchObject(away);
    bucket.failure = null;
    bucket.objects.clear();
    await expect(kept.payload(record)).rejects.toMatchObject(away);
  });
});

describe('the fetches of a span of time', () => {
  const at = (ms: number) => new Date(Date.UTC(2022, 11, 30) + ms).toISOString();

  /** Fetches at random moments of three days, so many that a listing takes several pages. */
  async function threeDays() {
    const bucket = new MemoryBucket();
    const kept = lake(bucket);
    const random = seededRandom(7);
    const records: FetchRecord[] = [];
    for (let count = 0; count < 1_203; count += 1) {
      records.push(await kept.put(payloadOf('x', at(random.whole(0, 3 * 86_400_000 - 1))), identity()));
    }
    records.sort((left, right) => (left.fetched_at < right.fetched_at ? -1 : 1));
    return { bucket, kept, records, random };
  }

  test('are those in [from, to), each once, in the order of time, wherever it is cut', async () => {
    const { kept, records, random } = await threeDays();
    for (let round = 0; round < 25; round += 1) {
      const bound = () => random.pick([random.pick(records).fetched_at, at(random.whole(-86_400_000, 345_600_000))]);
      const [from = '', to = ''] = [bound(), bound()].sort();
      const within = records.filter(({ fetched_at }) => fetched_at >= from && fetched_at < to);
      expect(await read(kept.records(from, to)), `${from} to ${to}`).toEqual(within.map(({ fetch_id }) => fetch_id));
    }
  });

  test('are found without reading any other', async () => {
    const { bucket, kept, records } = await threeDays();
    const last = records.at(-3) as FetchRecord;
    bucket.lists = 0;
    expect(await read(kept.records(last.fetched_at, at(3 * 86_400_000)))).toHaveLength(3);
    expect([bucket.gets.length, bucket.lists]).toEqual([0, 1]);
  });

  test('are read one by one where they are too long to come with the listing, whatever their letters', async () => {
    const { bucket, kept } = await threeDays();
    const url = `https://source.test/${'é'.repeat(3_000)}`;
    await kept.put({ ...payloadOf('long', at(0)), url }, identity());
    await kept.put({ ...payloadOf('short', at(1)), url: 'https://source.test/é' }, identity());
    const found = [];
    for await (const page of kept.records(at(0), at(2))) found.push(...page.map((record) => record.url));
    expect(found).toContain(url);
    expect(found).toContain('https://source.test/é');
    expect(bucket.gets).toHaveLength(1);
  });

  test('are the same however the bounds are spelled', async () => {
    const kept = lake(new MemoryBucket());
    const { fetch_id } = await kept.put(payloadOf('x', '2022-12-30T15:00:00.500Z'), identity());
    expect(await read(kept.records('2022-12-30T15:00:00Z', '2022-12-30T15:00:01Z'))).toEqual([fetch_id]);
    expect(await read(kept.records('2022-12-30T17:00:00+02:00', '2022-12-31'))).toEqual([fetch_id]);
    expect(await read(kept.records('2022-12-30T14:59:59Z', '2022-12-30T15:00:00Z'))).toEqual([]);
  });
});
