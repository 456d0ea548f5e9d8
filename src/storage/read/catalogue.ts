import type { PgTable } from 'drizzle-orm/pg-core';
import type { Database } from '../client.ts';
import { instrument, series } from '../schema/records.ts';
import { containing, parameters } from './parameters.ts';
import { selectList, wireColumns } from './wire-columns.ts';

/** Things that sources describe: several may describe one, the first by name speaks for it and the rest are listed. */
interface Catalogue {
  readonly table: string;
  readonly key: string;
  readonly schema: PgTable;
  readonly searched: readonly string[];
}

export const instruments: Catalogue = {
  table: 'instrument',
  key: 'instrument_id',
  schema: instrument,
  searched: ['instrument_id', 'name', 'ticker', 'isin'],
};

export const seriesCatalogue: Catalogue = {
  table: 'series',
  key: 'series_id',
  schema: series,
  searched: ['series_id', 'name', 'indicator', 'entity_name'],
};

export interface CatalogueRequest {
  readonly q: string | null;
  /** Column and the value it must have, null for any. */
  readonly filters: Readonly<Record<string, string | null>>;
  readonly position: string | null;
  readonly limit: number;
}

export interface CataloguePage {
  readonly is_sample: boolean;
  readonly next: string | null;
  readonly json: string;
}

export async function listCatalogue(db: Database, of: Catalogue, request: CatalogueRequest): Promise<CataloguePage> {
  const p = parameters();
  const conditions = ['true'];
  if (request.q !== null) {
    const pattern = p.add(containing(request.q));
    conditions.push(`(${of.searched.map((column) => `"${column}" ILIKE ${pattern}`).join(' OR ')})`);
  }
  for (const [column, value] of Object.entries(request.filters)) {
    if (value !== null) conditions.push(`"${column}" = ${p.add(value)}`);
  }
  if (request.position !== null) conditions.push(`"${of.key}" > ${p.add(request.position)}`);
  return await page(db, of, conditions.join(' AND '), request.limit, p.values);
}

export interface Catalogued {
  readonly is_sample: boolean;
  readonly source: string;
  readonly unit: string | null;
  readonly json: string;
}

/** One thing, or null where no source has heard of it. */
export async function readCatalogued(db: Database, of: Catalogue, id: string): Promise<Catalogued | null> {
  const found = await page(db, of, `"${of.key}" = $1`, 1, [id]);
  const { is_sample, source, unit, json } = found;
  return source === null ? null : { is_sample, source, unit, json: json.slice(1, -1) };
}

async function page(db: Database, of: Catalogue, condition: string, limit: number, values: readonly unknown[]) {
  const columns = wireColumns(of.schema);
  const n = `$${values.length + 1}::int`;
  const [row] = await db.query<{
    is_sample: boolean;
    more: boolean;
    next: string;
    source: string | null;
    unit: string | null;
    json: string;
  }>(
    `WITH page AS MATERIALIZED (
       SELECT DISTINCT ON ("${of.key}") * FROM "${of.table}" WHERE ${condition}
       ORDER BY "${of.key}", source LIMIT ${n} + 1
     ), kept AS MATERIALIZED (SELECT * FROM page ORDER BY "${of.key}" LIMIT ${n}),
     shown AS (
       SELECT ${selectList(columns)},
         (SELECT json_agg(o.source ORDER BY o.source) FROM "${of.table}" o WHERE o."${of.key}" = kept."${of.key}") AS sources
       FROM kept ORDER BY "${of.key}"
     )
     SELECT (SELECT count(*) FROM page) > ${n} AS more,
       (SELECT COALESCE(bool_or(is_sample), false) FROM kept) AS is_sample,
       (SELECT max("${of.key}") FROM kept) AS next, (SELECT min(source) FROM kept) AS source,
       (SELECT min(unit) FROM kept) AS unit,
       (SELECT COALESCE('[' || string_agg(row_to_json(shown)::text, ',') || ']', '[]') FROM shown) AS json`,
    [...values, limit],
  );
  const { is_sample = false, source = null, unit = null, json = '[]' } = row ?? {};
  return { is_sample, source, unit, json, next: row?.more ? row.next : null };
}
