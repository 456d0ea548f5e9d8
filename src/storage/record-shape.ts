import { getTableConfig } from 'drizzle-orm/pg-core';
import type { Dataset } from '../model/symbol.ts';
import { recordTables } from './schema/record-tables.ts';

const provenance = ['is_sample', 'fetch_id', 'recorded_at', 'rev'];

/** The columns of a dataset's table by what they are for. */
export function recordShape(dataset: Dataset) {
  const config = getTableConfig(recordTables[dataset]);
  const key = (config.primaryKeys[0]?.columns ?? []).map((column) => column.name);
  const fields = config.columns.filter(({ name }) => name !== 'source' && !provenance.includes(name));
  const columns = fields.map(({ name }) => name);
  const values = columns.filter((name) => !key.includes(name));
  return { key, fields, columns, values, all: config.columns.map(({ name }) => name) };
}

/** Names as a list in SQL, each behind the prefix. */
export const quoted = (names: readonly string[], prefix = ''): string =>
  names.map((name) => `${prefix}"${name}"`).join(', ');

/**
 * SQL for the revision of a row that is new to the table: behind the last that the history has, where the row was taken
 * back and is said again.
 */
export const nextRevision = (dataset: Dataset, row: string): string =>
  `COALESCE((SELECT max(v.rev) FROM "${dataset}_revision" v WHERE ${sameKey(dataset, 'v', row)}), 0) + 1`;

/** SQL that is true where two rows are about the same thing. */
export const sameKey = (dataset: Dataset, one: string, other: string): string =>
  recordShape(dataset)
    .key.map((name) => `${one}."${name}" = ${other}."${name}"`)
    .join(' AND ');
