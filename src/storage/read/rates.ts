import type { Database } from '../client.ts';
import { knownRows } from './known-rows.ts';
import { type Parameters, parameters } from './parameters.ts';

export interface RateRequest {
  readonly base: string;
  readonly quote: string;
  /** Inclusive days; null leaves that side open. */
  readonly from: string | null;
  readonly to: string | null;
  readonly position: string | null;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  readonly as_of: string | null;
  readonly source: string | null;
  /** A way of one source with so many rates is chosen before any other with fewer. */
  readonly least?: number;
  /** One rate is asked for, that of the newest day, whoever has it. */
  readonly latest: boolean;
}

type RatePage = {
  readonly rows: number;
  readonly source: string | null;
  readonly is_sample: boolean;
  readonly next: string | null;
  readonly json: string;
};

/** Currencies in which central banks quote the others: the euro (ECB), the dollar, the rand (SARB), the pound. */
const pivots = ['EUR', 'USD', 'ZAR', 'GBP'];

/** A stored rate that is walked from its base to its quote, or back. */
interface Leg {
  readonly base: string;
  readonly quote: string;
  readonly inverted: boolean;
}

interface Way {
  readonly method: 'direct' | 'inverse' | 'cross';
  readonly legs: readonly [Leg, Leg?];
}

/**
 * The rate of a pair as it was published, else the inverse of the published one, else by way of a pivot, both legs by
 * the same source for the same day. One answer uses one way of one source throughout: of a span the straightest way,
 * and of its sources whoever is believed first; of the latest rate the newest. Pages go on where the first one began.
 */
export async function readRates(db: Database, request: RateRequest): Promise<RatePage> {
  const p = parameters();
  const limit = `${p.add(request.limit)}::int`;
  const ways = waysOf(request.base, request.quote);
  const bounds = boundsSql(request, p);
  const asOf = request.as_of === null ? null : p.add(request.as_of);
  const rows = ({ base, quote }: Leg, more: string): string =>
    `(${knownRows('rate', columns, `base = ${p.add(base)} AND quote = ${p.add(quote)}${bounds}${more}`, asOf)})`;
  const speakers =
    request.source === null
      ? `SELECT source_id AS source, rank FROM source WHERE datasets ? 'rate'`
      : `SELECT ${p.add(request.source)}::text AS source, 1 AS rank`;
  const least = request.least === undefined ? null : `${p.add(request.least)}::int`;
  const candidates = ways.map((way, index) => {
    const dates = `SELECT a.date FROM ${joined(way, rows, ' AND source = s.source')}`;
    return `SELECT ${index} AS way, ${tiers.indexOf(way.method)} AS tier, s.source, s.rank, newest.date,
        ${least === null ? 'true' : `EXISTS (${dates} OFFSET ${least} - 1)`} AS enough
      FROM speaker s CROSS JOIN LATERAL (${dates} ORDER BY a.date DESC LIMIT 1) newest`;
  });
  const direction = request.order === 'asc' ? 'ASC' : 'DESC';
  const beyond =
    request.position === null
      ? ''
      : ` AND date ${request.order === 'asc' ? '>' : '<'} ${p.add(request.position)}::date`;
  const pages = ways.map((way, index) =>
    waySql(way, joined(way, rows, `${beyond} AND source = (SELECT source FROM chosen)`), {
      condition: `(SELECT way FROM chosen) = ${index}`,
      order: `a.date ${direction} LIMIT ${limit} + 1`,
    }),
  );
  const [row] = await db.query<RatePage & { more: boolean }>(
    `WITH speaker AS MATERIALIZED (${speakers}),
     chosen AS MATERIALIZED (
       SELECT way, source FROM (${candidates.join('\nUNION ALL\n')}) candidate
       ORDER BY ${request.latest ? 'date DESC, ' : ''}enough DESC, tier, rank, way, source LIMIT 1
     ),
     page AS MATERIALIZED (${pages.join('\nUNION ALL\n')}),
     kept AS MATERIALIZED (SELECT * FROM page ORDER BY date ${direction} LIMIT ${limit}),
     shown AS (
       SELECT ${p.add(request.base)}::text AS base, ${p.add(request.quote)}::text AS quote, date::text AS date, value,
         method, source, is_sample, fetch_id, wire_instant(recorded_at) AS recorded_at, rev, path
       FROM kept ORDER BY date ${direction}
     )
     SELECT (SELECT count(*) FROM page) > ${limit} AS more,
       count(*)::int AS rows, min(source) AS source, COALESCE(bool_or(is_sample), false) AS is_sample,
       ${request.order === 'asc' ? 'max' : 'min'}(date) AS next,
       COALESCE('[' || string_agg(row_to_json(shown)::text, ',') || ']', '[]') AS json
     FROM shown`,
    p.values,
  );
  const { rows: count = 0, source = null, is_sample = false, json = '[]' } = row ?? {};
  return { rows: count, source, is_sample, json, next: row?.more ? row.next : null };
}

