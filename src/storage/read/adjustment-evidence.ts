import { z } from 'zod';
import { bar, corporateAction, provenanceFields } from '../../model/records.ts';
import type { Row, Statement } from '../client.ts';
import { beginOf, coldPeriods, endOf } from './cold-periods.ts';
import { knownRows } from './known-rows.ts';
import { parameters } from './parameters.ts';
import { rankOf, speakingSources } from './speaking-sources.ts';

/** How many sessions on each side of an ex-date tell whether prices moved as an action says. */
export const sessionsAround = 11;

const basis = z.enum(['as_traded', 'split_adjusted']).nullable();
const evidence = z.object({
  actions: z.array(corporateAction.extend(provenanceFields.shape)),
  bars: z.array(bar.extend(provenanceFields.shape)),
  sources: z.record(z.string(), z.object({ rank: z.number(), price_basis: basis })),
  /** The periods whose daily bars are not among these, since they lie in cold storage. */
  cold: z.array(z.string()),
});

/** Splits and dividends of an instrument, the daily bars around each ex-date, and how each source counts shares. */
export type AdjustmentEvidence = z.infer<typeof evidence>;

export function readEvidence(row: Row | undefined): AdjustmentEvidence {
  return evidence.parse(row?.evidence ?? { actions: [], bars: [], sources: {}, cold: [] });
}

/**
 * @param after only actions of later days, where the page of bars begins on one
 */
export function evidenceStatement(request: {
  readonly instrumentId: string;
  /** Of the instrument's cold files. */
  readonly part: string;
  readonly after: string | null;
  readonly as_of: string | null;
}): Statement {
  const p = parameters();
  const id = p.add(request.instrumentId);
  const asOf = request.as_of === null ? null : p.add(request.as_of);
  const later = request.after === null ? '' : ` AND ex_date > ${p.add(request.after)}::date`;
  const barKey = `instrument_id = ${id} AND "interval" = '1d'`;
  const near = (side: string, order: 'ASC' | 'DESC') => `(SELECT * FROM (
      ${knownRows('bar', barColumns, `${barKey} AND source = speaking.source AND ${side}`, asOf)}
    ) known ORDER BY time ${order} LIMIT ${sessionsAround})`;
  const text = `
WITH RECURSIVE ${speakingSources('bar', barKey)}, action AS MATERIALIZED (
  SELECT * FROM (${knownRows('corporate_action', actionColumns, `instrument_id = ${id}${later}`, asOf)}) known
), near AS (
  SELECT DISTINCT ON (b.source, b.time) b.*
  FROM (SELECT DISTINCT ex_date FROM action WHERE kind <> 'symbol_change') ex, speaking
  CROSS JOIN LATERAL (
    ${near(`time < ex_date::timestamptz AND session_date < ex_date`, 'DESC')}
    UNION ALL ${near(`time >= ex_date::timestamptz - interval '1 day' AND session_date >= ex_date`, 'ASC')}
  ) b
)
SELECT json_build_object(
  'actions', (SELECT COALESCE(json_agg(json_build_object('instrument_id', instrument_id, 'kind', kind,
      'ex_date', ex_date, 'amount', amount::text, 'ratio', ratio::text, 'unit', unit, 'declared_on', declared_on,
      'record_date', record_date, 'payment_date', payment_date, 'old_symbol', old_symbol, 'new_symbol', new_symbol,
      'source', source, 'is_sample', is_sample, 'fetch_id', fetch_id, 'recorded_at', wire_instant(recorded_at),
      'rev', rev) ORDER BY ex_date, kind, source), '[]') FROM action),
  'bars', (SELECT COALESCE(json_agg(json_build_object('instrument_id', instrument_id, 'interval', "interval",
      'time', wire_instant(time), 'session_date', session_date, 'open', open::text, 'high', high::text,
      'low', low::text, 'close', close::text, 'volume', volume::text, 'turnover', turnover::text, 'trades', trades,
      'unit', unit, 'final', final,
      'source', source, 'is_sample', is_sample, 'fetch_id', fetch_id, 'recorded_at', wire_instant(recorded_at),
      'rev', rev) ORDER BY source, time), '[]') FROM near),
  'sources', (SELECT COALESCE(json_object_agg(said.source, json_build_object('rank', ${rankOf('said.source')},
      'price_basis', (SELECT f.price_basis FROM source f WHERE f.source_id = said.source))), '{}')
    FROM (SELECT source FROM speaking UNION SELECT source FROM action) said),
  'cold', COALESCE(${coldPeriods({ intervalClass: 'daily', part: request.part }, beginOf(), endOf())}, '[]')
) AS evidence`;
  return { text, params: p.values };
}

const provenance = ['source', 'is_sample', 'fetch_id', 'recorded_at', 'rev'];
const quoted = (names: readonly string[]): string => [...names, ...provenance].map((name) => `"${name}"`).join(', ');
const barColumns = quoted(Object.keys(bar.shape));
const actionColumns = quoted(Object.keys(corporateAction.shape));
