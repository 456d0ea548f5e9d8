import type { PgTable, PgView } from 'drizzle-orm/pg-core';
import type { Database } from '../client.ts';
import { deadLetter, quarantine, runOutcome } from '../schema/operations.ts';
import type { PageOf } from './listing.ts';
import { conditionsOf, type Filters, parameters } from './parameters.ts';
import { selectList, wireColumns } from './wire-columns.ts';

/** A page of a list that operators read, newest first. */
interface OperationsPage {
  readonly next: readonly string[] | null;
  readonly json: string;
}

interface OperationsList {
  readonly table: string;
  readonly schema: PgTable | PgView;
  /** Columns that order the list, newest first: ids grow with time. */
  readonly order: readonly { readonly name: string; readonly type: 'text' | 'int' }[];
}

interface OperationsRequest extends PageOf {
  readonly filters: Filters;
}

const runs: OperationsList = { table: 'run_outcome', schema: runOutcome, order: [{ name: 'run_id', type: 'text' }] };
const deadLetters: OperationsList = {
  table: 'dead_letter',
  schema: deadLetter,
  order: [{ name: 'dead_letter_id', type: 'text' }],
};
const rejected: OperationsList = {
  table: 'quarantine',
  schema: quarantine,
  order: [
    { name: 'fetch_id', type: 'text' },
    { name: 'position', type: 'int' },
  ],
};

export function listRuns(
  db: Database,
  { connector, status, ...page }: PageOf & { readonly connector: string | null; readonly status: string | null },
): Promise<OperationsPage> {
  const filters = { 'connector = ?': connector, 'status = ?': status };
  return list(db, runs, { ...page, filters });
}

export function listDeadLetters(
  db: Database,
  { open, ...page }: PageOf & { readonly open: boolean | null },
): Promise<OperationsPage> {
  const filters = { '(resent_at IS NULL) = ?::boolean': open === null ? null : String(open) };
  return list(db, deadLetters, { ...page, filters });
}

export function listQuarantine(
  db: Database,
  {
    connector,
    rule,
    verdict,
    fetch_id,
    ...page
  }: PageOf & Readonly<Record<'connector' | 'rule' | 'verdict' | 'fetch_id', string | null>>,
): Promise<OperationsPage> {
  const filters = { 'connector = ?': connector, 'rule = ?': rule, 'verdict = ?': verdict, 'fetch_id = ?': fetch_id };
  return list(db, rejected, { ...page, filters });
}

/** The last run of each subject of each connector, with what its last failure was. */
export async function listJobs(db: Database, connector: string | null): Promise<string> {
  const [row] = await db.query<{ json: string }>(
    `WITH asked AS MATERIALIZED (
       SELECT * FROM run_outcome WHERE ($1::text IS NULL OR connector = $1) AND kind NOT IN ('round', 'replay', 'backfill')
     ), last AS (
       SELECT DISTINCT ON (connector, subject) * FROM asked ORDER BY connector, subject, started_at DESC
     ), shown AS (
       SELECT connector, subject, run_id AS last_run_id, kind AS last_kind, status AS last_status,
         attempt AS last_attempt, error_code AS last_error_code, error_message AS last_error_message,
         wire_instant(started_at) AS last_started_at, wire_instant(finished_at) AS last_finished_at,
         (SELECT count(*) FROM asked r WHERE r.connector = last.connector AND r.subject = last.subject) AS runs,
         (SELECT wire_instant(max(r.finished_at)) FROM asked r WHERE r.connector = last.connector
           AND r.subject = last.subject AND r.status IN ('succeeded', 'not_modified')) AS last_success_at
       FROM last ORDER BY connector, subject
     )
     SELECT COALESCE('[' || string_agg(row_to_json(shown)::text, ',') || ']', '[]') AS json FROM shown`,
    [connector],
  );
  return row?.json ?? '[]';
}

async function list(db: Database, of: OperationsList, request: OperationsRequest): Promise<OperationsPage> {
  const p = parameters();
  const conditions = ['true', ...conditionsOf(request.filters, p)];
  const names = of.order.map(({ name }) => `"${name}"`).join(', ');
  if (request.position !== null) {
    const position = of.order.map(({ type }, index) => `${p.add(request.position?.[index])}::${type}`).join(', ');
    conditions.push(`(${names}) < (${position})`);
  }
  const order = of.order.map(({ name }) => `"${name}" DESC`).join(', ');
  const n = `${p.add(request.limit)}::int`;
  const [row] = await db.query<{ more: boolean; next: string[] | null; json: string }>(
    `WITH page AS MATERIALIZED (
       SELECT * FROM "${of.table}" WHERE ${conditions.join(' AND ')} ORDER BY ${order} LIMIT ${n} + 1
     ), kept AS MATERIALIZED (SELECT * FROM page ORDER BY ${order} LIMIT ${n}),
     shown AS (SELECT ${selectList(wireColumns(of.schema))} FROM kept ORDER BY ${of.order.map(({ name }) => `kept."${name}" DESC`).join(', ')})
     SELECT (SELECT count(*) FROM page) > ${n} AS more,
       (SELECT json_build_array(${of.order.map(({ name }) => `"${name}"::text`).join(', ')}) FROM kept
         ORDER BY ${of.order.map(({ name }) => `"${name}" ASC`).join(', ')} LIMIT 1) AS next,
       (SELECT COALESCE('[' || string_agg(row_to_json(shown)::text, ',') || ']', '[]') FROM shown) AS json`,
    p.values,
  );
  return { json: row?.json ?? '[]', next: row?.more ? row.next : null };
}
