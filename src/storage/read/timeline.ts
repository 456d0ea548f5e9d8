import type { Database, Row, Statement } from '../client.ts';
import { beginOf, type ColdPlace, coldPeriods, endOf, justAfter } from './cold-periods.ts';
import { type HeldRows, heldGate, snapshotNow, whereHeld } from './held-rows.ts';
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
  /** SQL that tells of a page without rows whether it is of sample rows; by default one row of the key tells. */
  readonly sample?: string;
  readonly columns: readonly WireColumn[];
  /** Columns of the columnar form, which says once what is the same in all rows. */
  readonly columnar: readonly string[];
  /** SQL that tells whether computed rows do not rest yet on all that is stored. */
  readonly behind?: string;
  /** Where rows of the key lie that are no longer in the table, if there are such. */
  readonly cold?: ColdPlace;
}

export interface TimelineRequest {
  readonly key: readonly string[];
  /** Inclusive. */
  readonly from: string | null;
  /** Since when a source must have spoken to be chosen, where rows before that are read too. */
  readonly heardFrom?: string | null;
  /** Exclusive. */
  readonly before: string | null;
  /** Where the page before ended. */
  readonly position: string | null;
  /** `latest` shows the newest rows in the order of time and pages towards the past. */
  readonly order: 'asc' | 'desc' | 'latest';
  readonly limit: number;
  readonly as_of: string | null;
  readonly source: string | null;
  /** Of so many rows of the span a source is chosen before one that is believed more and has fewer. */
  readonly least?: number;
  readonly format: 'rows' | 'columns';
  /** With it the page says what the database knew; rows that are held and still hold are left out. */
  readonly held?: HeldRows | 'none';
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
  /** Its rows are computed, and what they are computed from has changed since. */
  readonly behind: boolean;
  /** Null where the page is whole; else its JSON is rows, whatever the format. */
  readonly cold: ColdShare | null;
  readonly snapshot?: string;
  /** Only what the held rows leave is in the page. */
  readonly holds?: boolean;
  /** Whether there are rows beyond the page, which may be of none. */
  readonly more?: boolean;
}

/** What a page lacks that lies in cold storage. */
interface ColdShare {
  /** Periods that the page, or the choice of its source, reaches into. */
  readonly periods: readonly string[];
  /** Sources that are preferred to the page's and have no row of the span here, the most believed first. */
  readonly unheard: readonly string[];
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
  const { known, source, unit, is_sample, more, next, json, behind, periods, unheard, snapshot, holds } =
    row as unknown as TimelinePage & {
      more: boolean;
      periods?: readonly string[] | null;
      unheard?: readonly string[] | null;
    };
  const cold = periods ? { periods, unheard: unheard ?? [] } : null;
  const state = snapshot === undefined ? {} : { snapshot, more, holds: holds ?? false };
  return { known, source, unit, is_sample, json, next: more ? next : null, behind, cold, ...state };
}

