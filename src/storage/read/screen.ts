import type { Database } from '../client.ts';
import { knownRows } from './known-rows.ts';
import { type Parameters, parameters } from './parameters.ts';
import { type HistoryBar, type IndicatorNeeds, indicatorSql } from './screen-indicators.ts';
import { rankOf } from './speaking-sources.ts';

/** Whose figures are looked through; null is any. */
export interface Universe {
  readonly ids: readonly string[] | null;
  readonly kinds: readonly string[] | null;
  readonly venues: readonly string[] | null;
  readonly sectors: readonly string[] | null;
  readonly countries: readonly string[] | null;
  readonly units: readonly string[] | null;
}

/** How far back a close is looked for, as Postgres spells intervals. */
export const spans = {
  '1w': '7 days',
  '1m': '1 month',
  '3m': '3 months',
  '6m': '6 months',
  '1y': '1 year',
} as const;
export type Span = keyof typeof spans;

/** What is read beside the last close. */
export interface ScreenNeeds {
  /** Closes on the day a span before, or the last one in the ten days until then; `1d` is the close before the last. */
  readonly closes: readonly (Span | '1d')[];
  readonly year: boolean;
  readonly dividends: boolean;
  readonly quality: boolean;
  readonly indicators: IndicatorNeeds | null;
}

export interface ScreenRequest {
  readonly universe: Universe;
  readonly needs: ScreenNeeds;
  readonly on: string | null;
  readonly as_of: string | null;
}

interface Close {
  readonly day: string;
  readonly close: string;
  readonly fetch_id: string;
}

/** Of the bars of the year until the day; figures are decimals as text, or floats where SQL has no others. */
export interface YearOfBars {
  readonly bars: number;
  readonly high: string | null;
  readonly low: string | null;
  readonly mean_50: string | null;
  readonly mean_200: string | null;
  readonly volume_20: string | null;
  readonly value_20: string | null;
  /** Sample standard deviation of the log returns of closes, and how many there are. */
  readonly deviation_1y: number | null;
  readonly returns_1y: number;
  readonly deviation_3m: number | null;
  readonly returns_3m: number;
}

/** An instrument with its last final daily close until the day, and what was asked for of the time before. */
export interface Candidate extends Close {
  readonly instrument_id: string;
  readonly name: string | null;
  readonly kind: string | null;
  readonly sector: string | null;
  readonly industry: string | null;
  readonly country: string | null;
  readonly source: string;
  readonly unit: string;
  readonly is_sample: boolean;
  readonly volume: string | null;
  /** The ex-date of the last split that is not in the prices of the source, as far back as a close is looked for. */
  readonly split_day: string | null;
  /** It lies in the year until the last close. */
  readonly split_in_year: boolean;
  readonly closes?: Readonly<Record<string, Close | null>>;
  readonly year?: YearOfBars;
  readonly dividends?: readonly {
    readonly amount: string | null;
    readonly unit: string | null;
    readonly fetch_id: string;
  }[];
  readonly quality?: { readonly score: string | null; readonly day: string } | null;
  /** By name, of the last close, where all of them are kept. */
  readonly indicators?: Readonly<Record<string, IndicatorValues>> | null;
  /** The bars that they are to be computed from, unless of too many instruments. */
  readonly history?: readonly HistoryBar[] | null;
}

interface IndicatorValues {
  readonly values: Readonly<Record<string, string | null>>;
  /** Path of the bars that they are computed from. */
  readonly inputs: string;
  readonly fetch_id: string;
}

export interface Screened {
  /** The day asked for, or the last of which any close is stored. */
  readonly day: string | null;
  /** Bars of the year before lie in cold storage. */
  readonly cold: boolean;
  /** Of how many instruments not all indicators are kept. */
  readonly lacking: number;
  readonly candidates: readonly Candidate[];
}

/** More are not looked through at once; the rest is cut in the order of ids. */
export const mostCandidates = 5_000;
const day = `COALESCE(session_date, (time AT TIME ZONE 'UTC')::date)`;

/**
 * One trip, whatever is asked for. Each instrument is told of by its most believed source among those whose last close
 * is not a week older than the newest; one whose last close is a month older than the day is none of them.
 */
