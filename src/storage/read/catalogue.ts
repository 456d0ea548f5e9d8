import { getTableColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { minorExponents } from '../../model/unit.ts';
import type { Database } from '../client.ts';
import { instrument, series } from '../schema/records.ts';
import { knownRows } from './known-rows.ts';
import { containing, type Parameters, parameters } from './parameters.ts';
import { rankOf } from './speaking-sources.ts';
import { successor } from './successor.ts';
import { heardIds, undescribed, undescribedKeys } from './undescribed.ts';
import { type WireColumn, wireColumns } from './wire-columns.ts';

/**
 * Things that sources describe. Several may describe one: the best-ranked source speaks for it, and what it does not
 * say the next one does.
 */
interface Catalogue {
  readonly table: string;
  readonly key: string;
  readonly schema: PgTable;
  readonly searched: readonly string[];
  /** SQL for what follows from what is said, by the name under which it is shown. */
  readonly derived?: (asOf: string | null) => Readonly<Record<string, string>>;
  /** SQL for what is known of those that have rows and that nobody describes. */
  readonly undescribed?: {
    /** Of all, or of one where its key is given. */
    readonly keys: (only: string | null, asOf: string | null) => string;
    readonly rows: (keys: string, asOf: string | null) => string;
  };
  /** SQL for the keys of things that go by another name like the pattern. */
  readonly namedLike?: (pattern: string) => string;
}

const minorCases = Object.entries(minorExponents)
  .map(([unit, exponent]) => `WHEN '${unit}' THEN ${exponent}`)
  .join(' ');

export const instruments: Catalogue = {
  table: 'instrument',
  key: 'instrument_id',
  schema: instrument,
  searched: ['instrument_id', 'name', 'ticker', 'isin'],
  derived: (asOf) => ({
    minor_exponent: `CASE WHEN unit IS NOT NULL THEN CASE unit ${minorCases} ELSE 0 END END`,
    succeeded_by: successor('shown.instrument_id', asOf),
  }),
  undescribed: { keys: (only, asOf) => undescribedKeys(heardIds(only), asOf), rows: undescribed },
  namedLike: (pattern) => `SELECT instrument_id FROM alias WHERE alias ILIKE ${pattern}`,
};

export const seriesCatalogue: Catalogue = {
  table: 'series',
  key: 'series_id',
  schema: series,
  searched: ['series_id', 'name', 'indicator', 'entity_name'],
};

interface CatalogueRequest {
  readonly q: string | null;
  /** Column and the value it must have, null for any. */
  readonly filters: Readonly<Record<string, string | null>>;
  readonly position: string | null;
  readonly limit: number;
  readonly as_of: string | null;
}

interface CataloguePage {
  readonly is_sample: boolean;
  readonly next: string | null;
  readonly json: string;
}

export async function listCatalogue(db: Database, of: Catalogue, request: CatalogueRequest): Promise<CataloguePage> {
  const p = parameters();
  const conditions = ['true'];
  if (request.q !== null) {
    const pattern = p.add(containing(request.q));
    const found = of.searched.map((column) => `"${column}" ILIKE ${pattern}`);
    if (of.namedLike) found.push(`"${of.key}" IN (${of.namedLike(pattern)})`);
    conditions.push(`(${found.join(' OR ')})`);
  }
  for (const [column, value] of Object.entries(request.filters)) {
    if (value !== null) conditions.push(`"${column}" = ${p.add(value)}`);
  }
  if (request.position !== null) conditions.push(`"${of.key}" > ${p.add(request.position)}`);
  return await page(db, of, conditions.join(' AND '), null, request, p);
}

interface Catalogued {
  readonly is_sample: boolean;
  readonly source: string;
  readonly unit: string | null;
  readonly json: string;
}

/** One thing, or null where no source had heard of it at the moment that is asked for. */
export async function readCatalogued(
  db: Database,
  of: Catalogue,
  id: string,
  as_of: string | null = null,
): Promise<Catalogued | null> {
  const p = parameters();
  const key = p.add(id);
  const found = await page(db, of, `"${of.key}" = ${key}`, key, { limit: 1, as_of }, p);
  const { is_sample, source, unit, json } = found;
  return source === null ? null : { is_sample, source, unit, json: json.slice(1, -1) };
}

async function page(
  db: Database,
  of: Catalogue,
  condition: string,
  /** Where one is asked for. */
  only: string | null,
  request: Pick<CatalogueRequest, 'limit' | 'as_of'>,
  p: Parameters,
) {
  const key = `"${of.key}"`;
  const asOf = request.as_of === null ? null : p.add(request.as_of);
  const names = wireColumns(of.schema).map(({ name }) => `"${name}"`);
  const all = (columns: string, where: string, undescribed: string | undefined): string => {
    const described = knownRows(of.table, columns, where, asOf);
    return undescribed === undefined
      ? described
      : `${described} UNION ALL SELECT ${columns} FROM (${undescribed}) heard WHERE ${where}`;
  };
  const keys = all(key, condition, of.undescribed?.keys(only, asOf));
  const keptKeys = `SELECT ${key} FROM kept`;
  const rows = all(names.join(', '), `${key} IN (${keptKeys})`, of.undescribed?.rows(keptKeys, asOf));
  const limit = `${p.add(request.limit)}::int`;
  const [row] = await db.query<{
    is_sample: boolean;
    more: boolean;
    next: string;
    source: string | null;
    unit: string | null;
    json: string;
  }>(
    `WITH page AS MATERIALIZED (
       SELECT DISTINCT ${key} FROM (${keys}) known ORDER BY ${key} LIMIT ${limit} + 1
     ), kept AS MATERIALIZED (SELECT ${key} FROM page ORDER BY ${key} LIMIT ${limit}),
     said AS MATERIALIZED (
       SELECT known.*, ${rankOf('known.source')} AS rank
       FROM (${rows}) known
     ), shown AS (
       SELECT ${wireColumns(of.schema).map(spoken).join(', ')},
         json_agg(source ORDER BY rank, source) AS sources, ${filledFrom(of.schema)} AS filled_from
       FROM said GROUP BY ${key} ORDER BY ${key}
     ), whole AS (SELECT shown.*${Object.entries(of.derived?.(asOf) ?? {})
       .map(([name, sql]) => `, ${sql} AS "${name}"`)
       .join('')} FROM shown)
     SELECT (SELECT count(*) FROM page) > ${limit} AS more,
       (SELECT COALESCE(bool_or(is_sample), false) FROM said) AS is_sample,
       (SELECT max(${key}) FROM kept) AS next, (SELECT min(source) FROM shown) AS source,
       (SELECT min(unit) FROM shown) AS unit,
       (SELECT COALESCE('[' || string_agg(row_to_json(whole)::text, ',' ORDER BY ${key}) || ']', '[]') FROM whole) AS json`,
    p.values,
  );
  const { is_sample = false, source = null, unit = null, json = '[]' } = row ?? {};
  return { is_sample, source, unit, json, next: row?.more ? row.next : null };
}

/** Who says what the best-ranked source does not, field by field, with the bytes that say so. */
function filledFrom(schema: PgTable): string {
  const silent = Object.values(getTableColumns(schema)).filter(({ notNull }) => !notNull);
  const fields = silent.map(
    ({ name }) => `'${name}', CASE WHEN (array_agg("${name}" ORDER BY rank, source))[1] IS NULL THEN
    (array_agg(json_build_object('source', source, 'fetch_id', fetch_id) ORDER BY rank, source)
      FILTER (WHERE "${name}" IS NOT NULL))[1] END`,
  );
  return `json_strip_nulls(json_build_object(${fields.join(', ')}))`;
}

/** What the best-ranked source says, or the best-ranked of those that say anything. */
function spoken({ name, sql }: WireColumn): string {
  const said = `(array_agg(${sql} ORDER BY rank, source) FILTER (WHERE "${name}" IS NOT NULL))[1]`;
  return `${said} AS "${name}"`;
}
