import type { Database } from '../client.ts';
import { knownRows } from './known-rows.ts';
import type { Parameters } from './parameters.ts';
import { selectList, type WireColumn } from './wire-columns.ts';

/** Rows that are read as a list: several may be of one time, so a page ends at a whole key and not at a time. */
export interface Listing {
  readonly table: string;
  readonly columns: readonly WireColumn[];
  /** Columns that order the list, the last of them making the order total, and their SQL types. */
  readonly order: readonly { readonly name: string; readonly type: 'text' | 'date' | 'timestamptz' }[];
}

export interface PageOf {
  readonly position: readonly string[] | null;
  readonly limit: number;
}

interface ListingRequest extends PageOf {
  /** SQL with placeholders of `parameters`. */
  readonly conditions: readonly string[];
  /** A condition on the rows as they were known, which are called `known` in it. */
  readonly refined?: string;
  readonly direction: 'asc' | 'desc';
  readonly as_of: string | null;
}

export interface ListingPage {
  readonly rows: number;
  /** The source of all rows, null where they are several. */
  readonly source: string | null;
  readonly is_sample: boolean;
  readonly next: readonly string[] | null;
  readonly json: string;
}

/** One page in one trip, as JSON that Postgres made. */
export async function readListing(
  db: Database,
  { table, columns, order }: Listing,
  request: ListingRequest,
  p: Parameters,
): Promise<ListingPage> {
  const names = order.map(({ name }) => `"${name}"`).join(', ');
  const walk = order.map(({ name }) => `"${name}" ${request.direction.toUpperCase()}`).join(', ');
  const conditions = [...request.conditions];
  if (request.position !== null) {
    const from = request.position.map((value, index) => `${p.add(value)}::${order[index]?.type}`).join(', ');
    conditions.push(`(${names}) ${request.direction === 'asc' ? '>' : '<'} (${from})`);
  }
  const limit = `${p.add(request.limit)}::int`;
  const asOf = request.as_of === null ? null : p.add(request.as_of);
  const stored = columns.map(({ name }) => `"${name}"`).join(', ');
  const position = order.map(({ name }) => columns.find((column) => column.name === name)?.sql ?? `"${name}"`);
  const first = `ORDER BY ${walk} LIMIT ${limit} + 1`;
  const known = knownRows(table, stored, conditions.join(' AND ') || 'true', asOf, request.refined ? undefined : first);
  const [row] = await db.query<Omit<ListingPage, 'next'> & { more: boolean; next: string[] | null }>(
    `WITH page AS MATERIALIZED (
       SELECT * FROM (${known}) known WHERE ${request.refined ?? 'true'} ${first}
     ), kept AS MATERIALIZED (SELECT * FROM page ORDER BY ${walk} LIMIT ${limit}),
     shown AS (SELECT ${selectList(columns)} FROM (SELECT * FROM kept ORDER BY ${walk}) kept)
     SELECT (SELECT count(*) FROM page) > ${limit} AS more, (SELECT count(*)::int FROM kept) AS rows,
       (SELECT CASE WHEN min(source) = max(source) THEN min(source) END FROM kept) AS source,
       (SELECT COALESCE(bool_or(is_sample), false) FROM kept) AS is_sample,
       (SELECT json_build_array(${position.join(', ')}) FROM
         (SELECT * FROM kept ORDER BY ${walk} OFFSET GREATEST((SELECT count(*) FROM kept) - 1, 0) LIMIT 1) last) AS next,
       (SELECT COALESCE('[' || string_agg(row_to_json(shown)::text, ',') || ']', '[]') FROM shown) AS json`,
    p.values,
  );
  const { rows = 0, source = null, is_sample = false, json = '[]' } = row ?? {};
  return { rows, source, is_sample, json, next: row?.more ? row.next : null };
}
