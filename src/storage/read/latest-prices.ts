import type { Instrument } from '../../model/records.ts';
import type { Database } from '../client.ts';
import { knownRows } from './known-rows.ts';
import { parameters } from './parameters.ts';
import { resolvedSymbols } from './resolved.ts';
import { rankOf } from './speaking-sources.ts';

export const priceKinds = ['quote', 'trade', 'bar'] as const;

/** The newest price of an instrument, and what is known to compare it with. */
export interface LatestPrice {
  /** The text that was asked for, and the instrument that it names. */
  readonly symbol: string;
  readonly instrument_id: string;
  readonly matched_by: string;
  readonly name: string | null;
  readonly instrument_kind: Instrument['kind'] | null;
  readonly mic: string | null;
  readonly timezone: string | null;
  readonly currency: string | null;
  /** Null where there is an instrument and no price of it, as all that follows. */
  readonly kind: (typeof priceKinds)[number] | null;
  readonly time: string | null;
  readonly session_date: string | null;
  readonly price: string | null;
  readonly volume: string | null;
  readonly market_cap: string | null;
  readonly unit: string | null;
  readonly source: string | null;
  /** Of the description, where there is no price. */
  readonly is_sample: boolean | null;
  readonly fetch_id: string | null;
  readonly recorded_at: string | null;
  /** Daily closes of the same source and unit that began before the price, the newest first. */
  readonly closes: readonly Close[] | null;
  /** Ex-dates of splits from the oldest of these closes on. */
  readonly splits: readonly string[] | null;
}

export interface Close {
  readonly session_date: string;
  readonly close: string;
  readonly fetch_id: string;
}

interface LatestPricesRequest {
  /** Ids, or other names of instruments; null for all indices. */
  readonly symbols: readonly string[] | null;
  /** The day on which a name is in force. */
  readonly on: string;
  readonly as_of: string | null;
}

const provenance = 'source, is_sample, fetch_id, recorded_at';
/** That of the day itself, and of a quote on a day without a session that of the one it is of, before the one to compare with. */
const closesKept = 4;

/**
 * The newest price of each instrument in one trip. Of prices of the same time a quote goes before a trade and a trade
 * before a bar, which counts from its beginning, so that a quote of its session goes before it.
 */
export function readLatestPrices(db: Database, { symbols, on, as_of }: LatestPricesRequest): Promise<LatestPrice[]> {
  const p = parameters();
  const asOf = as_of === null ? null : p.add(as_of);
  const resolved = symbols === null ? allIndices(asOf) : resolvedSymbols(p.add(symbols), `${p.add(on)}::date`, asOf);
  return db.query<LatestPrice & Record<string, unknown>>(
    `WITH ${resolved}, priced AS MATERIALIZED (
      SELECT r.instrument_id, said.name, said.kind AS instrument_kind, said.mic, said.timezone, said.currency,
        said.is_sample AS described_sample, price.*
      FROM (SELECT DISTINCT instrument_id FROM resolved) r
      LEFT JOIN LATERAL (${description('r.instrument_id', asOf)}) said ON true
      LEFT JOIN LATERAL (
        SELECT * FROM (${newest('r.instrument_id', asOf)}) candidate
        ORDER BY candidate.time DESC, place, ${rankOf('candidate.source')}, candidate.source LIMIT 1
      ) price ON true
    )
    SELECT r.symbol, r.matched_by, priced.instrument_id, name, instrument_kind, mic, timezone, currency, kind,
      wire_instant(time) AS time, session_date::text AS session_date, price::text AS price, volume::text AS volume,
      market_cap::text AS market_cap, unit, source,
      COALESCE(is_sample, described_sample) AS is_sample, fetch_id, wire_instant(recorded_at) AS recorded_at,
      (SELECT json_agg(c ORDER BY c.session_date DESC) FROM (${closesBefore(asOf)}) c) AS closes,
      (SELECT json_agg(DISTINCT ex_date::text) FROM (${knownRows(
        'corporate_action',
        'ex_date',
        `instrument_id = priced.instrument_id AND kind = 'split' AND ex_date > priced.time::date - 31`,
        asOf,
      )}) s) AS splits
    FROM resolved r JOIN priced USING (instrument_id) ORDER BY r.place`,
    p.values,
  );
}

/** SQL for the CTE `resolved` of every index that a source describes. */
function allIndices(asOf: string | null): string {
  const known = knownRows('instrument', 'instrument_id', `kind = 'index'`, asOf);
  return `resolved AS MATERIALIZED (
    SELECT row_number() OVER (ORDER BY instrument_id) AS place, instrument_id AS symbol, instrument_id, 'id' AS matched_by
    FROM (SELECT DISTINCT instrument_id FROM (${known}) known ORDER BY instrument_id LIMIT 1000) listed
  )`;
}

function description(id: string, asOf: string | null): string {
  const rows = knownRows(
    'instrument',
    'name, kind, mic, timezone, currency, source, is_sample',
    `instrument_id = ${id}`,
    asOf,
  );
  return `SELECT * FROM (${rows}) i ORDER BY ${rankOf('i.source')}, i.source LIMIT 1`;
}

/** SQL for the newest price of every source and kind. */
function newest(id: string, asOf: string | null): string {
  const last = 'ORDER BY time DESC LIMIT 1';
  const lastOf = (table: string, columns: string, condition: string): string =>
    `SELECT * FROM (${knownRows(table, `${columns}, ${provenance}`, condition, asOf, last)}) known ${last}`;
  const quote = 'time, NULL::date AS session_date, price, volume, market_cap, unit';
  const trade = 'time, NULL::date AS session_date, price, NULL::numeric AS volume, NULL::numeric AS market_cap, unit';
  const bar = 'time, session_date, close AS price, volume, NULL::numeric AS market_cap, unit';
  return `SELECT 1 AS place, 'quote' AS kind, q.* FROM tick_series t CROSS JOIN LATERAL (
      ${lastOf('quote', quote, 'instrument_id = t.id AND source = t.source')}
    ) q WHERE t.dataset = 'quote' AND t.id = ${id}
    UNION ALL SELECT 2, 'trade', t.* FROM (${lastOf('trade', trade, `instrument_id = ${id}`)}) t
    UNION ALL SELECT 3, 'bar', b.* FROM bar_series s CROSS JOIN LATERAL (
      ${lastOf('bar', bar, 'instrument_id = s.instrument_id AND "interval" = s."interval" AND source = s.source')}
    ) b WHERE s.instrument_id = ${id} AND s."interval" IN ('1m', '5m', '15m', '1h', '4h', '1d')`;
}

/** SQL for the newest daily closes of the source and unit of a price, that of its own day among them if it has begun. */
function closesBefore(asOf: string | null): string {
  const day = `COALESCE(session_date, (time AT TIME ZONE 'UTC')::date)`;
  const first = `ORDER BY time DESC LIMIT ${closesKept}`;
  const rows = knownRows(
    'bar',
    'time, session_date, close, fetch_id',
    `instrument_id = priced.instrument_id AND "interval" = '1d' AND source = priced.source AND unit = priced.unit
      AND final AND time < priced.time AND time > priced.time - interval '31 days'`,
    asOf,
    first,
  );
  return `SELECT ${day}::text AS session_date, close::text AS close, fetch_id FROM (${rows}) known ${first}`;
}
