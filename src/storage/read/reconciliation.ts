import { z } from 'zod';
import { corporateAction, day, decimal, instant } from '../../model/records.ts';
import type { Database } from '../client.ts';
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
});

/** What each source says of a period, whoever is believed first standing first. */
export type SaidRow = z.infer<typeof said>;

export interface Reconciliation extends z.infer<typeof reconciliation> {
  readonly known: boolean;
  readonly next: string | null;
}

export interface ReconciliationRequest {
  readonly dataset: 'bar' | 'rate';
  /** Instrument and interval, or base and quote. */
  readonly key: readonly [string, string];
  /** Inclusive and exclusive, as instants or days. */
  readonly from: string | null;
  readonly before: string | null;
  /** The period where the page before ended. */
  readonly position: string | null;
  readonly limit: number;
  readonly as_of: string | null;
}

/** Days of an exchange are its sessions, whatever the hour at which a source lets them begin. */
const shapes = {
  bar: {
    key: ['instrument_id', 'interval'],
    at: 'time',
    type: 'timestamptz',
    columns: ['time', 'session_date', 'close', 'unit'],
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
    period: 'date::text',
    shown: `'time', wire_instant(date::timestamp AT TIME ZONE 'UTC'), 'session_date', date, 'close', value::text,
      'unit', quote`,
    splits: 'false',
  },
} as const;

/** Newest first. */
export async function readReconciliation(db: Database, request: ReconciliationRequest): Promise<Reconciliation> {
  const { key, at, type, columns, period, shown, splits } = shapes[request.dataset];
  const p = parameters();
  const conditions = key.map((column, index) => `"${column}" = ${p.add(request.key[index])}`);
  if (request.from !== null) conditions.push(`"${at}" >= ${p.add(request.from)}::${type}`);
  if (request.before !== null) conditions.push(`"${at}" < ${p.add(request.before)}::${type}`);
  const asOf = request.as_of === null ? null : p.add(request.as_of);
  const beyond = request.position === null ? '' : ` WHERE period < ${p.add(request.position)}`;
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
     SELECT EXISTS (SELECT FROM "${table}" WHERE "${key[0]}" = $1 AND "${key[1]}" = $2) AS known,
       (SELECT count(*) FROM page) > ${limit} AS more,
       json_build_object(
         'periods', (SELECT COALESCE(json_agg(json_build_object('period', period, 'rows', rows)
           ORDER BY period DESC), '[]') FROM told),
         'splits', (SELECT COALESCE(json_agg(json_build_object('ex_date', ex_date, 'ratio', ratio::text,
           'source', source, 'fetch_id', fetch_id) ORDER BY ${rankOf('a.source')}, source), '[]')
           FROM (${knownRows('corporate_action', 'ex_date, ratio, source, fetch_id', `kind = 'split' AND ${splits}`, asOf)}) a)
       ) AS reconciliation`,
    p.values,
  );
  const { periods, splits: told } = reconciliation.parse(row?.reconciliation ?? { periods: [], splits: [] });
  return {
    periods,
    splits: told,
    known: row?.known ?? false,
    next: row?.more ? (periods.at(-1)?.period ?? null) : null,
  };
}
