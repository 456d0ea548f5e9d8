import type { Encoding } from 'hyparquet';
import { toInstant } from '../../core/clock.ts';
import { WizError } from '../../core/errors.ts';
import type { ColdBar } from './cold-bar.ts';
import type { CellColumn } from './parquet-file.ts';
import { boolean, date, int32, optional, text, timestamp } from './parquet-types.ts';

export const named: readonly Encoding[] = ['RLE_DICTIONARY'];
export const steady: readonly Encoding[] = ['DELTA_BINARY_PACKED'];
/** BYTE_STREAM_SPLIT would take a tenth less, but DuckDB reads it of integers only after its version 1.5. */
export const noisy: readonly Encoding[] = ['DELTA_BINARY_PACKED', 'RLE_DICTIONARY'];
export const flag: readonly Encoding[] = ['RLE'];
export const plain = 'UNCOMPRESSED';

/** The columns that hold what REST says, under its names. */
export const restColumns = {
  instrument_id: { element: text('instrument_id'), encodings: named, prunes: true, cell: (bar) => bar.instrument_id },
  interval: { element: text('interval'), encodings: named, codec: plain, prunes: true, cell: (bar) => bar.interval },
  source: { element: text('source'), encodings: named, codec: plain, prunes: true, cell: (bar) => bar.source },
  time: { element: timestamp('time'), encodings: steady, prunes: true, cell: (bar) => msOf(bar.time) },
  session_date: {
    element: optional(date('session_date')),
    encodings: steady,
    cell: (bar) => (bar.session_date === null ? null : dayNumberOf(bar.session_date)),
  },
  trades: { element: optional(int32('trades')), encodings: noisy, cell: (bar) => bar.trades },
  unit: { element: text('unit'), encodings: named, codec: plain, cell: (bar) => bar.unit },
  final: { element: boolean('final'), encodings: flag, codec: plain, cell: (bar) => bar.final },
  is_sample: { element: boolean('is_sample'), encodings: flag, codec: plain, cell: (bar) => bar.is_sample },
  fetch_id: { element: text('fetch_id'), encodings: named, cell: (bar) => bar.fetch_id },
  recorded_at: { element: timestamp('recorded_at'), encodings: steady, cell: (bar) => msOf(bar.recorded_at) },
  rev: { element: int32('rev'), encodings: named, codec: plain, cell: (bar) => bar.rev },
} satisfies Partial<Record<keyof ColdBar, CellColumn<ColdBar>>>;

/** An instant that would not come back in the same spelling is refused before anything is written. */
export function msOf(instant: string): number {
  const atMs = Date.parse(instant);
  if (!Number.isNaN(atMs) && instantOf(atMs) === instant) return atMs;
  throw new WizError('internal', `"${instant}" is no instant of milliseconds in UTC`);
}

export const instantOf = (atMs: number | bigint): string => toInstant(Number(atMs));

const dayMs = 86_400_000;
export const dayNumberOf = (day: string): number => msOf(`${day}T00:00:00.000Z`) / dayMs;
export const dayOf = (dayNumber: number): string => instantOf(dayNumber * dayMs).slice(0, 10);
