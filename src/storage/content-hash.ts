import { type Dataset, datasets } from '../model/symbol.ts';
import type { Database } from './client.ts';
import { contentText } from './content-text.ts';

/** A digest of what each table says now: the same lake gives the same digests, in whatever order it was read. */
export async function contentHashes(db: Database): Promise<Record<Dataset, string>> {
  const selects = datasets.map((dataset) => {
    const row = contentText(dataset, 't');
    return `SELECT '${dataset}' AS dataset, md5(COALESCE(string_agg(md5(${row}), '' ORDER BY md5(${row})), '')) AS hash
      FROM "${dataset}" t`;
  });
  const rows = await db.query<{ dataset: Dataset; hash: string }>(selects.join(' UNION ALL '));
  return Object.fromEntries(rows.map(({ dataset, hash }) => [dataset, hash])) as Record<Dataset, string>;
}