export async function readCandidates(db: Database, { universe, needs, on, as_of }: ScreenRequest): Promise<Screened> {
  const p = parameters();
  const asked = `${p.add(on)}::date`;
  const asOf = as_of === null ? null : p.add(as_of);
  const bars = bareBars(asOf);
  const indicators = needs.indicators && indicatorSql(needs.indicators, asOf, p);
  const figures = [
    ...closesOf(needs, bars),
    ...(needs.year ? [yearOf(asOf)] : []),
    ...more(needs, asked, asOf),
    ...(indicators?.figures ?? []),
  ];
  // Of days a year has 366 at most, coins' too.
  const years = Math.max(1, Math.ceil((needs.indicators?.bars ?? 0) / 240));
  const text = `WITH described AS MATERIALIZED (
    SELECT instrument_id, ${['name', 'kind', 'sector', 'industry', 'country'].map(first).join(', ')}
    FROM (SELECT i.*, ${rankOf('i.source')} AS rank
      FROM (${knownRows('instrument', 'instrument_id, source, name, kind, sector, industry, country', 'true', asOf)}) i) said
    GROUP BY instrument_id
  ), listed AS MATERIALIZED (
    SELECT s.instrument_id, s.source, ${rankOf('s.source')} AS rank, d.name, d.kind, d.sector, d.industry, d.country
    FROM bar_series s LEFT JOIN described d USING (instrument_id)
    WHERE s."interval" = '1d' AND ${universeOf(universe, p)}
  ), newest AS MATERIALIZED (
    SELECT l.*, b.*, max(b.day) OVER (PARTITION BY l.instrument_id) AS newest_day FROM listed l CROSS JOIN LATERAL (
      ${bars.last('time, day, close, volume, unit, is_sample, fetch_id', 'l', on === null ? 'true' : `${day} <= ${asked} AND time < ${asked} + interval '2 days' AND time > ${asked} - interval '40 days'`)}
    ) b
  ), today AS MATERIALIZED (SELECT COALESCE(${asked}, max(day)) AS day FROM newest
  ), chosen AS MATERIALIZED (
    SELECT DISTINCT ON (n.instrument_id) n.* FROM newest n, today
    WHERE n.day > today.day - 31 AND n.day > n.newest_day - 7 ${universe.units === null ? '' : `AND n.unit = ANY(${p.add(universe.units)}::text[])`}
    ORDER BY n.instrument_id, n.rank, n.source
  ), kept AS MATERIALIZED (SELECT * FROM chosen ORDER BY instrument_id LIMIT ${mostCandidates}
  ), ${indicators ? `${indicators.lacking}, ` : ''}shown AS (
    SELECT c.instrument_id, c.name, c.kind, c.sector, c.industry, c.country, c.source, c.unit, c.is_sample,
      c.day::text AS day, c.close::text AS close, c.volume::text AS volume, c.fetch_id,
      split.day::text AS split_day, split.day IS NOT NULL AND split.day > c.day - interval '1 year' AS split_in_year${figures.map((figure) => `,\n      ${figure}`).join('')}
    FROM kept c CROSS JOIN LATERAL (SELECT max(ex_date) AS day FROM (${knownRows(
      'corporate_action',
      'ex_date',
      `instrument_id = c.instrument_id AND kind = 'split' AND ex_date > c.day - interval '1 year' - interval '10 days'
        AND ex_date <= c.day`,
      asOf,
    )}) known WHERE NOT EXISTS (SELECT FROM source f WHERE f.source_id = c.source AND f.price_basis = 'split_adjusted')
    ) split
  )
  SELECT (SELECT day::text FROM today) AS day,
    EXISTS (SELECT FROM cold_file, today WHERE interval_class = 'daily' AND period_to > today.day - interval '${years} years'
      AND period_from <= today.day) AS cold,
    ${indicators ? '(SELECT count(*)::int FROM lacking)' : '0'} AS lacking,
    (SELECT COALESCE(json_agg(shown ORDER BY instrument_id), '[]')::text FROM shown) AS json`;
  const [row] = await db.query<{ day: string | null; cold: boolean; lacking: number; json: string }>(text, p.values);
  const { json = '[]', ...found } = row ?? { day: null, cold: false, lacking: 0 };
  return { ...found, candidates: JSON.parse(json) as Candidate[] };
}

/** SQL for the first that is not null, by the rank of who says it. */
const first = (column: string): string =>
  `(array_agg(${column} ORDER BY rank, source) FILTER (WHERE ${column} IS NOT NULL))[1] AS ${column}`;

function universeOf({ ids, kinds, venues, sectors, countries }: Universe, p: Parameters): string {
  const among = (sql: string, values: readonly string[] | null): string[] =>
    values === null ? [] : [`${sql} = ANY(${p.add(values)}::text[])`];
  const conditions = [
    ...among('s.instrument_id', ids),
    ...among('d.kind', kinds),
    ...among(`split_part(s.instrument_id, ':', 1)`, venues),
    ...among('d.sector', sectors),
    ...among('d.country', countries),
  ];
  return conditions.length === 0 ? 'true' : conditions.join(' AND ');
}

