import { knownRows } from './known-rows.ts';
import type { Parameters } from './parameters.ts';

export interface IndicatorNeeds {
  /** Canonical names of those that are kept of daily bars. */
  readonly names: readonly string[];
  /** How many daily bars their values rest on at most. */
  readonly bars: number;
}

/** More bars are not read at once for values that are not kept. */
const mostBars = 60_000;

/** Of so many instruments the values are computed where they are not kept. */
export const mostComputed = ({ bars }: IndicatorNeeds): number => Math.floor(mostBars / bars);

const columns = ['time', 'session_date', 'open', 'high', 'low', 'close', 'volume', 'turnover'];

/** A daily bar as far as an indicator reads it. */
export interface HistoryBar {
  readonly time: string;
  readonly session_date: string | null;
  readonly open: string | null;
  readonly high: string | null;
  readonly low: string | null;
  readonly close: string;
  readonly volume: string | null;
  readonly turnover: string | null;
}

interface Sql {
  /** A CTE `lacking` of the instruments in `kept` whose values are not kept of their last close. */
  readonly lacking: string;
  /** The values that are kept, and the bars to compute them from where they are not. */
  readonly figures: readonly string[];
}

/** What is kept rests on what is known now: of a past moment nothing is. */
export function indicatorSql(needs: IndicatorNeeds, asOf: string | null, p: Parameters): Sql {
  const names = `${p.add(needs.names)}::text[]`;
  const own = `k.instrument_id = c.instrument_id AND k."interval" = '1d' AND k.source = c.source AND k.time = c.time
      AND k.indicator = ANY(${names})`;
  const isWhole =
    asOf === null ? `(SELECT count(*) FROM indicator_state k WHERE ${own}) = cardinality(${names})` : 'false';
  const newest = `ORDER BY time DESC LIMIT ${needs.bars}`;
  const bars = `instrument_id = c.instrument_id AND "interval" = '1d' AND source = c.source AND final AND time <= c.time`;
  const told = `wire_instant(time) AS time, session_date, ${columns.slice(2).map((name) => `${name}::text`)}`;
  const isLacking = 'c.instrument_id IN (SELECT instrument_id FROM lacking)';
  return {
    lacking: `lacking AS MATERIALIZED (SELECT instrument_id FROM kept c WHERE NOT ${isWhole})`,
    figures: [
      `CASE WHEN NOT ${isLacking} THEN (SELECT json_object_agg(k.indicator, k.latest) FROM indicator_state k WHERE ${own}) END AS indicators`,
      `CASE WHEN ${isLacking} AND (SELECT count(*) FROM lacking) <= ${mostComputed(needs)} THEN (SELECT json_agg(told)
        FROM (SELECT ${told} FROM (SELECT * FROM (${knownRows('bar', columns.join(', '), bars, asOf, newest)}) known ${newest}) newest
          ORDER BY newest.time) told) END AS history`,
    ],
  };
}
