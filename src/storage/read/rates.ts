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
}

export type RatePage = {
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

type Method = 'direct' | 'inverse' | 'cross';

/**
 * The rate of a pair as it was published, else the inverse of the published one, else by way of a pivot, both legs by
 * the same source for the same day. One answer uses one way throughout: the first that has rows.
 */
export async function readRates(db: Database, request: RateRequest): Promise<RatePage> {
  const p = parameters();
  const limit = `${p.add(request.limit)}::int`;
  const rows = rateRows(request, p);
  const ways = waysOf(request.base, request.quote)
    .map(({ method, legs }, rank) => waySql(rank, method, legs, rows, request, p, limit))
    .join('\nUNION ALL\n');
  const direction = request.order === 'asc' ? 'ASC' : 'DESC';
  const [row] = await db.query<RatePage & { more: boolean }>(
    `WITH way AS MATERIALIZED (${ways}),
     page AS MATERIALIZED (
       SELECT * FROM way WHERE (rank, source) = (SELECT rank, source FROM way ORDER BY rank, source LIMIT 1)
     ),
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

function waysOf(base: string, quote: string): { method: Method; legs: readonly Leg[] }[] {
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
      return first.flatMap((one) => second.map((two) => ({ method: 'cross' as const, legs: [one, two] })));
    });
  return [{ method: 'direct', legs: [direct] }, { method: 'inverse', legs: [inverse] }, ...crosses];
}

/** SQL for the stored rows of one leg: days, source and moment are the same for all. */
function rateRows(request: RateRequest, p: Parameters): (leg: Leg) => string {
  const bounds = [
    request.from === null ? '' : ` AND date >= ${p.add(request.from)}::date`,
    request.to === null ? '' : ` AND date <= ${p.add(request.to)}::date`,
    request.position === null
      ? ''
      : ` AND date ${request.order === 'asc' ? '>' : '<'} ${p.add(request.position)}::date`,
    request.source === null ? '' : ` AND source = ${p.add(request.source)}`,
  ].join('');
  const asOf = request.as_of === null ? null : p.add(request.as_of);
  const columns = 'base, quote, source, date, value, is_sample, fetch_id, recorded_at, rev';
  return ({ base, quote }) =>
    `(${knownRows('rate', columns, `base = ${p.add(base)} AND quote = ${p.add(quote)}${bounds}`, asOf)})`;
}

function waySql(
  rank: number,
  method: Method,
  legs: readonly Leg[],
  rows: (leg: Leg) => string,
  request: RateRequest,
  p: Parameters,
  limit: string,
): string {
  const [first, second] = legs;
  if (first === undefined) throw new Error('a way has one leg or two');
  const from =
    second === undefined
      ? `${rows(first)} a`
      : `${rows(first)} a JOIN ${rows(second)} b ON b.source = a.source AND b.date = a.date`;
  const published = method === 'direct';
  const value = published ? 'a.value::text' : derived(legs);
  const path = legs.map((leg, index) => legJson('ab'.charAt(index), leg)).join(', ');
  const isSample = second === undefined ? 'a.is_sample' : 'a.is_sample OR b.is_sample';
  const recordedAt = second === undefined ? 'a.recorded_at' : 'GREATEST(a.recorded_at, b.recorded_at)';
  return `(SELECT ${rank} AS rank, ${p.add(method)}::text AS method, a.source, a.date, ${value} AS value,
    ${isSample} AS is_sample, ${recordedAt} AS recorded_at,
    ${published ? 'a.fetch_id' : 'NULL::text'} AS fetch_id, ${published ? 'a.rev' : 'NULL::int'} AS rev,
    json_build_array(${path}) AS path
    FROM ${from} WHERE ${legs.map((_, index) => `${'ab'.charAt(index)}.value <> 0`).join(' AND ')}
    ORDER BY a.date ${request.order === 'asc' ? 'ASC' : 'DESC'}, a.source LIMIT ${limit} + 1)`;
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
