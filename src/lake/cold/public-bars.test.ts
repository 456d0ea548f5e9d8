import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import { writeBarFile } from './bar-file.ts';
import type { ColdBar } from './cold-bar.ts';
import { dayBars, minuteBar } from './examples.ts';
import { decompressors } from './parquet-file.ts';
import { publicBarsOf, publicColumns, publicCsv, publicParquet } from './public-bars.ts';

const bars: readonly ColdBar[] = [
  { ...minuteBar, open: '1', superseded_at: '2021-10-12T00:00:00.000Z' },
  { ...minuteBar, recorded_at: '2021-10-12T00:00:00.000Z', rev: 2, volume: null, turnover: null, fetch_id: 'fetch_2' },
  ...dayBars,
];
const current = bars.slice(1);
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
  const file = publicParquet(() => [current.slice(0, 1), current.slice(1)]);

  test('has REST’s columns and says what it holds', () => {
    const { bytes: _bytes, ...facts } = file;
    expect(facts).toEqual({
      rows: 3,
      columns: publicColumns,
      from: '2000-01-04T07:00:00.000Z',
      to: '2021-10-11T00:00:00.000Z',
      fetch_ids: 2,
      is_sample: false,
    });
    expect(publicCsv([[{ ...minuteBar, is_sample: true }], current])).toMatchObject({ is_sample: true });
  });

  test('holds the values of REST in the types of Parquet', async () => {
    const rows = await parquetReadObjects({ file: bufferOf(file.bytes), compressors: decompressors });
    expect(Object.keys(rows[0] ?? {})).toEqual(publicColumns);
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

  test('has decimals of the scale that its rows need, in 64 bits where they suffice', () => {
    const typesOf = (rows: readonly ColdBar[]) =>
      parquetMetadata(bufferOf(publicParquet(() => [rows]).bytes))
        .schema.filter(({ name }) => ['close', 'volume', 'turnover'].includes(name))
        .map(({ type, precision, scale }) => [type, precision, scale]);
    expect(typesOf(current)).toEqual([
      ['INT64', 18, 2],
      ['INT64', 18, 0],
      ['INT64', 18, 0],
    ]);
    expect(typesOf([{ ...minuteBar, close: '12345678901234567890.55' }])).toEqual([
      ['FIXED_LEN_BYTE_ARRAY', 38, 2],
      ['INT64', 18, 5],
      ['INT64', 18, 7],
    ]);
  });

  test('holds no decimal that it would have to round', () => {
    const long = { ...minuteBar, close: `0.${'1'.repeat(40)}` };
    expect(() => publicParquet(() => [[long]])).toThrow('has 45 digits');
  });

  test('of nothing is a file', () => {
    const empty = publicParquet(() => []);
    expect([empty.rows, empty.from, Number(parquetMetadata(bufferOf(empty.bytes)).num_rows)]).toEqual([0, null, 0]);
  });
});

test('CSV has a line for each bar with its digits as published, and nothing for null', () => {
  const { bytes, rows, fetch_ids } = publicCsv([current.slice(0, 1), current.slice(1, 2)]);
  expect([rows, fetch_ids]).toEqual([2, 2]);
  expect(new TextDecoder().decode(bytes).split('\r\n')).toEqual([
    'instrument_id,interval,source,time,session_date,open,high,low,close,volume,turnover,trades,unit,final,is_sample,fetch_id,recorded_at,rev',
    'BINANCE:BTC-USDT,1m,binance,2021-10-11T00:00:00.000Z,,54659.01000000,54670.00000000,54596.63000000,54631.19000000,,,1980,USDT,true,false,fetch_2,2021-10-12T00:00:00.000Z,2',
    'XJSE:ABG,1d,yahoo-csv,2000-01-04T07:00:00.000Z,2000-01-04,2760.000000,2830.000000,2745.000000,2785.000000,869505,,,ZAc,true,false,fetch_017c6c9d0a007c3d8e9f0a1b2c3d4e5f,2021-10-11T00:01:02.345Z,1',
    '',
  ]);
});

test('CSV has no text that a spreadsheet would calculate, and leaves numbers alone', () => {
  const bar = { ...minuteBar, unit: '=1+1', source: '@sum', close: '-0.5', open: '-1.0' };
  const [, line = ''] = new TextDecoder().decode(publicCsv([[bar]]).bytes).split('\r\n');
  const cells = line.split(',');
  expect([cells[2], cells[5], cells[8], cells[12]]).toEqual(["'@sum", '-1.0', '-0.5', "'=1+1"]);
});
