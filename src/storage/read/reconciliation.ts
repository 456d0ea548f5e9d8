import { z } from 'zod';
import { corporateAction, day, decimal, instant } from '../../model/records.ts';
import type { Database } from '../client.ts';
import { beginOf, type ColdPlace, coldPeriods, endOf } from './cold-periods.ts';
import { knownRows } from './known-rows.ts';
import { parameters } from './parameters.ts';
import { rankOf } from './speaking-sources.ts';

const said = z.object({
  source: z.string(),
  rank: z.number(),
  price_basis: z.enum(['as_traded', 'split_adjusted']).nullable(),
  time: instant,
  session_date: day.nullable(),
  close: decimal,
  unit: z.string(),
  is_sample: z.boolean(),
  fetch_id: z.string(),
  recorded_at: instant,
});
const reconciliation = z.object({
  periods: z.array(z.object({ period: z.string(), rows: z.array(said) })),
  splits: z.array(
    corporateAction.pick({ ex_date: true, ratio: true }).extend({ source: z.string(), fetch_id: z.string() }),
  ),
  cold: z.array(z.string()).nullish(),
  sources: z.record(z.string(), said.pick({ rank: true, price_basis: true })).nullish(),
});

/** What each source says of a period, whoever is believed first standing first. */
export type SaidRow = z.infer<typeof said>;

/** How much a source is believed, and on how many shares its prices count. */
export type SourceStanding = Pick<SaidRow, 'rank' | 'price_basis'>;

export interface Reconciliation extends Pick<z.infer<typeof reconciliation>, 'periods' | 'splits'> {
  readonly known: boolean;
  readonly next: string | null;
  /** What of the page lies in cold storage, and all sources of the series; null where nothing does. */
  readonly cold: {
    readonly periods: readonly string[];
    readonly sources: Readonly<Record<string, SourceStanding>>;
  } | null;
}

export interface ReconciliationRequest {
  readonly dataset: 'bar' | 'rate';
  /** Instrument and interval, or base and quote. */
  readonly key: readonly [string, string];
  /** Where older bars lie; null for rates. */
  readonly place: ColdPlace | null;
  /** Inclusive and exclusive, as instants or days. */
  readonly from: string | null;
  readonly before: string | null;
  /** The period where the page before ended. */
  readonly position: string | null;
  readonly limit: number;
  readonly as_of: string | null;
}

/** How many days a session's bar may lie from the day that it is of, whatever its source takes for its beginning. */
export const sessionShiftDays = 2;

/** Days of an exchange are its sessions, whatever the hour at which a source lets them begin. */
const shapes = {
  bar: {
    key: ['instrument_id', 'interval'],
    at: 'time',
    type: 'timestamptz',
    columns: ['time', 'session_date', 'close', 'unit'],
    series: 'bar_series',
    period: `CASE WHEN "interval" = '1d' THEN COALESCE(session_date, ("time" AT TIME ZONE 'UTC')::date)::text
      ELSE wire_instant("time") END`,
    shown: `'time', wire_instant("time"), 'session_date', session_date, 'close', close::text, 'unit', unit`,
    splits: 'instrument_id = $1',
  },
  rate: {
    key: ['base', 'quote'],
    at: 'date',
    type: 'date',
    columns: ['date', 'value'],
    series: 'rate',
    period: 'date::text',
    shown: `'time', wire_instant(date::timestamp AT TIME ZONE 'UTC'), 'session_date', date, 'close', value::text,
      'unit', quote`,
    splits: 'false',
  },
} as const;

