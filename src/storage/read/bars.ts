import type { Bar, ProvenanceFields } from '../../model/records.ts';
import { type Interval, intervals } from '../../model/symbol.ts';
import { classOf } from '../../model/time-classes.ts';
import { shownIn } from '../../model/unit.ts';
import type { Database, Statement } from '../client.ts';
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

const figures = ['open', 'high', 'low', 'close', 'volume', 'turnover', 'trades'];
const inMoney = ['open', 'high', 'low', 'close', 'turnover'];

const published: TimelineTable = {
  table: 'bar',
  key: ['instrument_id', 'interval'],
  at: 'time',
  atType: 'timestamptz',
  exists: ['instrument', 'bar_series'].map((of) => `EXISTS (SELECT FROM ${of} WHERE instrument_id = $1)`).join(' OR '),
  unit: '(SELECT CASE WHEN min(unit) = max(unit) THEN min(unit) END FROM kept)',
  sample: 'SELECT bool_or(is_sample) FROM instrument WHERE instrument_id = $1',
  columns: wireColumns(bar),
  columnar: ['time', 'session_date', ...figures, 'final', 'fetch_id', 'recorded_at', 'rev'],
};

export interface BarsRequest extends TimelineRequest {
  readonly key: readonly [instrumentId: string, interval: Interval];
  /** Null for prices and turnover as published. */
  readonly unit: string | null;
  /** Of the instrument's cold files. */
  readonly part: string;
}

/** The columns of a bar in the order of its rows, those of the columnar form, and the amounts of money among them. */
export const barFields: readonly string[] = published.columns.map(({ name }) => name);
export const barColumnar = published.columnar;
export const barAmounts: readonly string[] = inMoney;

/**
 * Bars with prices and turnover as published, or in another unit of their currency. Where a bar's unit cannot be shown
 * in the one that is asked for, the page's `unit` names it, and is the one asked for everywhere else.
 */
export function readBars(db: Database, request: BarsRequest): Promise<TimelinePage> {
  return readTimeline(db, timelineOf(request), request);
}

/** The pages of several instruments in one trip, in the order of the requests. */
export async function readManyBars(db: Database, requests: readonly BarsRequest[]): Promise<TimelinePage[]> {
  const found = await db.batch(requests.map(barsStatement));
  return requests.map((_, index) => timelinePage(found[index]?.[0]));
}

/** A page as a statement, to go with others in one trip; `timelinePage` reads its answer. */
export const barsStatement = (request: BarsRequest): Statement => timelineStatement(timelineOf(request), request);

function timelineOf({ unit, part, as_of, key: [, interval] }: BarsRequest): TimelineTable {
  return {
    ...(unit === null ? published : inUnit(unit)),
    ...{ behind: as_of === null ? underived(interval) : 'false', cold: { intervalClass: classOf(interval), part } },
  };
}

/** SQL that tells whether shorter bars of the instrument wait for their derivation. */
function underived(interval: Interval): string {
  const shorter = intervals.slice(0, intervals.indexOf(interval)).map((step) => `'bar.${step}:' || $1`);
  if (shorter.length === 0) return 'false';
  return `EXISTS (SELECT FROM outbox WHERE derived_at IS NULL AND channel IN (${shorter.join(', ')}))`;
}

/** A bar as REST shows it. */
export type BarRow = Bar & ProvenanceFields;

export interface BarsToAdjust {
  readonly page: TimelinePage;
  readonly evidence: AdjustmentEvidence;
}

/** Pages of published bars, and in the same trip what tells how to adjust them, in the order of the requests. */
export async function readManyBarsToAdjust(db: Database, requests: readonly BarsRequest[]): Promise<BarsToAdjust[]> {
  const found = await db.batch(
    requests.flatMap(({ key, from, as_of, part, ...rest }) => {
      const rows = { ...rest, key, from, as_of, part, format: 'rows' as const };
      const after = from === null ? null : from.slice(0, 10);
      return [barsStatement(rows), evidenceStatement({ instrumentId: key[0], part, after, as_of })];
    }),
  );
  return requests.map((_, index) => ({
    page: timelinePage(found[2 * index]?.[0]),
    evidence: readEvidence(found[2 * index + 1]?.[0]),
  }));
}

/** Exact: a power of ten moves the point and nothing else. */
function inUnit(asked: string): TimelineTable {
  const family = shownIn(asked);
  const shown = (name: string): string => {
    const cases = family.map(({ unit, exponent }) => `WHEN ${literal(unit)} THEN ${moved(`"${name}"`, exponent)}`);
    return `(CASE "unit" ${cases.join(' ')} END)::text`;
  };
  const column = (published: WireColumn): WireColumn => {
    if (inMoney.includes(published.name)) return { ...published, sql: shown(published.name) };
    return published.name === 'unit' ? { ...published, sql: `${literal(asked)}::text` } : published;
  };
  const names = family.map(({ unit }) => literal(unit)).join(', ');
  const foreign = `(SELECT min(unit) FROM kept WHERE unit NOT IN (${names}))`;
  return { ...published, columns: published.columns.map(column), unit: `COALESCE(${foreign}, ${literal(asked)})` };
}

function moved(amount: string, exponent: number): string {
  if (exponent === 0) return amount;
  return `trim_scale(${amount} * ${exponent < 0 ? `0.${'0'.repeat(-exponent - 1)}1` : `1${'0'.repeat(exponent)}`})`;
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
