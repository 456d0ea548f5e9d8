import type { Database } from '../client.ts';
import { knownRows } from './known-rows.ts';
import { parameters } from './parameters.ts';
import { rankOf } from './speaking-sources.ts';

/** An instrument of a venue, its close of the session, and the close before of the same source and unit. */
export interface SessionChange {
  readonly instrument_id: string;
  readonly name: string | null;
  readonly sector: string | null;
  /** Null where no close of the session is stored, as all that follows but the market capitalisation. */
  readonly close: string | null;
  readonly volume: string | null;
  readonly turnover: string | null;
  readonly unit: string | null;
  readonly source: string | null;
  readonly is_sample: boolean | null;
  readonly fetch_id: string | null;
  readonly previous_session: string | null;
  readonly previous_close: string | null;
  readonly previous_fetch_id: string | null;
  /** A split has come between the two closes. */
  readonly is_split: boolean;
  /** Of the newest quote until the session, in the currency of `market_cap_unit`. */
  readonly market_cap: string | null;
  readonly market_cap_unit: string | null;
}

export interface SessionChanges {
  /** The session that is told of: the one that was asked for, or the last of which any close is stored. */
  readonly session_date: string | null;
  /** Bars of the day lie in cold storage. */
  readonly cold: boolean;
  readonly is_sample: boolean;
  readonly rows: readonly SessionChange[];
}

interface SessionChangesRequest {
  readonly venue: string;
  readonly on: string | null;
  readonly as_of: string | null;
}

const day = `COALESCE(session_date, (time AT TIME ZONE 'UTC')::date)`;
/** More than any venue has; a venue with more is cut in the order of ids. */
const most = 5000;

/** All instruments of a venue in one trip, each with the source that knows its close before, and among these the most believed. */
export async function readSessionChanges(
  db: Database,
  { venue, on, as_of }: SessionChangesRequest,
): Promise<SessionChanges> {
  const p = parameters();
  const ofVenue = `instrument_id LIKE ${p.add(venue)} || ':%'`;
  const asked = `${p.add(on)}::date`;
  const asOf = as_of === null ? null : p.add(as_of);
  const last = 'ORDER BY time DESC LIMIT 1';
  const lastBar = (columns: string, condition: string): string =>
    `SELECT * FROM (${knownRows('bar', columns, condition, asOf, last)}) known ${last}`;
  const span =
    on === null
      ? ''
      : ` AND ${day} = ${asked} AND time >= ${asked} - interval '1 day' AND time < ${asked} + interval '2 days'`;
  const current = `time, ${day} AS day, close, volume, turnover, unit, is_sample, fetch_id`;
  const before = `time, ${day} AS previous_session, close AS previous_close, fetch_id AS previous_fetch_id`;
  const [row] = await db.query<{ session_date: string | null; cold: boolean; is_sample: boolean; json: string }>(
    `WITH listed AS MATERIALIZED (
      SELECT instrument_id, source FROM bar_series WHERE ${ofVenue} AND "interval" = '1d'
    ), newest AS MATERIALIZED (
      SELECT l.instrument_id, l.source, b.* FROM listed l CROSS JOIN LATERAL (
        ${lastBar(current, `instrument_id = l.instrument_id AND "interval" = '1d' AND source = l.source AND final${span}`)}
      ) b
    ), session AS MATERIALIZED (SELECT COALESCE(${asked}, max(day)) AS day FROM newest
    ), compared AS MATERIALIZED (
      SELECT DISTINCT ON (instrument_id) n.*, b.previous_session, b.previous_close, b.previous_fetch_id
      FROM newest n LEFT JOIN LATERAL (
        ${lastBar(
          before,
          `instrument_id = n.instrument_id AND "interval" = '1d' AND source = n.source AND unit = n.unit AND final
          AND time < n.time AND time > n.time - interval '31 days' AND ${day} < n.day`,
        )}
      ) b ON true WHERE n.day = (SELECT day FROM session)
      ORDER BY instrument_id, b.previous_session DESC NULLS LAST, ${rankOf('n.source')}, n.source
    ), described AS MATERIALIZED (
      SELECT instrument_id, (array_agg(name ORDER BY rank, source))[1] AS name,
        (array_agg(sector ORDER BY rank, source) FILTER (WHERE sector IS NOT NULL))[1] AS sector
      FROM (SELECT i.*, ${rankOf('i.source')} AS rank
        FROM (${knownRows('instrument', 'instrument_id, source, name, sector', ofVenue, asOf)}) i) said
      GROUP BY instrument_id
    ), member AS (
      SELECT instrument_id FROM listed UNION SELECT instrument_id FROM described ORDER BY 1 LIMIT ${most}
    ), shown AS (
      SELECT instrument_id, d.name, d.sector, c.close::text AS close, c.volume::text AS volume,
        c.turnover::text AS turnover, c.unit, c.source, c.is_sample, c.fetch_id,
        c.previous_session::text AS previous_session, c.previous_close::text AS previous_close, c.previous_fetch_id,
        EXISTS (SELECT FROM (${knownRows(
          'corporate_action',
          'ex_date',
          `instrument_id = member.instrument_id AND kind = 'split' AND ex_date > c.previous_session AND ex_date <= c.day`,
          asOf,
        )}) split) AS is_split,
        q.market_cap::text AS market_cap, q.unit AS market_cap_unit
      FROM member LEFT JOIN compared c USING (instrument_id) LEFT JOIN described d USING (instrument_id)
      LEFT JOIN LATERAL (${capitalisation(asOf)}) q ON true
    )
    SELECT (SELECT day::text FROM session) AS session_date,
      (SELECT COALESCE(bool_or(is_sample), false) FROM compared) AS is_sample,
      EXISTS (SELECT FROM cold_file WHERE interval_class = 'daily' AND period_from <= ${asked} AND period_to > ${asked}) AS cold,
      (SELECT COALESCE(json_agg(shown ORDER BY instrument_id), '[]')::text FROM shown) AS json`,
    p.values,
  );
  if (row === undefined) return { session_date: null, cold: false, is_sample: false, rows: [] };
  return { ...row, rows: JSON.parse(row.json) as SessionChange[] };
}

/** SQL for the market capitalisation that the newest quote until the end of the session tells. */
function capitalisation(asOf: string | null): string {
  const last = 'ORDER BY time DESC LIMIT 1';
  const rows = knownRows(
    'quote',
    'time, market_cap, unit',
    `instrument_id = t.id AND source = t.source AND market_cap IS NOT NULL AND time < (SELECT day FROM session) + interval '1 day'
      AND time > (SELECT day FROM session) - interval '31 days'`,
    asOf,
    last,
  );
  return `SELECT quoted.market_cap, quoted.unit FROM tick_series t CROSS JOIN LATERAL (
      SELECT * FROM (${rows}) known ${last}
    ) quoted WHERE t.dataset = 'quote' AND t.id = member.instrument_id
    ORDER BY quoted.time DESC, ${rankOf('t.source')}, t.source LIMIT 1`;
}
