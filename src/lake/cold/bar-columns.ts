import type { Interval } from '../../model/symbol.ts';
import { type ColdBar, seriesRuns } from './cold-bar.ts';
import { type PackedDecimals, packDecimals, unpackDecimals } from './packed-decimals.ts';
import type { Cell, ParquetColumn } from './parquet-file.ts';
import { int32, int64, optional, text, timestamp } from './parquet-types.ts';
import { dayOf, instantOf, msOf, named, noisy, plain, restColumns as rest, steady } from './rest-columns.ts';

export type Cells = Record<string, ArrayLike<unknown>>;

interface BarColumn extends ParquetColumn {
  cell(bar: ColdBar, decimals: PackedDecimals): Cell;
}

/** In the order of the file. */
export const barColumns: readonly BarColumn[] = [
  rest.instrument_id,
  rest.interval,
  rest.source,
  rest.time,
  rest.session_date,
  { element: optional(int64('close_unscaled')), encodings: noisy, cell: (_bar, packed) => packed.close_unscaled },
  { element: optional(int64('open_from_close')), encodings: noisy, cell: (_bar, packed) => packed.open_from_close },
  { element: optional(int64('upper_wick')), encodings: noisy, cell: (_bar, packed) => packed.upper_wick },
  { element: optional(int64('lower_wick')), encodings: noisy, cell: (_bar, packed) => packed.lower_wick },
  { element: int32('price_scale'), encodings: named, codec: plain, cell: (_bar, packed) => packed.price_scale },
  { element: optional(int64('volume_unscaled')), encodings: noisy, cell: (_bar, packed) => packed.volume_unscaled },
  { element: int32('volume_scale'), encodings: named, codec: plain, cell: (_bar, packed) => packed.volume_scale },
  {
    element: optional(int64('turnover_from_close')),
    encodings: noisy,
    cell: (_bar, packed) => packed.turnover_from_close,
  },
  {
    element: optional(text('published_decimals')),
    encodings: named,
    cell: (_bar, packed) => packed.published_decimals,
  },
  { element: optional(text('decimals_as_text')), encodings: named, cell: (_bar, packed) => packed.decimals_as_text },
  rest.trades,
  rest.unit,
  rest.final,
  rest.is_sample,
  rest.fetch_id,
  rest.recorded_at,
  rest.rev,
  {
    element: optional(timestamp('superseded_at')),
    encodings: steady,
    cell: (bar) => (bar.superseded_at === null ? null : msOf(bar.superseded_at)),
  },
];

/** What a stranger needs to know to read a file; it is written into every one. */
export const readingNote = [
  'In 10^-price_scale: close = close_unscaled, open = close + open_from_close, high = max(open, close) + upper_wick,',
  'low = min(open, close) - lower_wick. In 10^-volume_scale: volume = volume_unscaled.',
  'In 10^-(price_scale + volume_scale): turnover = close * volume + turnover_from_close, a product of up to 38 digits.',
  'decimals_as_text: instead of these where they do not fit. superseded_at: null in the rows that stand.',
].join(' ');

/** The columns of a row group. */
export function toCells(bars: readonly ColdBar[]): Record<string, Cell[]> {
  const packed = seriesRuns(bars).flatMap((run) => packDecimals(run.rows));
  const cells: Record<string, Cell[]> = {};
  for (const { element, cell } of barColumns) {
    cells[element.name] = bars.map((bar, at) => cell(bar, packed[at] as PackedDecimals));
  }
  return cells;
}

/** The bar in a row of a row group. */
export function toBar(cells: Cells, at: number): ColdBar {
  const cell = <T extends Cell>(name: keyof ColdBar | keyof PackedDecimals): T => (cells[name]?.[at] ?? null) as T;
  const integer = (name: keyof PackedDecimals) => cell<bigint | null>(name);
  const { open, high, low, close, volume, turnover } = unpackDecimals({
    close_unscaled: integer('close_unscaled'),
    open_from_close: integer('open_from_close'),
    upper_wick: integer('upper_wick'),
    lower_wick: integer('lower_wick'),
    volume_unscaled: integer('volume_unscaled'),
    turnover_from_close: integer('turnover_from_close'),
    price_scale: cell('price_scale'),
    volume_scale: cell('volume_scale'),
    published_decimals: cell('published_decimals'),
    decimals_as_text: cell('decimals_as_text'),
  });
  const superseded = cell<bigint | null>('superseded_at');
  const day = cell<number | null>('session_date');
  return {
    instrument_id: cell('instrument_id'),
    interval: cell<Interval>('interval'),
    source: cell('source'),
    time: instantOf(cell('time')),
    session_date: day === null ? null : dayOf(day),
    open,
    high,
    low,
    close,
    volume,
    turnover,
    trades: cell('trades'),
    unit: cell('unit'),
    final: cell('final'),
    is_sample: cell('is_sample'),
    fetch_id: cell('fetch_id'),
    recorded_at: instantOf(cell('recorded_at')),
    rev: cell('rev'),
    superseded_at: superseded === null ? null : instantOf(superseded),
  };
}
