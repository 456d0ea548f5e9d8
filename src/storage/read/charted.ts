import type { Instrument } from '../../model/records.ts';
import type { Interval } from '../../model/symbol.ts';
import type { Database } from '../client.ts';
import { knownRows } from './known-rows.ts';
import { parameters } from './parameters.ts';
import { resolvedSymbols } from './resolved.ts';
import { rankOf } from './speaking-sources.ts';

/** What a chart has to know of an instrument before it asks for bars. */
export interface Charted {
  readonly instrument_id: string;
  readonly instrument_kind: Instrument['kind'] | null;
  readonly name: string | null;
  readonly mic: string | null;
  readonly timezone: string | null;
  /** Of its prices. */
  readonly unit: string | null;
  readonly source: string | null;
  readonly is_sample: boolean;
  readonly fetch_id: string | null;
  /** Those that it has bars of. */
  readonly intervals: readonly Interval[];
  /** Of the newest bars of all intervals: the most decimals that a close has, and the newest close. */
  readonly digits: number | null;
  readonly close: string | null;
}

interface ChartedRequest {
  readonly symbol: string;
  /** The day on which the name is in force. */
  readonly on: string;
  readonly as_of: string | null;
}

/** The best instrument that the text names; null where it names none. */
export async function readCharted(db: Database, { symbol, on, as_of }: ChartedRequest): Promise<Charted | null> {
  const p = parameters();
  const asOf = as_of === null ? null : p.add(as_of);
  const last = 'ORDER BY time DESC LIMIT 1';
  const ofSeries = 'instrument_id = s.instrument_id AND "interval" = s."interval" AND source = s.source';
  const newest = knownRows('bar', 'time, close, unit, source, is_sample, fetch_id', ofSeries, asOf, last);
  const described = knownRows(
    'instrument',
    'kind, name, mic, timezone, unit, source, is_sample, fetch_id',
    'instrument_id = resolved.instrument_id',
    asOf,
  );
  const [found] = await db.query<Charted & Record<string, unknown>>(
    `WITH ${resolvedSymbols(p.add([symbol]), `${p.add(on)}::date`, asOf)}
    SELECT resolved.instrument_id, kind AS instrument_kind, name, mic, timezone, COALESCE(of_bars.unit, said.unit) AS unit,
      COALESCE(said.source, of_bars.source) AS source, COALESCE(said.fetch_id, of_bars.fetch_id) AS fetch_id,
      COALESCE(said.is_sample, false) OR COALESCE(of_bars.is_sample, false) AS is_sample,
      COALESCE(intervals, '[]') AS intervals, digits, close
    FROM resolved
    LEFT JOIN LATERAL (SELECT * FROM (${described}) i ORDER BY ${rankOf('i.source')}, i.source LIMIT 1) said ON true
    LEFT JOIN LATERAL (
      SELECT json_agg(DISTINCT s."interval") AS intervals, max(scale(trim_scale(b.close))) AS digits,
        bool_or(b.is_sample) AS is_sample, (array_agg(b.close::text ORDER BY b.time DESC NULLS LAST))[1] AS close,
        (array_agg(b.unit ORDER BY b.time DESC NULLS LAST))[1] AS unit, (array_agg(b.source ORDER BY b.time DESC NULLS LAST))[1] AS source,
        (array_agg(b.fetch_id ORDER BY b.time DESC NULLS LAST))[1] AS fetch_id
      FROM bar_series s LEFT JOIN LATERAL (SELECT * FROM (${newest}) known ${last}) b ON true
      WHERE s.instrument_id = resolved.instrument_id
    ) of_bars ON true`,
    p.values,
  );
  return found ?? null;
}

/** What ids of instruments with bars begin with. */
export async function readVenues(db: Database): Promise<readonly string[]> {
  const rows = await db.query<{ venue: string }>(
    `SELECT DISTINCT split_part(instrument_id, ':', 1) AS venue FROM bar_series ORDER BY venue`,
  );
  return rows.map(({ venue }) => venue);
}
