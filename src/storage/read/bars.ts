import type { Database } from '../client.ts';
import { bar } from '../schema/records.ts';
import { readTimeline, type TimelinePage, type TimelineRequest, type TimelineTable } from './timeline.ts';
import { type WireColumn, wireColumns } from './wire-columns.ts';

const columnar = ['time', 'session_date', 'open', 'high', 'low', 'close', 'volume', 'trades', 'final', 'fetch_id'];
const prices = ['open', 'high', 'low', 'close'];

const published: TimelineTable = {
  table: 'bar',
  key: ['instrument_id', 'interval'],
  at: 'time',
  atType: 'timestamptz',
  exists: 'EXISTS (SELECT FROM instrument WHERE instrument_id = $1)',
  unit: '(SELECT CASE WHEN min(unit) = max(unit) THEN min(unit) END FROM kept)',
  columns: wireColumns(bar),
  columnar: [...columnar, 'recorded_at', 'rev'],
};

/** Prices in another unit of the same currency: `unit` holds `factor` of the published one. */
export interface UnitShift {
  readonly unit: string;
  readonly exponent: number;
}

export function readBars(db: Database, request: TimelineRequest, shift: UnitShift | null): Promise<TimelinePage> {
  return readTimeline(db, shift === null ? published : shifted(shift), request);
}

/** Exact: a power of ten moves the point and nothing else. */
function shifted({ unit, exponent }: UnitShift): TimelineTable {
  const factor = exponent < 0 ? `0.${'0'.repeat(-exponent - 1)}1` : `1${'0'.repeat(exponent)}`;
  const move = (column: WireColumn): WireColumn => {
    if (prices.includes(column.name)) return { ...column, sql: `trim_scale("${column.name}" * ${factor})::text` };
    return column.name === 'unit' ? { ...column, sql: `'${unit.replaceAll("'", "''")}'::text` } : column;
  };
  return { ...published, columns: published.columns.map(move), unit: `'${unit.replaceAll("'", "''")}'::text` };
}
