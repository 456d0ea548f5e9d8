import { getTableColumns } from 'drizzle-orm';
import { type Dataset, datasets } from '../model/symbol.ts';
import type { Database } from './client.ts';
import { recordTables } from './schema/record-tables.ts';

/** Which fetch happened to say a thing first is history, not content. */
const history = ['fetch_id', 'recorded_at', 'rev'];

/** A digest of what each table says now: the same lake gives the same digests, in whatever order it was read. */
export async function contentHashes(db: Database): Promise<Record<Dataset, string>> {
  const selects = datasets.map((dataset) => {
    const columns = Object.values(getTableColumns(recordTables[dataset])).filter(({ name }) => !history.includes(name));
    // 1.4440 and 1.444 are one value: which of them is stored depends on who said it first.
    const texts = columns.map((column) =>
      column.getSQLType() === 'numeric' ? `trim_scale("${column.name}")` : `"${column.name}"`,
    );
    const row = `json_build_array(${texts.join(', ')})::text`;
    return `SELECT '${dataset}' AS dataset, md5(COALESCE(string_agg(md5(${row}), '' ORDER BY md5(${row})), '')) AS hash
      FROM "${dataset}"`;
  });
  const rows = await db.query<{ dataset: Dataset; hash: string }>(selects.join(' UNION ALL '));
  return Object.fromEntries(rows.map(({ dataset, hash }) => [dataset, hash])) as Record<Dataset, string>;
}
