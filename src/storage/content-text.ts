import { getTableColumns } from 'drizzle-orm';
import type { Dataset } from '../model/symbol.ts';
import { recordTables } from './schema/record-tables.ts';

/** Which fetch happened to say a thing first is history, not content. */
const history = ['fetch_id', 'recorded_at', 'rev'];

/**
 * SQL for what a row says, as text: the same lake gives the same texts, in whatever order it was read. 1.4440 and 1.444
 * are one value: which of them is stored depends on who said it first.
 */
export function contentText(dataset: Dataset, of: string): string {
  const texts = Object.values(getTableColumns(recordTables[dataset]))
    .filter(({ name }) => !history.includes(name))
    .map((column) =>
      column.getSQLType() === 'numeric' ? `trim_scale(${of}."${column.name}")` : `${of}."${column.name}"`,
    );
  return `json_build_array(${texts.join(', ')})::text`;
}
