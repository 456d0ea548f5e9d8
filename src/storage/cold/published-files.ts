import type { Database, Statement } from '../client.ts';
import type { ColdSpot, StoredFile } from './cold-files.ts';

/** A cold file whose public files are not those that should be. */
export interface UnpublishedFile extends ColdSpot, StoredFile {
  /** Those of its sources that let others have their bars. */
  readonly sources: readonly string[];
  /** What {@link notePublished} notes when they are made. */
  readonly published_as: string;
}

/** By period. A source whose terms have changed counts as a file that has. */
export async function unpublishedFiles(db: Database): Promise<UnpublishedFile[]> {
  return (await db.query(
    `SELECT * FROM (
       SELECT f.interval_class, f.period, f.part, f.path, f.sha256, f.published_as AS known,
         (SELECT COALESCE(json_agg(s.source_id ORDER BY s.source_id), '[]') FROM source s
           WHERE s.redistribution = 'open' AND f.hashes ? s.source_id) AS sources,
         f.sha256 || ' ' || (SELECT COALESCE(string_agg(s.source_id, ',' ORDER BY s.source_id), '') FROM source s
           WHERE s.redistribution = 'open' AND f.hashes ? s.source_id) AS published_as
       FROM cold_file f
     ) made WHERE known IS DISTINCT FROM published_as ORDER BY interval_class, period, part`,
  )) as unknown as UnpublishedFile[];
}

/** What one signed manifest is about. */
export interface PublicPeriod {
  readonly dataset: string;
  /** `all` where a dataset has no classes. */
  readonly interval_class: string;
  readonly period: string;
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

/** Whether there is anything for the public. */
export async function hasPublished(db: Database): Promise<boolean> {
  return (await db.query('SELECT 1 FROM published_file LIMIT 1')).length > 0;
}

/** What a period has for the public now. */
export async function publishedFiles(db: Database, of: PublicPeriod): Promise<PublishedFileRow[]> {
  return (await db.query(
    `SELECT path, part, format, sha256, size_bytes, rows::int, columns, wire_instant(from_time) AS from_time,
       wire_instant(to_time) AS to_time, fetches, is_sample
     FROM published_file WHERE dataset = $1 AND interval_class = $2 AND period = $3 ORDER BY path`,
    [of.dataset, of.interval_class, of.period],
  )) as unknown as PublishedFileRow[];
}

/** The manifest that names the files, when it was signed, and of which rows they were made (see `open-records.ts`). */
export interface Publication {
  readonly manifest_path: string;
  readonly at: string;
  readonly made_of: string | null;
}

/** The files of a period in place of the former ones of these parts, null for all. */
export function replaceFiles(
  { dataset, interval_class, period }: PublicPeriod,
  parts: readonly string[] | null,
  files: readonly PublishedFileRow[],
  { manifest_path, at, made_of }: Publication,
): Statement[] {
  return [
    {
      text: `DELETE FROM published_file WHERE dataset = $1 AND interval_class = $2 AND period = $3
        AND ($4::text[] IS NULL OR part = ANY($4::text[]))`,
      params: [dataset, interval_class, period, parts],
    },
    {
      text: `INSERT INTO published_file (path, dataset, interval_class, period, part, format, sha256, size_bytes, rows,
          columns, from_time, to_time, fetches, is_sample, manifest_path, published_at, made_of)
        SELECT path, $2, $3, $4, part, format, sha256, size_bytes, rows, columns, from_time, to_time, fetches,
          is_sample, $5, $6, $7
        FROM json_to_recordset($1::json) AS r(path text, part text, format text, sha256 text, size_bytes int,
          rows bigint, columns jsonb, from_time timestamptz, to_time timestamptz, fetches int, is_sample boolean)`,
      params: [JSON.stringify(files), dataset, interval_class, period, manifest_path, at, made_of],
    },
  ];
}

/** Notes of which file, and of which of its sources, the public files of a cold file were made. */
export const notePublished = (made: readonly UnpublishedFile[]): Statement => ({
  text: `UPDATE cold_file f SET published_as = r.published_as
    FROM json_to_recordset($1::json) AS r(interval_class text, period text, part text, path text, published_as text)
    WHERE f.interval_class = r.interval_class AND f.period = r.period AND f.part = r.part AND f.path = r.path`,
  params: [JSON.stringify(made)],
});

/** What the tables name in the object store. */
interface NamedFiles {
  readonly paths: readonly string[];
  /** When a spot's cold file, or its public files, were last replaced: `bar/intraday/2021-10/e`. */
  readonly replaced: Readonly<Record<string, string>>;
}

export async function namedFiles(db: Database): Promise<NamedFiles> {
  const [row] = await db.query(
    `SELECT (SELECT COALESCE(json_agg(path), '[]') FROM (
         SELECT path FROM cold_file UNION ALL SELECT path FROM published_file
         UNION ALL SELECT DISTINCT manifest_path FROM published_file) named) AS paths,
       (SELECT COALESCE(json_object_agg(spot, wire_instant(at)), '{}') FROM (
         SELECT spot, max(at) AS at FROM (
           SELECT concat_ws('/', 'bar', interval_class, period, part) AS spot, written_at AS at FROM cold_file
           UNION ALL SELECT concat_ws('/', dataset, interval_class, period, part), published_at FROM published_file
         ) each GROUP BY spot) latest) AS replaced`,
  );
  return row as unknown as NamedFiles;
}
