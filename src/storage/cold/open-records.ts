import { getTableColumns } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/pg-core';
import type { Database, Row } from '../client.ts';
import { inUtc } from '../in-utc.ts';
import { selectList, wireColumns } from '../read/wire-columns.ts';
import { recordTables } from '../schema/record-tables.ts';

/** The datasets of which rows are published, with the day by whose year they are parted, null where they have none. */
export const openDatasets = {
  rate: 'date',
  observation: 'period',
  series: null,
  instrument: null,
  alias: null,
} as const;
export type OpenDataset = keyof typeof openDatasets;

/** The period of what has no time of its own. */
const snapshot = 'snapshot';

const columnsOf = (dataset: OpenDataset) => Object.values(getTableColumns(recordTables[dataset]));
const typeOf = (dataset: OpenDataset, name: string): string =>
  columnsOf(dataset)
    .find((column) => column.name === name)
    ?.getSQLType() ?? 'text';

/** The columns of a dataset as REST names them, with their types in SQL. */
export const openColumns = (dataset: OpenDataset) =>
  columnsOf(dataset).map((column) => ({ name: column.name, type: column.getSQLType(), nullable: !column.notNull }));

const keyOf = (dataset: OpenDataset): string[] =>
  getTableConfig(recordTables[dataset]).primaryKeys.flatMap(({ columns }) => columns.map(({ name }) => name));

const isOpen = `r.source IN (SELECT source_id FROM source WHERE redistribution = 'open')`;

/** A period whose public files are not those of its rows. */
export interface UnpublishedPeriod {
  readonly dataset: OpenDataset;
  readonly period: string;
  /** How many rows sources let others have, and the sum of their hashes; null for none any more. */
  readonly made_of: string | null;
}

/**
 * The newest first. Every row is hashed with all its fields: a correction, a withdrawal, a replay or other terms of a
 * source change the sum, whatever they do to times and numbers of rows.
 */
export async function unpublishedPeriods(db: Database, dataset: OpenDataset): Promise<UnpublishedPeriod[]> {
  const at = openDatasets[dataset];
  const period = at === null ? `'${snapshot}'::text` : `to_char(r."${at}", 'YYYY')`;
  const [, rows = []] = await db.batch([
    inUtc,
    {
      text: `SELECT '${dataset}' AS dataset, period, stands.made_of FROM (
          SELECT ${period} AS period, count(*) || ' ' || sum(rebuild_hash(r::text)) AS made_of
          FROM "${dataset}" r WHERE ${isOpen} GROUP BY 1
        ) stands FULL JOIN (
          SELECT DISTINCT period, made_of FROM published_file WHERE dataset = $1 AND interval_class = 'all'
        ) published USING (period)
        WHERE stands.made_of IS DISTINCT FROM published.made_of ORDER BY period DESC`,
      params: [dataset],
    },
  ]);
  return rows as unknown as UnpublishedPeriod[];
}

/** Rows of a page with their number and sum of hashes, and the key of the last of them. */
interface OpenPage {
  readonly rows: readonly Row[];
  readonly hash: bigint;
  readonly last: readonly string[];
}

/** Rows of open sources in a period, by their keys. */
export async function readOpenRows(
  db: Database,
  { dataset, period }: UnpublishedPeriod,
  after: readonly string[] | null,
  limit: number,
): Promise<OpenPage> {
  const at = openDatasets[dataset];
  const key = keyOf(dataset);
  const names = key.map((name) => `r."${name}"`).join(', ');
  const params: unknown[] = [limit];
  const conditions = [isOpen];
  if (at !== null) {
    params.push(`${period}-01-01`);
    conditions.push(`r."${at}" >= $2::date`, `r."${at}" < $2::date + interval '1 year'`);
  }
  if (after !== null) {
    const values = after.map((value, index) => `$${params.push(value)}::${typeOf(dataset, key[index] as string)}`);
    conditions.push(`(${names}) > (${values.join(', ')})`);
  }
  const [, rows = []] = await db.batch([
    inUtc,
    {
      text: `SELECT ${selectList(wireColumns(recordTables[dataset]))}, rebuild_hash(r::text)::text AS hash
        FROM "${dataset}" r WHERE ${conditions.join(' AND ')} ORDER BY ${names} LIMIT $1`,
      params,
    },
  ]);
  const last = rows.at(-1);
  return {
    rows: rows.map(({ hash: _hash, ...row }) => row),
    hash: rows.reduce((sum, { hash }) => sum + BigInt(String(hash)), 0n),
    last: last === undefined ? [] : key.map((name) => String(last[name])),
  };
}

/** Whether anything of an open source has been read: what there is for the public may be worth making. */
export async function hasOpenRows(db: Database): Promise<boolean> {
  const found = await db.query(
    `SELECT 1 FROM source s WHERE s.redistribution = 'open' AND EXISTS (
       SELECT FROM fetch_log l WHERE l.connector = s.source_id AND l.parsed_at IS NOT NULL) LIMIT 1`,
  );
  return found.length > 0;
}
