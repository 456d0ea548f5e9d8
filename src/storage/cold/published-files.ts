import type { IntervalClass } from '../../model/time-classes.ts';
import type { Database, Statement } from '../client.ts';
import type { ColdSpot } from './cold-files.ts';

/** A cold file whose public files are not those that should be. */
export interface UnpublishedFile extends ColdSpot {
  readonly path: string;
  /** Those of its sources that let others have their bars. */
  readonly sources: readonly string[];
  /** What {@link recordPublished} notes when they are made. */
  readonly published_as: string;
}

/** By period. A source whose terms have changed counts as a file that has. */
export async function unpublishedFiles(db: Database): Promise<UnpublishedFile[]> {
  return (await db.query(
    `SELECT * FROM (
       SELECT f.interval_class, f.period, f.part, f.path, f.published_as AS known,
         (SELECT COALESCE(json_agg(s.source_id ORDER BY s.source_id), '[]') FROM source s
           WHERE s.redistribution = 'open' AND f.hashes ? s.source_id) AS sources,
         f.sha256 || ' ' || (SELECT COALESCE(string_agg(s.source_id, ',' ORDER BY s.source_id), '') FROM source s
           WHERE s.redistribution = 'open' AND f.hashes ? s.source_id) AS published_as
       FROM cold_file f
     ) made WHERE known IS DISTINCT FROM published_as ORDER BY interval_class, period, part`,
  )) as unknown as UnpublishedFile[];
}

export interface PublishedFileRow {
  readonly path: string;
  readonly part: string;
  readonly format: 'parquet' | 'csv';
  readonly sha256: string;
  readonly size_bytes: number;
  readonly rows: number;
  readonly columns: readonly string[];
  readonly from_time: string | null;
  readonly to_time: string | null;
  readonly fetches: number;
  readonly is_sample: boolean;
}

/** What a period has for the public now. */
export async function publishedFiles(
  db: Database,
  intervalClass: IntervalClass,
  period: string,
): Promise<PublishedFileRow[]> {
  return (await db.query(
    `SELECT path, part, format, sha256, size_bytes, rows::int, columns, wire_instant(from_time) AS from_time,
       wire_instant(to_time) AS to_time, fetches, is_sample
     FROM published_file WHERE dataset = 'bar' AND interval_class = $1 AND period = $2 ORDER BY path`,
    [intervalClass, period],
  )) as unknown as PublishedFileRow[];
}

/** The public files of these parts of a period, in place of the former ones. */
export async function recordPublished(
  db: Database,
  holds: Statement,
  made: readonly UnpublishedFile[],
  files: readonly PublishedFileRow[],
  named: { readonly manifest_path: string; readonly at: string },
): Promise<void> {
  const [{ interval_class, period }] = made as readonly [UnpublishedFile, ...UnpublishedFile[]];
  await db.batch([
    holds,
    {
      text: `DELETE FROM published_file WHERE dataset = 'bar' AND interval_class = $1 AND period = $2
        AND part = ANY($3::text[])`,
      params: [interval_class, period, made.map(({ part }) => part)],
    },
    {
      text: `INSERT INTO published_file (path, dataset, interval_class, period, part, format, sha256, size_bytes, rows,
          columns, from_time, to_time, fetches, is_sample, manifest_path, published_at)
        SELECT path, 'bar', $2, $3, part, format, sha256, size_bytes, rows, columns, from_time, to_time, fetches,
          is_sample, $4, $5
        FROM json_to_recordset($1::json) AS r(path text, part text, format text, sha256 text, size_bytes int,
          rows bigint, columns jsonb, from_time timestamptz, to_time timestamptz, fetches int, is_sample boolean)`,
      params: [JSON.stringify(files), interval_class, period, named.manifest_path, named.at],
    },
    {
      text: `UPDATE cold_file f SET published_as = r.published_as
        FROM json_to_recordset($1::json) AS r(interval_class text, period text, part text, path text, published_as text)
        WHERE f.interval_class = r.interval_class AND f.period = r.period AND f.part = r.part AND f.path = r.path`,
      params: [JSON.stringify(made)],
    },
  ]);
}

/** What the tables name in the object store. */
export interface NamedFiles {
  readonly paths: readonly string[];
  /** When a spot's cold file, or its public files, were last replaced: `intraday/2021-10/e`. */
  readonly replaced: Readonly<Record<string, string>>;
}

export async function namedFiles(db: Database): Promise<NamedFiles> {
  const [row] = await db.query(
    `SELECT (SELECT COALESCE(json_agg(path), '[]') FROM (
         SELECT path FROM cold_file UNION ALL SELECT path FROM published_file
         UNION ALL SELECT DISTINCT manifest_path FROM published_file) named) AS paths,
       (SELECT COALESCE(json_object_agg(spot, wire_instant(at)), '{}') FROM (
         SELECT spot, max(at) AS at FROM (
           SELECT interval_class || '/' || period || '/' || part AS spot, written_at AS at FROM cold_file
           UNION ALL SELECT interval_class || '/' || period || '/' || part, published_at FROM published_file
         ) each GROUP BY spot) latest) AS replaced`,
  );
  return row as unknown as NamedFiles;
}
