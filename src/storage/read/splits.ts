import type { Statement } from '../client.ts';
import { knownRows } from './known-rows.ts';
import { parameters } from './parameters.ts';

export interface KnownSplit {
  readonly instrument_id: string;
  readonly ex_date: string;
  readonly ratio: string | null;
}

/** The splits of some instruments, whoever tells of them, as a statement to go with others. */
export function splitsStatement(ids: readonly string[], as_of: string | null): Statement {
  const p = parameters();
  const asked = p.add(ids);
  const asOf = as_of === null ? null : p.add(as_of);
  const rows = knownRows(
    'corporate_action',
    'instrument_id, ex_date, ratio',
    `instrument_id = ANY(${asked}::text[]) AND kind = 'split'`,
    asOf,
  );
  const text = `SELECT instrument_id, ex_date::text AS ex_date, min(ratio)::text AS ratio FROM (${rows}) s
    GROUP BY instrument_id, s.ex_date ORDER BY instrument_id, s.ex_date`;
  return { text, params: p.values };
}