/** Newest first. */
export async function readReconciliation(db: Database, request: ReconciliationRequest): Promise<Reconciliation> {
  const { key, at, type, columns, series, period, shown, splits } = shapes[request.dataset];
  const p = parameters();
  const conditions = key.map((column, index) => `"${column}" = ${p.add(request.key[index])}`);
  const moment = (value: string | null) => (value === null ? null : `${p.add(value)}::${type}`);
  const [from, before] = [moment(request.from), moment(request.before)];
  if (from !== null) conditions.push(`"${at}" >= ${from}`);
  if (before !== null) conditions.push(`"${at}" < ${before}`);
  const asOf = request.as_of === null ? null : p.add(request.as_of);
  const position = request.position === null ? null : p.add(request.position);
  const beyond = position === null ? '' : ` WHERE period < ${position}`;
  const limit = `${p.add(request.limit)}::int`;
  const names = [...new Set([...key, ...columns, 'source', 'is_sample', 'fetch_id', 'recorded_at'])];
  const table = request.dataset;
  const quoted = names.map((name) => `"${name}"`).join(', ');
  const [row] = await db.query<{ known: boolean; more: boolean; reconciliation: unknown }>(
    `WITH named AS MATERIALIZED (
       SELECT *, ${period} AS period FROM (${knownRows(table, quoted, conditions.join(' AND '), asOf)}) known
     ), page AS MATERIALIZED (
       SELECT DISTINCT period FROM named${beyond} ORDER BY period DESC LIMIT ${limit} + 1
     ), kept AS MATERIALIZED (SELECT period FROM page ORDER BY period DESC LIMIT ${limit}),
     ranked AS (
       SELECT named.*, ${rankOf('named.source')} AS rank,
         (SELECT f.price_basis FROM source f WHERE f.source_id = named.source) AS price_basis
       FROM named JOIN kept USING (period)
     ), told AS (
       SELECT period, json_agg(json_build_object('source', source, 'rank', rank, 'price_basis', price_basis, ${shown},
         'is_sample', is_sample, 'fetch_id', fetch_id, 'recorded_at', wire_instant(recorded_at))
         ORDER BY rank, source) AS rows FROM ranked GROUP BY period
     )
     SELECT EXISTS (SELECT FROM "${series}" WHERE "${key[0]}" = $1 AND "${key[1]}" = $2) AS known,
       (SELECT count(*) FROM page) > ${limit} AS more,
       json_build_object(
         'periods', (SELECT COALESCE(json_agg(json_build_object('period', period, 'rows', rows)
           ORDER BY period DESC), '[]') FROM told),
         'splits', (SELECT COALESCE(json_agg(json_build_object('ex_date', ex_date, 'ratio', ratio::text,
           'source', source, 'fetch_id', fetch_id) ORDER BY ${rankOf('a.source')}, source), '[]')
           FROM (${knownRows('corporate_action', 'ex_date, ratio, source, fetch_id', `kind = 'split' AND ${splits}`, asOf)}) a)
         ${request.place === null ? '' : `, ${coldShare(request.place, limit, from, before, position)}`}
       ) AS reconciliation`,
    p.values,
  );
  const found = reconciliation.parse(row?.reconciliation ?? { periods: [], splits: [] });
  const { periods, cold, sources } = found;
  return {
    ...{ periods, splits: found.splits, cold: cold ? { periods: cold, sources: sources ?? {} } : null },
    known: row?.known ?? false,
    next: row?.more ? (periods.at(-1)?.period ?? null) : null,
  };
}

const sessionShift = `interval '${sessionShiftDays} days'`;

function coldShare(
  place: ColdPlace,
  limit: string,
  from: string | null,
  before: string | null,
  position: string | null,
): string {
  const oldest = `(SELECT min(named.time) FROM named JOIN page USING (period)) - ${sessionShift}`;
  const lower = beginOf(from, `(SELECT CASE WHEN count(*) > ${limit} THEN ${oldest} END FROM page)`);
  const upper = endOf(before, position === null ? null : `${position}::timestamptz + ${sessionShift}`);
  return `'cold', ${coldPeriods(place, lower, upper)},
         'sources', (SELECT json_object_agg(b.source, json_build_object('rank', ${rankOf('b.source')},
           'price_basis', (SELECT f.price_basis FROM source f WHERE f.source_id = b.source)))
           FROM bar_series b WHERE b.instrument_id = $1 AND b."interval" = $2)`;
}
