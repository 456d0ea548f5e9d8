import type { Database } from '../client.ts';
import { alias } from '../schema/records.ts';
import { knownRows } from './known-rows.ts';
import { type ListingPage, readListing } from './listing.ts';
import { parameters } from './parameters.ts';
import { rankOf } from './speaking-sources.ts';
import { successor } from './successor.ts';
import { heardIds, undescribed } from './undescribed.ts';
import { wireColumns } from './wire-columns.ts';

/** What else an instrument is or was called. */
export function readAliases(
  db: Database,
  request: { readonly instrument_id: string; readonly as_of: string | null; readonly limit: number },
): Promise<ListingPage> {
  const p = parameters();
  return readListing(
    db,
    {
      table: 'alias',
      columns: wireColumns(alias),
      order: [
        { name: 'scheme', type: 'text' },
        { name: 'alias', type: 'text' },
        { name: 'source', type: 'text' },
      ],
    },
    {
      conditions: [`instrument_id = ${p.add(request.instrument_id)}`],
      direction: 'asc',
      position: null,
      limit: request.limit,
      as_of: request.as_of,
    },
    p,
  );
}

export interface Resolution {
  readonly json: string;
  readonly rows: number;
  readonly is_sample: boolean;
}

/** SQL for what {@link namedBy} is asked. */
interface Naming {
  readonly symbol: string;
  readonly on: string;
  /** Of one scheme only, where it is not null. */
  readonly scheme: string;
  readonly asOf: string | null;
  /** The ids of what may have rows without being described. */
  readonly heard: string;
}

/**
 * SQL for the instruments that a text names, each once: by id, ticker, ISIN or another name that was in force on the day.
 * The lowest `place` is the best: an id names one thing, an ISIN or a vendor's symbol nearly always, a bare ticker may be
 * of several exchanges.
 */
export function namedBy({ symbol, on, scheme, asOf, heard }: Naming): string {
  const columns = 'instrument_id, name, ticker, isin, source, is_sample, fetch_id, recorded_at';
  const isNamed = `(instrument_id = upper(${symbol}) OR ticker = upper(${symbol}) OR isin = upper(${symbol}) OR lower(name) = lower(${symbol}))`;
  const instruments = `${knownRows('instrument', columns, isNamed, asOf)}
    UNION ALL SELECT ${columns} FROM (${undescribed(heard, asOf)}) heard WHERE ${isNamed}`;
  const aliases = knownRows(
    'alias',
    'instrument_id, scheme, alias, valid_from, valid_to, source, is_sample, fetch_id, recorded_at',
    `lower(alias) = lower(${symbol}) AND (valid_from IS NULL OR valid_from <= ${on}) AND (valid_to IS NULL OR valid_to >= ${on})`,
    asOf,
  );
  return `SELECT DISTINCT ON (instrument_id) *, array_position(ARRAY['id', 'isin', 'figi', 'yahoo', 'eodhd', 'twelvedata',
      'alphavantage', 'coingecko', 'ticker', 'name'], scheme) AS place
    FROM (
      SELECT instrument_id, scheme, NULL::date AS valid_from, NULL::date AS valid_to, source, is_sample, fetch_id,
        recorded_at
      FROM (
        SELECT *, CASE upper(${symbol}) WHEN instrument_id THEN 'id' WHEN isin THEN 'isin' WHEN ticker THEN 'ticker'
          ELSE 'name' END AS scheme FROM (${instruments}) known
      ) i
      -- A code or number whose days are known is in force on these only.
      WHERE NOT EXISTS (SELECT FROM alias dated WHERE dated.instrument_id = i.instrument_id AND dated.scheme = i.scheme
        AND lower(dated.alias) = lower(${symbol}) AND (dated.valid_from > ${on} OR dated.valid_to < ${on}))
      UNION ALL
      SELECT instrument_id, scheme, valid_from, valid_to, source, is_sample, fetch_id, recorded_at FROM (${aliases}) a
    ) named WHERE ${scheme} IS NULL OR scheme = ${scheme}
    ORDER BY instrument_id, place, source`;
}

/** Instruments that a text names, the best first. */
export async function resolveSymbol(
  db: Database,
  request: {
    readonly symbol: string;
    readonly on: string;
    readonly scheme: string | null;
    readonly as_of: string | null;
  },
): Promise<Resolution> {
  const p = parameters();
  const symbol = p.add(request.symbol);
  const on = `${p.add(request.on)}::date`;
  const scheme = `${p.add(request.scheme)}::text`;
  const asOf = request.as_of === null ? null : p.add(request.as_of);
  const heard = `${heardIds(null)} UNION ${heardIds(`upper(${symbol})`)}`;
  const [row] = await db.query<{ json: string; rows: number; is_sample: boolean }>(
    `WITH best AS (${namedBy({ symbol, on, scheme, asOf, heard })}
     ), shown AS (
       SELECT instrument_id, scheme AS matched_by, valid_from::text AS valid_from, valid_to::text AS valid_to,
         (SELECT name FROM instrument i WHERE i.instrument_id = best.instrument_id
           ORDER BY ${rankOf('i.source')}, i.source LIMIT 1) AS name,
         ${successor('best.instrument_id', asOf)} ->> 'instrument_id' AS succeeded_by,
         source, is_sample, fetch_id, wire_instant(recorded_at) AS recorded_at
       FROM best ORDER BY place, instrument_id LIMIT 100
     )
     SELECT COALESCE('[' || string_agg(row_to_json(shown)::text, ',') || ']', '[]') AS json, count(*)::int AS rows,
       COALESCE(bool_or(is_sample), false) AS is_sample FROM shown`,
    p.values,
  );
  return row ?? { json: '[]', rows: 0, is_sample: false };
}