const columns = 'base, quote, source, date, value, is_sample, fetch_id, recorded_at, rev';
const tiers: readonly Way['method'][] = ['direct', 'inverse', 'cross'];

function waysOf(base: string, quote: string): Way[] {
  const direct = { base, quote, inverted: false };
  const inverse = { base: quote, quote: base, inverted: true };
  const crosses = pivots
    .filter((pivot) => pivot !== base && pivot !== quote)
    .flatMap((pivot) => {
      const first = [
        { base: pivot, quote: base, inverted: true },
        { base, quote: pivot, inverted: false },
      ];
      const second = [
        { base: pivot, quote, inverted: false },
        { base: quote, quote: pivot, inverted: true },
      ];
      return first.flatMap((one) => second.map((two): Way => ({ method: 'cross', legs: [one, two] })));
    });
  return [{ method: 'direct', legs: [direct] }, { method: 'inverse', legs: [inverse] }, ...crosses];
}

/** SQL for the days that are asked for, the same for every leg. */
function boundsSql({ from, to }: RateRequest, p: Parameters): string {
  return [
    from === null ? '' : ` AND date >= ${p.add(from)}::date`,
    to === null ? '' : ` AND date <= ${p.add(to)}::date`,
    ' AND value <> 0',
  ].join('');
}

/** SQL for the stored rows of a way: `a` is its first leg, `b` its second, of the same source and day. */
function joined({ legs: [first, second] }: Way, rows: (leg: Leg, more: string) => string, more: string): string {
  const one = `${rows(first, more)} a`;
  return second === undefined ? one : `${one} JOIN ${rows(second, more)} b ON b.source = a.source AND b.date = a.date`;
}

function waySql(
  { method, legs: both }: Way,
  from: string,
  { condition, order }: { condition: string; order: string },
): string {
  const legs = both.filter((leg) => leg !== undefined);
  const published = method === 'direct';
  const isCross = legs.length === 2;
  const path = legs.map((leg, index) => legJson('ab'.charAt(index), leg)).join(', ');
  return `(SELECT '${method}'::text AS method, a.source, a.date, ${published ? 'a.value::text' : derived(legs)} AS value,
    ${isCross ? 'a.is_sample OR b.is_sample' : 'a.is_sample'} AS is_sample,
    ${isCross ? 'GREATEST(a.recorded_at, b.recorded_at)' : 'a.recorded_at'} AS recorded_at,
    ${published ? 'a.fetch_id' : 'NULL::text'} AS fetch_id, ${published ? 'a.rev' : 'NULL::int'} AS rev,
    json_build_array(${path}) AS path
    FROM ${from} WHERE ${condition} ORDER BY ${order})`;
}

/** One division, forty digits wide, rounded to the twelve significant digits that derived values carry. */
function derived(legs: readonly Leg[]): string {
  const names = legs.map((leg, index) => ({ ...leg, sql: `${'ab'.charAt(index)}.value` }));
  const over = names.filter(({ inverted }) => !inverted).map(({ sql }) => sql);
  const under = names.filter(({ inverted }) => inverted).map(({ sql }) => sql);
  const numerator = [`1.${'0'.repeat(40)}`, ...over].join(' * ');
  const quotient = under.length === 0 ? numerator : `${numerator} / (${under.join(' * ')})`;
  return `trim_scale(to_char(${quotient}, '9.99999999999EEEE')::numeric)::text`;
}

/** A leg as it was published, with the bytes that say so. */
function legJson(name: string, { inverted }: Leg): string {
  const fields = ['base', 'quote', 'source', 'is_sample', 'fetch_id', 'rev'].map(
    (field) => `'${field}', ${name}.${field}`,
  );
  return `json_build_object(${fields.join(', ')}, 'date', ${name}.date::text, 'value', ${name}.value::text,
    'recorded_at', wire_instant(${name}.recorded_at), 'inverted', ${inverted})`;
}