interface BareBars {
  /** SQL for the newest final daily bar of a row's instrument and source that a condition holds for. */
  last(columns: string, of: string, condition: string): string;
}

function bareBars(asOf: string | null): BareBars {
  const order = 'ORDER BY time DESC LIMIT 1';
  return {
    last(columns, of, condition) {
      const own = `instrument_id = ${of}.instrument_id AND "interval" = '1d' AND source = ${of}.source AND final`;
      const known = knownRows('bar', barColumns, `${own} AND ${condition}`, asOf, order);
      return `SELECT ${columns} FROM (${known}) known ${order}`;
    },
  };
}

const barColumns = `time, ${day} AS day, close, high, low, volume, turnover, unit, is_sample, fetch_id`;

function closesOf({ closes }: ScreenNeeds, bars: BareBars): string[] {
  if (closes.length === 0) return [];
  const pairs = closes.map((span) => {
    const condition =
      span === '1d'
        ? `time < c.time AND time > c.time - interval '31 days' AND ${day} < c.day AND unit = c.unit`
        : `time < c.day - interval '${spans[span]}' + interval '1 day' AND time > c.day - interval '${spans[span]}' - interval '10 days' AND ${day} <= (c.day - interval '${spans[span]}')::date AND unit = c.unit`;
    const shown = `json_build_object('day', day::text, 'close', close::text, 'fetch_id', fetch_id)`;
    return `'${span}', (SELECT ${shown} FROM (${bars.last('day, close, fetch_id', 'c', condition)}) base)`;
  });
  return [`json_build_object(${pairs.join(', ')}) AS closes`];
}

function yearOf(asOf: string | null): string {
  const own = `instrument_id = c.instrument_id AND "interval" = '1d' AND source = c.source AND final AND unit = c.unit
    AND time > c.time - interval '1 year' AND time <= c.time`;
  const returns = `CASE WHEN close > 0 AND lag(close) OVER w > 0 THEN ln(close::float8 / lag(close) OVER w::float8) END`;
  return `(SELECT json_build_object('bars', count(*), 'high', max(high)::text, 'low', min(low)::text,
      'mean_50', CASE WHEN count(*) >= 50 THEN avg(close) FILTER (WHERE n <= 50) END::text,
      'mean_200', CASE WHEN count(*) >= 200 THEN avg(close) FILTER (WHERE n <= 200) END::text,
      'volume_20', CASE WHEN count(volume) FILTER (WHERE n <= 20) = 20 THEN avg(volume) FILTER (WHERE n <= 20) END::text,
      'value_20', CASE WHEN count(value) FILTER (WHERE n <= 20) = 20 THEN avg(value) FILTER (WHERE n <= 20) END::text,
      'deviation_1y', stddev_samp(r), 'returns_1y', count(r),
      'deviation_3m', stddev_samp(r) FILTER (WHERE time > c.time - interval '3 months'),
      'returns_3m', count(r) FILTER (WHERE time > c.time - interval '3 months'))
    FROM (SELECT time, close, COALESCE(high, close) AS high, COALESCE(low, close) AS low, volume,
        COALESCE(turnover, close * volume) AS value, row_number() OVER (ORDER BY time DESC) AS n, ${returns} AS r
      FROM (${knownRows('bar', barColumns, own, asOf)}) known WINDOW w AS (ORDER BY time)) bars) AS year`;
}

function more({ dividends, quality }: ScreenNeeds, on: string, asOf: string | null): string[] {
  const paid = knownRows(
    'corporate_action',
    'source, ex_date, amount, unit, fetch_id',
    `instrument_id = c.instrument_id AND kind = 'dividend' AND ex_date > c.day - interval '1 year' AND ex_date <= c.day`,
    asOf,
  );
  const oneSource = `SELECT a.*, first_value(a.source) OVER (ORDER BY ${rankOf('a.source')}, a.source) AS best FROM (${paid}) a`;
  return [
    ...(dividends
      ? [
          `(SELECT COALESCE(json_agg(json_build_object('amount', amount::text, 'unit', unit, 'fetch_id', fetch_id) ORDER BY ex_date), '[]')
            FROM (${oneSource}) told WHERE told.source = best) AS dividends`,
        ]
      : []),
    ...(quality
      ? [
          `(SELECT json_build_object('score', q.score::text, 'day', q.day::text) FROM quality q
            WHERE q.channel = 'bar.1d:' || c.instrument_id AND q.source = c.source
              AND (${on} IS NULL OR q.day <= ${on})
            ${asOf === null ? '' : `AND q.computed_at <= ${asOf}::timestamptz`} ORDER BY q.day DESC LIMIT 1) AS quality`,
        ]
      : []),
  ];
}
