import type { Database } from '../client.ts';
import { fetchLog } from '../schema/operations.ts';
import { selectList, wireColumns } from './wire-columns.ts';

const columns = wireColumns(fetchLog).map(({ name, sql }) => ({ name, sql: sql.replace(/"(\w+)"/, 'f."$1"') }));

/** How a fetch went and what its source's terms say, as JSON text; null where there was no such fetch. */
export async function readProvenance(
  db: Database,
  fetchId: string,
): Promise<{ json: string; is_sample: boolean; source: string } | null> {
  const [row] = await db.query<{ json: string; is_sample: boolean; source: string }>(
    `SELECT row_to_json(shown)::text AS json, is_sample, connector AS source FROM (
       SELECT ${selectList(columns)},
         CASE WHEN s.source_id IS NOT NULL THEN json_build_object('name', s.name, 'terms_url', s.terms_url,
           'redistribution', s.redistribution, 'attribution', s.attribution) END AS terms,
         '/v1/provenance/' || f.fetch_id || '/payload' AS payload
       FROM fetch_log f LEFT JOIN source s ON s.source_id = f.connector WHERE f.fetch_id = $1
     ) shown`,
    [fetchId],
  );
  return row ?? null;
}

/** Where the bytes of a fetch lie and who may have them. */
interface PayloadPlace {
  readonly connector: string;
  readonly sha256: string;
  readonly size_bytes: number;
  readonly content_type: string | null;
  readonly redistribution: string;
}

export async function findPayload(db: Database, fetchId: string): Promise<PayloadPlace | null> {
  const [row] = await db.query(
    `SELECT f.connector, f.sha256, f.size_bytes, f.headers ->> 'content-type' AS content_type,
       COALESCE(s.redistribution, 'restricted') AS redistribution
     FROM fetch_log f LEFT JOIN source s ON s.source_id = f.connector WHERE f.fetch_id = $1`,
    [fetchId],
  );
  return (row as unknown as PayloadPlace | undefined) ?? null;
}
