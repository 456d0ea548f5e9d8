import type { Row, Statement } from '../client.ts';
import { knownRows } from './known-rows.ts';
import { parameters } from './parameters.ts';
import { rankOf } from './speaking-sources.ts';

export interface Issuer {
  readonly known: boolean;
  readonly name: string | null;
  /** ISO 3166-1 alpha-2, as the most believed source that says it. */
  readonly country: string | null;
  readonly is_sample: boolean;
}

/** What sources say of who issued an instrument, as a statement to go with others. */
export function issuerStatement(instrumentId: string, as_of: string | null): Statement {
  const p = parameters();
  const rows = knownRows(
    'instrument',
    'name, country, source, is_sample',
    `instrument_id = ${p.add(instrumentId)}`,
    as_of === null ? null : p.add(as_of),
  );
  const text = `SELECT count(*) > 0 AS known, COALESCE(bool_or(is_sample), false) AS is_sample,
    (array_agg(name ORDER BY rank, source))[1] AS name,
    (array_agg(country ORDER BY rank, source) FILTER (WHERE country IS NOT NULL))[1] AS country
    FROM (SELECT *, ${rankOf('said.source')} AS rank FROM (${rows}) said) ranked`;
  return { text, params: p.values };
}

export function readIssuer(row: Row = {}): Issuer {
  const { known, name, country, is_sample } = row as Partial<Issuer>;
  return { known: known === true, name: name ?? null, country: country ?? null, is_sample: is_sample === true };
}
