import type { Interval } from '../../model/symbol.ts';
import { classOf } from '../../model/time-classes.ts';
import type { Database } from '../client.ts';
import { bar } from '../schema/records.ts';
import type { BarRow } from './bars.ts';
import { coldPeriods } from './cold-periods.ts';
import { knownRows } from './known-rows.ts';
import { parameters } from './parameters.ts';
import { speakingSources } from './speaking-sources.ts';
import { selectList, wireColumns } from './wire-columns.ts';

interface BarsOfAllRequest {
  readonly key: readonly [instrumentId: string, interval: Interval];
  readonly from: string;
  readonly before: string;
  readonly as_of: string | null;
  /** Of the instrument's cold files. */
  readonly part: string;
}

interface BarsOfAll {
  /** Every source that has bars of the key at all, and how much it is believed: the lowest most. */
  readonly ranks: Readonly<Record<string, number>>;
  readonly rows: readonly BarRow[];
  /** Of the span, those that lie in cold storage. */
  readonly periods: readonly string[] | null;
}

/** Bars of a span as published, whoever published them. */
export async function readBarsOfAllSources(db: Database, request: BarsOfAllRequest): Promise<BarsOfAll> {
  const { key, as_of, part } = request;
  const p = parameters();
  const whose = `instrument_id = ${p.add(key[0])} AND "interval" = ${p.add(key[1])}`;
  const [from, before] = [`${p.add(request.from)}::timestamptz`, `${p.add(request.before)}::timestamptz`];
  const columns = wireColumns(bar);
  const known = knownRows(
    'bar',
    columns.map(({ name }) => `"${name}"`).join(', '),
    `${whose} AND time >= ${from} AND time < ${before}`,
    as_of === null ? null : p.add(as_of),
  );
  const [found] = await db.query<Partial<Omit<BarsOfAll, 'rows'>> & { json: string }>(
    `WITH RECURSIVE ${speakingSources('bar', whose)}, known AS MATERIALIZED (${known})
     SELECT (SELECT COALESCE(json_object_agg(source, rank), '{}') FROM speaking) AS ranks,
       (SELECT COALESCE(json_agg(shown), '[]') FROM (SELECT ${selectList(columns)} FROM known) shown)::text AS json,
       ${coldPeriods({ intervalClass: classOf(key[1]), part }, from, before)} AS periods`,
    p.values,
  );
  const { json = '[]', ranks = {}, periods = null } = found ?? {};
  return { ranks, rows: JSON.parse(json) as BarRow[], periods };
}
