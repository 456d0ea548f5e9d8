import type { Bar, ProvenanceFields } from '../../model/records.ts';
import { shownIn } from '../../model/unit.ts';
import type { Database } from '../client.ts';
import { bar } from '../schema/records.ts';
import { type AdjustmentEvidence, evidenceStatement, readEvidence } from './adjustment-evidence.ts';
import {
  readTimeline,
  type TimelinePage,
  type TimelineRequest,
  type TimelineTable,
  timelinePage,
  timelineStatement,
} from './timeline.ts';
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

/**
 * Bars with prices as published, or in another unit of their currency. Where a bar's unit cannot be shown in the one
 * that is asked for, the page's `unit` names it, and is the one asked for everywhere else.
 */
export function readBars(db: Database, request: TimelineRequest, unit: string | null): Promise<TimelinePage> {
  return readTimeline(db, timelineIn(unit), request);
}

const timelineIn = (unit: string | null): TimelineTable => (unit === null ? published : inUnit(unit));

/** A bar as REST shows it. */
export type BarRow = Bar & ProvenanceFields;

export interface BarsToAdjust {
  readonly page: TimelinePage;
  readonly evidence: AdjustmentEvidence;
}

/** A page of published bars, and in the same trip what tells how to adjust them. */
export async function readBarsToAdjust(
  db: Database,
  request: TimelineRequest,
  unit: string | null,
): Promise<BarsToAdjust> {
  const [instrumentId = ''] = request.key;
  const rows = { ...request, format: 'rows' as const };
  const after = request.from === null ? null : request.from.slice(0, 10);
  const [[page] = [], [found] = []] = await db.batch([
    timelineStatement(timelineIn(unit), rows),
    evidenceStatement({ instrumentId, after, as_of: request.as_of }),
  ]);
  return { page: timelinePage(page), evidence: readEvidence(found) };
}

/** Exact: a power of ten moves the point and nothing else. */
function inUnit(asked: string): TimelineTable {
  const family = shownIn(asked);
  const shown = (name: string): string => {
    const cases = family.map(({ unit, exponent }) => `WHEN ${literal(unit)} THEN ${moved(`"${name}"`, exponent)}`);
    return `(CASE "unit" ${cases.join(' ')} END)::text`;
  };
  const column = (published: WireColumn): WireColumn => {
    if (prices.includes(published.name)) return { ...published, sql: shown(published.name) };
    return published.name === 'unit' ? { ...published, sql: `${literal(asked)}::text` } : published;
  };
  const names = family.map(({ unit }) => literal(unit)).join(', ');
  const foreign = `(SELECT min(unit) FROM kept WHERE unit NOT IN (${names}))`;
  return { ...published, columns: published.columns.map(column), unit: `COALESCE(${foreign}, ${literal(asked)})` };
}

function moved(price: string, exponent: number): string {
  if (exponent === 0) return price;
  return `trim_scale(${price} * ${exponent < 0 ? `0.${'0'.repeat(-exponent - 1)}1` : `1${'0'.repeat(exponent)}`})`;
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
