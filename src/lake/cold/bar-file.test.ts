import { parquetMetadata } from 'hyparquet';
import { describe, expect, test, vi } from 'vitest';
import { seededRandom } from '../../../test/support/seeded-random.ts';
import { readBarFile, writeBarFile } from './bar-file.ts';
import { type ColdBar, compareColdBars, type SeriesName } from './cold-bar.ts';
import { dayBars, drawBars, minuteBar } from './examples.ts';

const barsOf = (bytes: Uint8Array): ColdBar[] => [...readBarFile(bytes)].flatMap(({ bars }) => bars);
const minutes = (count: number, from = 0): ColdBar[] =>
  Array.from({ length: count }, (_, at) => ({
    ...minuteBar,
    time: new Date(Date.parse(minuteBar.time) + (from + at) * 60_000).toISOString(),
  }));

const series: readonly SeriesName[] = [
  { instrument_id: 'XJSE:NPN', interval: '1d', source: 'eodhd' },
  { instrument_id: 'XJSE:NPN', interval: '1d', source: 'yahoo-csv' },
  { instrument_id: 'XJSE:NPN', interval: '1m', source: 'eodhd' },
  { instrument_id: 'BINANCE:BTC-USDT', interval: '1m', source: 'binance' },
  { instrument_id: 'FX:EUR-ZAR', interval: '1h', source: 'twelvedata' },
];

describe('a file of bars', () => {
  test('gives back what was put in, every field and digit, revisions included', async () => {
    const random = seededRandom(3);
    for (let round = 0; round < 12; round += 1) {
      const bars = drawBars(random, series, 60);
      const rowsPerGroup = random.whole(1, 50);
      const file = await writeBarFile(bars, { rowsPerGroup });
      expect(barsOf(file.bytes), `round ${round}`).toEqual(bars);
      expect(file.rows).toBe(bars.length);
    }
  });

  test('gives back published figures', async () => {
    const corrected = { ...minuteBar, superseded_at: '2021-10-12T00:00:00.000Z' };
    const bars = [
      corrected,
      { ...minuteBar, close: '54631.20000000', recorded_at: '2021-10-12T00:00:00.000Z', rev: 2 },
      ...dayBars,
    ];
    expect(barsOf((await writeBarFile(bars)).bytes)).toEqual(bars);
  });

  test('takes versions that were known since one moment, in the order in which they replaced each other', async () => {
    const versions = [1, 2, 10].map((rev) => ({ ...minuteBar, rev, superseded_at: minuteBar.recorded_at }));
    const bars = [...versions, { ...minuteBar, rev: 11 }];
    expect(barsOf((await writeBarFile(bars)).bytes)).toEqual(bars);
    expect([...bars].reverse().sort(compareColdBars)).toEqual(bars);
  });

  test('of nothing is a file', async () => {
    const { bytes, rows } = await writeBarFile([]);
    expect([barsOf(bytes), rows]).toEqual([[], 0]);
  });

  test('is the same bytes for the same rows, whenever and however they come', async () => {
    const bars = drawBars(seededRandom(5), series, 40);
    async function* slowly() {
      yield* bars;
    }
    vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00Z'), toFake: ['Date'] });
    const first = await writeBarFile(bars);
    vi.setSystemTime('2026-06-01T00:00:00Z');
    const second = await writeBarFile(slowly());
    vi.useRealTimers();
    expect(second.bytes).toEqual(first.bytes);
  });

  test('takes no bar twice, and none out of order', async () => {
    const [first, second] = minutes(2);
    const unsorted = { code: 'internal', message: expect.stringContaining('must be sorted') };
    await expect(writeBarFile([first, first] as ColdBar[])).rejects.toMatchObject(unsorted);
    await expect(writeBarFile([second, first] as ColdBar[])).rejects.toMatchObject(unsorted);
  });

  test.each(['2021-10-11T00:00:00Z', '2021-10-11T00:00:00.123456Z', '2021-10-11T02:00:00.000+02:00', 'yesterday'])(
    'refuses the instant %s, which would come back as another text',
    async (time) => {
      await expect(writeBarFile([{ ...minuteBar, time }])).rejects.toMatchObject({ code: 'internal' });
    },
  );

  test('weighs less with its pages compressed', async () => {
    const bars = minutes(3_000);
    const packed = await writeBarFile(bars);
    expect(packed.bytes.byteLength).toBeLessThan(
      (await writeBarFile(bars, { codec: 'UNCOMPRESSED' })).bytes.byteLength,
    );
    expect(packed.bytes.byteLength / bars.length).toBeLessThan(2);
  });
});

describe('row groups', () => {
  const groupsOf = (bytes: Uint8Array) => [...readBarFile(bytes)].map(({ bars }) => bars.length);

  test('never cut what is shorter than one, and hold at most two', async () => {
    const shares = Array.from({ length: 7 }, (_, at) => ({ ...minuteBar, instrument_id: `XJSE:A${at}` }));
    const bars = shares.flatMap((share, at) => minutes(at === 4 ? 25 : 3).map((bar) => ({ ...share, time: bar.time })));
    const file = await writeBarFile(bars.sort(compareColdBars), { rowsPerGroup: 7 });
    expect(groupsOf(file.bytes)).toEqual([9, 14, 14, 6]);
    expect(file.slices.filter(({ instrument_id }) => instrument_id !== 'XJSE:A4')).toHaveLength(6);
  });

  test('can be pruned by instrument, interval, source and time', async () => {
    const { bytes } = await writeBarFile([...minutes(2), ...dayBars].sort(compareColdBars), { rowsPerGroup: 2 });
    const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    const bounds = parquetMetadata(buffer).row_groups.map(({ columns }) =>
      columns.slice(0, 4).map(({ meta_data }) => [meta_data?.statistics?.min_value, meta_data?.statistics?.max_value]),
    );
    expect(bounds[1]).toEqual([
      ['XJSE:ABG', 'XJSE:ABG'],
      ['1d', '1d'],
      ['yahoo-csv', 'yahoo-csv'],
      [new Date('2000-01-04T07:00:00Z'), new Date('2000-01-05T07:00:00Z')],
    ]);
    expect(bounds[0]?.[0]).toEqual(['BINANCE:BTC-USDT', 'BINANCE:BTC-USDT']);
  });
});

test('slices say where each series lies', async () => {
  const file = await writeBarFile([...minutes(3), ...dayBars].sort(compareColdBars));
  expect(file.slices).toEqual([
    {
      instrument_id: 'BINANCE:BTC-USDT',
      interval: '1m',
      source: 'binance',
      offset: 4,
      length: expect.any(Number),
      checksum: expect.any(Number),
      group_rows: 5,
      first: 0,
      rows: 3,
      revisions: 0,
      from_ms: Date.parse('2021-10-11T00:00:00Z'),
      to_ms: Date.parse('2021-10-11T00:02:00Z'),
    },
    expect.objectContaining({ instrument_id: 'XJSE:ABG', offset: 4, group_rows: 5, first: 3, rows: 2 }),
  ]);
});
