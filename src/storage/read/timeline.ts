import type { Database, Row, Statement } from '../client.ts';
import { knownRows } from './known-rows.ts';
import { parameters } from './parameters.ts';
import { speakingSources } from './speaking-sources.ts';
import { selectList, type WireColumn } from './wire-columns.ts';

/** A dataset that is read along one axis of time. */
export interface TimelineTable {
  readonly table: string;
  /** Columns that say whose timeline it is. */
  readonly key: readonly string[];
  readonly at: string;
  readonly atType: 'timestamptz' | 'date';
  /** SQL that tells whether the thing exists, and the unit that its rows do not carry themselves. */
  readonly exists: string;
  readonly unit: string;
  readonly columns: readonly WireColumn[];
  /** Columns of the columnar form, which says once what is the same in all rows. */
  readonly columnar: readonly string[];
}

export interface TimelineRequest {
  readonly key: readonly string[];
  /** Inclusive. */
  readonly from: string | null;
  /** Exclusive. */
  readonly before: string | null;
  /** Where the page before ended. */
  readonly position: string | null;
  /** `latest` shows the newest rows in the order of time and pages towards the past. */
  readonly order: 'asc' | 'desc' | 'latest';
  readonly limit: number;
  readonly as_of: string | null;
  readonly source: string | null;
  readonly format: 'rows' | 'columns';
}

export interface TimelinePage {
  /** False where nothing of that key has ever been heard of. */
  readonly known: boolean;
  readonly source: string | null;
  readonly unit: string | null;
  readonly is_sample: boolean;
  /** Where the next page goes on, null on the last. */
  readonly next: string | null;
  /** The rows as JSON text. */
  readonly json: string;
}

/** One page in one trip, its JSON made by Postgres, so that no row is parsed on its way to the caller. */
export async function readTimeline(
  db: Database,
  table: TimelineTable,
  request: TimelineRequest,
): Promise<TimelinePage> {
  const { text, params } = timelineStatement(table, request);
  const [row] = await db.query<Row>(text, params);
  return timelinePage(row);
}

/** What {@link timelineStatement} answers, in its only row. */
export function timelinePage(row: Row = {}): TimelinePage {
  const { known, source, unit, is_sample, more, next, json } = row as unknown as TimelinePage & { more: boolean };
  return { known, source, unit, is_sample, json, next: more ? next : null };
}

/** One page as a statement, to go with others in one trip. */
export function timelineStatement(spec: TimelineTable, request: TimelineRequest): Statement {
  const { at, atType, table } = spec;
  const p = parameters();
  const key = spec.key.map((column, index) => `"${column}" = ${p.add(request.key[index])}`).join(' AND ');
  const source = p.add(request.source);
  const limit = p.add(request.limit);
  const forward = request.order === 'asc';
  const span = [
    request.from === null ? '' : ` AND "${at}" >= ${p.add(request.from)}::${atType}`,
    request.before === null ? '' : ` AND "${at}" < ${p.add(request.before)}::${atType}`,
  ].join('');
  const beyond =
    request.position === null ? '' : ` AND "${at}" ${forward ? '>' : '<'} ${p.add(request.position)}::${atType}`;
  const condition = `${key} AND source = (SELECT source FROM chosen)${span}${beyond}`;
  const asOf = request.as_of === null ? null : p.add(request.as_of);
  const names = spec.columns.map(({ name }) => `"${name}"`).join(', ');
  const walk = `"${at}" ${forward ? 'ASC' : 'DESC'}`;
  const shown = `"${at}" ${request.order === 'desc' ? 'DESC' : 'ASC'}`;
  const wire =
    request.format === 'rows' ? spec.columns : spec.columns.filter(({ name }) => spec.columnar.includes(name));
  const text = `
WITH RECURSIVE ${speakingSources(table, key)}, chosen AS MATERIALIZED (
  SELECT COALESCE(${source}::text,
    (SELECT s.source FROM speaking s
      WHERE EXISTS (SELECT FROM "${table}" WHERE ${key} AND source = s.source${span}) ORDER BY rank, source LIMIT 1),
    (SELECT s.source FROM speaking s ORDER BY rank, source LIMIT 1)) AS source
), page AS MATERIALIZED (
  SELECT * FROM (${knownRows(table, names, condition, asOf)}) known ORDER BY ${walk} LIMIT ${limit}::int + 1
), kept AS MATERIALIZED (
  SELECT * FROM page ORDER BY ${walk} LIMIT ${limit}::int
), shown AS (
  SELECT ${selectList(wire)} FROM kept ORDER BY kept.${shown}
)
SELECT (SELECT count(*) FROM page) > ${limit}::int AS more,
  (SELECT count(*) FROM page) > 0 OR ${spec.exists} AS known,
  (SELECT source FROM chosen) AS source,
  ${spec.unit} AS unit,
  COALESCE((SELECT bool_or(is_sample) FROM kept), (SELECT is_sample FROM "${table}" WHERE ${key} LIMIT 1), false)
    AS is_sample,
  (SELECT ${wireOf(spec)} FROM (SELECT ${forward ? 'max' : 'min'}("${at}") AS "${at}" FROM kept) edge) AS next,
  (SELECT ${request.format === 'rows' ? rowsJson : columnsJson(spec, wire)} FROM shown) AS json`;
  return { text, params: p.values };
}

const rowsJson = `COALESCE('[' || string_agg(row_to_json(shown)::text, ',') || ']', '[]')`;

function columnsJson(spec: TimelineTable, wire: readonly WireColumn[]): string {
  const constant = spec.key.map((column, index) => `'${column}', $${index + 1}::text`);
  const arrays = wire.map(({ name }) => `'${name}', array_to_json(COALESCE(array_agg("${name}"), '{}'))`);
  return `json_build_object(${[...constant, ...arrays].join(', ')})::text`;
}

const wireOf = ({ columns, at }: TimelineTable): string => columns.find(({ name }) => name === at)?.sql ?? `"${at}"`;
