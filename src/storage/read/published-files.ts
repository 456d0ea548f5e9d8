import type { Database } from '../client.ts';
import { publishedFile } from '../schema/time-partitions.ts';
import { parameters } from './parameters.ts';
import { selectList, wireColumns } from './wire-columns.ts';

interface PublishedFilesRequest {
  /** Column and the value it must have, null for any. */
  readonly filters: Readonly<Record<'dataset' | 'interval_class' | 'period' | 'format', string | null>>;
  /** The path at which the page before ended. */
  readonly position: string | null;
  readonly limit: number;
}

interface PublishedFilesPage {
  readonly is_sample: boolean;
  readonly next: string | null;
  readonly json: string;
  /** When any file was last published; null before the first. */
  readonly last_published_at: string | null;
}

/** What the files were made of is for whoever makes them. */
const columns = wireColumns(publishedFile).filter(({ name }) => name !== 'made_of');

/** Files for the public, by their paths, as JSON that Postgres made. */
export async function listPublishedFiles(
  db: Database,
  { filters, position, limit }: PublishedFilesRequest,
): Promise<PublishedFilesPage> {
  const p = parameters();
  const wanted = Object.entries(filters).flatMap(([column, value]) =>
    value === null ? [] : [`"${column}" = ${p.add(value)}`],
  );
  if (position !== null) wanted.push(`path > ${p.add(position)}`);
  const most = `${p.add(limit)}::int`;
  const [row] = await db.query<PublishedFilesPage & { more: boolean; [column: string]: unknown }>(
    `WITH page AS MATERIALIZED (
       SELECT * FROM published_file WHERE ${['true', ...wanted].join(' AND ')} ORDER BY path LIMIT ${most} + 1
     ), kept AS MATERIALIZED (SELECT * FROM page ORDER BY path LIMIT ${most}),
     shown AS (SELECT ${selectList(columns)} FROM kept ORDER BY path)
     SELECT (SELECT wire_instant(max(published_at)) FROM published_file) AS last_published_at,
       (SELECT count(*) FROM page) > ${most} AS more, (SELECT max(path) FROM kept) AS next,
       (SELECT COALESCE(bool_or(is_sample), false) FROM kept) AS is_sample,
       (SELECT COALESCE('[' || string_agg(row_to_json(shown)::text, ',') || ']', '[]') FROM shown) AS json`,
    p.values,
  );
  const { is_sample = false, json = '[]', next = null, more = false, last_published_at = null } = row ?? {};
  return { is_sample, json, next: more ? next : null, last_published_at };
}

interface PublishedPlace {
  readonly sha256: string;
  readonly size_bytes: number;
}

/** What is published under a path, null for nothing. */
export async function findPublishedFile(db: Database, path: string): Promise<PublishedPlace | null> {
  const [row] = await db.query('SELECT sha256, size_bytes FROM published_file WHERE path = $1', [path]);
  return (row as PublishedPlace | undefined) ?? null;
}
