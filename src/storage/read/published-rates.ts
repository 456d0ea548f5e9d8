import type { PublishedRate } from '../../model/published-rate.ts';
import type { Database } from '../client.ts';
import { knownRows } from './known-rows.ts';
import { parameters } from './parameters.ts';
import { rankOf } from './speaking-sources.ts';

interface PublishedRatesRequest {
  /** Only rates between two of these. */
  readonly currencies: readonly string[];
  /** The newest rate of each source that is not after this day. */
  readonly day: string;
  /** How many days before it still count. */
  readonly maxAgeDays: number;
  readonly source: string | null;
  readonly as_of: string | null;
}

/** The newest rate of each pair and source up to a day. */
export async function readPublishedRates(db: Database, request: PublishedRatesRequest): Promise<PublishedRate[]> {
  const p = parameters();
  const currencies = `${p.add(request.currencies)}::text[]`;
  const day = `${p.add(request.day)}::date`;
  const conditions = [
    `base = ANY(${currencies}) AND quote = ANY(${currencies})`,
    `date <= ${day} AND date > ${day} - ${p.add(request.maxAgeDays)}::int`,
  ];
  if (request.source !== null) conditions.push(`source = ${p.add(request.source)}`);
  const asOf = request.as_of === null ? null : p.add(request.as_of);
  const columns = 'base, quote, source, date, value, is_sample, fetch_id, recorded_at, rev';
  const rows = await db.query(
    `SELECT DISTINCT ON (base, quote, source) base, quote, date::text AS date, value::text AS value, source,
       ${rankOf('known.source')} AS rank, fetch_id, wire_instant(recorded_at) AS recorded_at, rev, is_sample
     FROM (${knownRows('rate', columns, conditions.join(' AND '), asOf)}) known
     ORDER BY base, quote, source, known.date DESC`,
    p.values,
  );
  return rows as unknown as PublishedRate[];
}