/** One page as a statement, to go with others in one trip. */
export function timelineStatement(spec: TimelineTable, request: TimelineRequest): Statement {
  const { at, atType, table, cold } = spec;
  const p = parameters();
  const key = spec.key.map((column, index) => `"${column}" = ${p.add(request.key[index])}`).join(' AND ');
  const source = p.add(request.source);
  const limit = p.add(request.limit);
  const forward = request.order === 'asc';
  const moment = (value: string | null): string | null => (value === null ? null : `${p.add(value)}::${atType}`);
  const [from, before, position] = [moment(request.from), moment(request.before), moment(request.position)];
  const within = (lower: string | null): string =>
    [lower === null ? '' : ` AND "${at}" >= ${lower}`, before === null ? '' : ` AND "${at}" < ${before}`].join('');
  const span = within(from);
  const heard = request.heardFrom === undefined ? span : within(moment(request.heardFrom));
  const ofSource = `SELECT FROM "${table}" WHERE ${key} AND source = s.source${heard}`;
  const enough =
    request.least === undefined ? '' : `EXISTS (${ofSource} OFFSET ${p.add(request.least - 1)}::int) DESC, `;
  const beyond = position === null ? '' : ` AND "${at}" ${forward ? '>' : '<'} ${position}`;
  const held = typeof request.held === 'object' ? request.held : null;
  const left = held && within(whereHeld(moment(held.until) ?? '', from ?? `'-infinity'::${atType}`));
  const rowsWanted = held ? whereHeld(`${p.add(held.rows)}::int`, `${limit}::int`) : `${limit}::int`;
  const condition = `${key} AND source = (SELECT source FROM chosen)${left ?? span}${beyond}`;
  const asOf = request.as_of === null ? null : p.add(request.as_of);
  const names = spec.columns.map(({ name }) => `"${name}"`).join(', ');
  const walk = `"${at}" ${forward ? 'ASC' : 'DESC'}`;
  const first = `ORDER BY ${walk} LIMIT ${rowsWanted} + 1`;
  const shown = (columns: readonly WireColumn[]): string =>
    `(SELECT ${selectList(columns)} FROM kept ORDER BY kept."${at}" ${request.order === 'desc' ? 'DESC' : 'ASC'}) shown`;
  const rows = `(SELECT ${rowsJson} FROM ${shown(spec.columns)})`;
  const columns = () => {
    const wire = spec.columns.filter(({ name }) => spec.columnar.includes(name));
    const said = `(SELECT ${columnsJson(spec, wire)} FROM ${shown(wire)})`;
    return cold ? `CASE WHEN (SELECT periods FROM cold) IS NULL THEN ${said} ELSE ${rows} END` : said;
  };
  const text = `
WITH RECURSIVE ${speakingSources(table, key)}, foremost AS MATERIALIZED (
  SELECT s.source, s.rank FROM speaking s
  CROSS JOIN LATERAL (${ofSource} LIMIT 1) heard
  ORDER BY ${enough}rank, source LIMIT 1
), chosen AS MATERIALIZED (
  SELECT COALESCE(${source}::text, (SELECT source FROM foremost),
    (SELECT s.source FROM speaking s ORDER BY rank, source LIMIT 1)) AS source
), page AS MATERIALIZED (
  SELECT * FROM (${knownRows(table, names, condition, asOf, first)}) known ${first}
), kept AS MATERIALIZED (
  SELECT * FROM page ORDER BY ${walk} LIMIT ${rowsWanted}
), extent AS MATERIALIZED (
  SELECT count(*) AS rows, count(*) > ${rowsWanted} AS more, ${forward ? 'max' : 'min'}("${at}") AS last FROM page
)${cold ? coldShare(cold, { forward, source, from, before, position }) : ''}${held ? heldGate(held, p) : ''}
SELECT (SELECT more FROM extent) AS more,
  (SELECT rows FROM extent) > 0 OR ${spec.exists} AS known,
  (SELECT source FROM chosen) AS source,
  (SELECT source FROM chosen) = 'derived' AND ${spec.behind ?? 'false'} AS behind,
  ${spec.unit} AS unit,
  COALESCE((SELECT bool_or(is_sample) FROM kept), (${spec.sample ?? `SELECT is_sample FROM "${table}" WHERE ${key} ORDER BY source LIMIT 1`}), false)
    AS is_sample,
  (SELECT ${wireOf(spec)} FROM (SELECT ${forward ? 'max' : 'min'}("${at}") AS "${at}" FROM kept) edge) AS next,
  ${cold ? `${held ? whereHeld('NULL', periods) : periods} AS periods, (SELECT sources FROM unheard) AS unheard,` : ''}
  ${request.held === undefined ? '' : `${snapshotNow} AS snapshot, ${held ? '(SELECT holds FROM held)' : 'false'} AS holds,`}
  ${request.format === 'rows' ? rows : columns()} AS json`;
  return { text, params: p.values };
}

const periods = '(SELECT periods FROM cold)';

interface Reach {
  readonly forward: boolean;
  readonly source: string;
  readonly from: string | null;
  readonly before: string | null;
  readonly position: string | null;
}

/**
 * SQL for the CTEs `unheard` and `cold`: where nobody is asked who would have been preferred, only what the page may
 * reach from where the one before ended to its last row; else the whole span, since all pages are of one source.
 */
function coldShare(cold: ColdPlace, { forward, source, from, before, position }: Reach): string {
  const ofPages = (bound: string): string => `CASE WHEN unheard.sources IS NULL THEN ${bound} END`;
  const last = ofPages(`CASE WHEN extent.more THEN ${forward ? justAfter('extent.last') : 'extent.last'} END`);
  const begun = position === null ? null : ofPages(position);
  const [after, until] = forward ? [begun, last] : [last, begun];
  return `, unheard AS MATERIALIZED (
  SELECT json_agg(s.source ORDER BY s.rank, s.source) AS sources FROM speaking s WHERE ${source}::text IS NULL
    AND (NOT EXISTS (SELECT FROM foremost) OR (s.rank, s.source) < (SELECT f.rank, f.source FROM foremost f))
), cold AS MATERIALIZED (
  SELECT ${coldPeriods(cold, 'span.lower', 'span.upper')} AS periods
  FROM (SELECT ${beginOf(from, after)} AS lower, ${endOf(before, until)} AS upper FROM unheard, extent) span
)`;
}

const rowsJson = `COALESCE('[' || string_agg(row_to_json(shown)::text, ',') || ']', '[]')`;

function columnsJson(spec: TimelineTable, wire: readonly WireColumn[]): string {
  const constant = spec.key.map((column, index) => `'${column}', $${index + 1}::text`);
  const arrays = wire.map(({ name }) => `'${name}', array_to_json(COALESCE(array_agg("${name}"), '{}'))`);
  return `json_build_object(${[...constant, ...arrays].join(', ')})::text`;
}

const wireOf = ({ columns, at }: TimelineTable): string => columns.find(({ name }) => name === at)?.sql ?? `"${at}"`;
