import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import { writeBarFile } from './bar-file.ts';
import type { ColdBar } from './cold-bar.ts';
import { dayBars, minuteBar } from './examples.ts';
import { decompressors } from './parquet-file.ts';
import { publicBars, publicBarsOf } from './public-bars.ts';
import { type Groups, publicCsv, publicParquet } from './public-table.ts';

const bars: readonly ColdBar[] = [
  { ...minuteBar, open: '1', superseded_at: '2021-10-12T00:00:00.000Z' },
  { ...minuteBar, recorded_at: '2021-10-12T00:00:00.000Z', rev: 2, volume: null, turnover: null, fetch_id: 'fetch_2' },
  ...dayBars,
];
const current = bars.slice(1);
/** REST's. */
const columns = [
  ...['instrument_id', 'interval', 'source', 'time', 'session_date', 'open', 'high', 'low', 'close', 'volume'],
  ...['turnover', 'trades', 'unit', 'final', 'is_sample', 'fetch_id', 'recorded_at', 'rev'],
];
const csvOf = (groups: Groups<ColdBar>) => publicCsv(publicBars, groups);
const parquetOf = async (groups: readonly (readonly ColdBar[])[]) =>
  publicParquet(publicBars, (await csvOf(groups)).digits, groups);
const open = new Set(['binance', 'yahoo-csv']);

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): ArrayBuffer =>
  buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;

describe('what is public of a cold file', () => {
  test('are the bars that stand of the sources that let others have them', async () => {
    const { bytes } = await writeBarFile(bars);
    expect([...publicBarsOf(bytes, open)].flat()).toEqual(current);
    expect([...publicBarsOf(bytes, new Set(['yahoo-csv']))].flat()).toEqual(dayBars);
    expect([...publicBarsOf(bytes, new Set())]).toEqual([]);
  });
});

describe('Parquet', () => {
  const groups = [current.slice(0, 1), current.slice(1)];

  test('has REST’s columns and says what it holds', async () => {
    const { bytes: _bytes, ...facts } = await parquetOf(groups);
    expect(facts).toEqual({
      rows: 3,
      columns,
      from: '2000-01-04T07:00:00.000Z',
      to: '2021-10-11T00:00:00.000Z',
      fetch_ids: 2,
      is_sample: false,
    });
    expect(await csvOf([[{ ...minuteBar, is_sample: true }], current])).toMatchObject({ is_sample: true });
  });

  test('holds the values of REST in the types of Parquet', async () => {
    const file = await parquetOf(groups);
    const rows = await parquetReadObjects({ file: bufferOf(file.bytes), compressors: decompressors });
    expect(Object.keys(rows[0] ?? {})).toEqual(columns);
    expect(rows[0]).toMatchObject({
      instrument_id: 'BINANCE:BTC-USDT',
      close: 54_631.19,
      volume: null,
      trades: 1980,
      rev: 2,
    });
    expect(rows[1]).toMatchObject({
      time: new Date('2000-01-04T07:00:00Z'),
      session_date: new Date('2000-01-04'),
      volume: 869_505,
    });
  });

  test('has decimals of the scale that its rows need, in 64 bits where they suffice', async () => {
    const typesOf = async (rows: readonly ColdBar[]) =>
      parquetMetadata(bufferOf((await parquetOf([rows])).bytes))
        .schema.filter(({ name }) => ['close', 'volume', 'turnover'].includes(name))
        .map(({ type, precision, scale }) => [type, precision, scale]);
    expect(await typesOf(current)).toEqual([
      ['INT64', 18, 2],
      ['INT64', 18, 0],
      ['INT64', 18, 0],
    ]);
    expect(await typesOf([{ ...minuteBar, close: '12345678901234567890.55' }])).toEqual([
      ['FIXED_LEN_BYTE_ARRAY', 38, 2],
      ['INT64', 18, 5],
      ['INT64', 18, 7],
    ]);
  });

  test('holds decimals as text where it would have to round one', async () => {
    const long = { ...minuteBar, close: `0.${'1'.repeat(40)}` };
    const { bytes } = await parquetOf([[long]]);
    const [row] = await parquetReadObjects({ file: bufferOf(bytes), compressors: decompressors });
    expect(row).toMatchObject({ close: long.close, open: minuteBar.open, trades: minuteBar.trades });
  });

  test('of nothing is a file', async () => {
    const empty = await parquetOf([]);
    expect([empty.rows, empty.from, Number(parquetMetadata(bufferOf(empty.bytes)).num_rows)]).toEqual([0, null, 0]);
  });
});

test('CSV has a line for each bar with its digits as published, and nothing for null', async () => {
  const { bytes, rows, fetch_ids } = await csvOf([current.slice(0, 1), current.slice(1, 2)]);
  expect([rows, fetch_ids]).toEqual([2, 2]);
  expect(new TextDecoder().decode(bytes).split('\r\n')).toEqual([
    'instrument_id,interval,source,time,session_date,open,high,low,close,volume,turnover,trades,unit,final,is_sample,fetch_id,recorded_at,rev',
    'BINANCE:BTC-USDT,1m,binance,2021-10-11T00:00:00.000Z,,54659.01000000,54670.00000000,54596.63000000,54631.19000000,,,1980,USDT,true,false,fetch_2,2021-10-12T00:00:00.000Z,2',
    'XJSE:ABG,1d,yahoo-csv,2000-01-04T07:00:00.000Z,2000-01-04,2760.000000,2830.000000,2745.000000,2785.000000,869505,,,ZAc,true,false,fetch_017c6c9d0a007c3d8e9f0a1b2c3d4e5f,2021-10-11T00:01:02.345Z,1',
    '',
  ]);
});

test('CSV has no text that a spreadsheet would calculate, and leaves numbers alone', async () => {
  const bar = { ...minuteBar, unit: '=1+1', source: '@sum', close: '-0.5', open: '-1.0' };
  const [, line = ''] = new TextDecoder().decode((await csvOf([[bar]])).bytes).split('\r\n');
  const cells = line.split(',');
  expect([cells[2], cells[5], cells[8], cells[12]]).toEqual(["'@sum", '-1.0', '-0.5', "'=1+1"]);
});
