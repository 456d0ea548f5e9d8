import type { Interval } from '../../model/symbol.ts';
import { classOf } from '../../model/time-classes.ts';
import type { Database } from '../client.ts';
import { bar } from '../schema/records.ts';
import { beginOf, coldPeriods, endOf, justAfter } from './cold-periods.ts';
import type { ListingPage } from './listing.ts';
import { parameters } from './parameters.ts';
import { selectList, wireColumns } from './wire-columns.ts';

export interface BarRevisionsRequest {
  readonly instrument_id: string;
  readonly interval: Interval;
  /** Of the instrument's cold files. */
  readonly part: string;
  /** Inclusive. */
  readonly from: string | null;
  /** Exclusive. */
  readonly before: string | null;
  readonly source: string | null;
  /** Time, source and revision at which the page before ended. */
  readonly position: readonly string[] | null;
  readonly limit: number;
}

/** What a bar says of the world; the rest is how we came to know it. */
export const barStatements = [
  'open',
  'high',
  'low',
  'close',
  'volume',
  'turnover',
  'trades',
  'unit',
  'final',
  'session_date',
] as const;

export interface BarRevisionsPage extends ListingPage {
  /** Periods that the page reaches into and that lie in cold storage. */
  readonly cold: readonly string[];
}

/** Every version of the bars that were ever corrected, newest bar first and each from its last version to its first. */
export async function readBarRevisions(db: Database, request: BarRevisionsRequest): Promise<BarRevisionsPage> {
  const p = parameters();
  const columns = wireColumns(bar);
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const key = `instrument_id = ${p.add(request.instrument_id)} AND "interval" = ${p.add(request.interval)}`;
  const moment = (value: string | null) => (value === null ? null : `${p.add(value)}::timestamptz`);
  const [from, before] = [moment(request.from), moment(request.before)];
  const conditions = [
    key,
    ...(from === null ? [] : [`time >= ${from}`]),
    ...(before === null ? [] : [`time < ${before}`]),
    ...(request.source === null ? [] : [`source = ${p.add(request.source)}`]),
  ].join(' AND ');
  const limit = `${p.add(request.limit)}::int`;
  const [at, of, rev] = (request.position ?? []).map((value) => p.add(value));
  const beyond =
    at === undefined
      ? 'true'
      : `(time < ${at}::timestamptz OR (time = ${at}::timestamptz AND (source > ${of}
          OR (source = ${of} AND rev < ${rev}::int))))`;
  const changes = barStatements.map(
    (name) => `CASE WHEN "${name}" IS DISTINCT FROM lag("${name}") OVER version THEN '${name}' END`,
  );
  const place = { intervalClass: classOf(request.interval), part: request.part };
  const lower = beginOf(from, `(SELECT CASE WHEN count(*) > ${limit} THEN min(time) END FROM page)`);
  const upper = endOf(before, at === undefined ? null : justAfter(`${at}::timestamptz`));
  const order = 'time DESC, source, rev DESC';
  const [row] = await db.query<Told>(
    `WITH version AS (
       SELECT ${names}, NULL::timestamptz AS superseded_at FROM bar WHERE ${conditions} AND rev > 1
       UNION ALL SELECT ${names}, superseded_at FROM bar_revision WHERE ${conditions}
     ), told AS (
       SELECT *, CASE WHEN lag(rev) OVER version IS NULL THEN '{}'::text[]
         ELSE array_remove(ARRAY[${changes.join(', ')}], NULL) END AS changed,
         bool_or(superseded_at IS NOT NULL) OVER (PARTITION BY source, time) AS corrected
       FROM version WINDOW version AS (PARTITION BY source, time ORDER BY rev)
     ), page AS MATERIALIZED (SELECT * FROM told WHERE corrected AND ${beyond} ORDER BY ${order} LIMIT ${limit} + 1),
     kept AS MATERIALIZED (SELECT * FROM page ORDER BY ${order} LIMIT ${limit}),
     shown AS (
       SELECT ${selectList(columns)}, wire_instant(superseded_at) AS superseded_at, changed
       FROM (SELECT * FROM kept ORDER BY ${order}) kept
     )
     SELECT ${coldPeriods(place, lower, upper)} AS cold, (SELECT count(*) FROM page) > ${limit} AS more, (SELECT count(*)::int FROM kept) AS rows,
       (SELECT CASE WHEN min(source) = max(source) THEN min(source) END FROM kept) AS source,
       (SELECT COALESCE(bool_or(is_sample), false) FROM kept) AS is_sample,
       (SELECT json_build_array(wire_instant(time), source, rev::text) FROM
         (SELECT * FROM kept ORDER BY ${order} OFFSET GREATEST((SELECT count(*) FROM kept) - 1, 0) LIMIT 1) last) AS next,
       (SELECT COALESCE('[' || string_agg(row_to_json(shown)::text, ',') || ']', '[]') FROM shown) AS json`,
    p.values,
  );
  const { rows = 0, source = null, is_sample = false, json = '[]' } = row ?? {};
  return { rows, source, is_sample, json, next: row?.more ? row.next : null, cold: row?.cold ?? [] };
}

interface Told extends Omit<ListingPage, 'next'> {
  readonly [column: string]: unknown;
  readonly more: boolean;
  readonly next: string[] | null;
  readonly cold: string[] | null;
}
