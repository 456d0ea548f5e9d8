import { clean } from '../cleaning/clean.ts';
import { rules } from '../cleaning/index.ts';
import { type Connector, parserFor } from '../connectors/connector.ts';
import { toWizError, WizError } from '../core/errors.ts';
import type { Cleaned, Parsed, Rows } from '../model/parsed.ts';
import type { FetchRecord, RawPayload } from '../model/payload.ts';
import { sessionCheck } from './session-check.ts';

/** What a payload says by the parser of its time, as far as the rules let it; or why it is not understood. */
type Reading = { readonly parserVersion: number } & (
  | { readonly error: WizError }
  | ({ readonly error: null; readonly rowsIn: number } & Cleaned)
);

/** From bytes to rows that may be stored. Pure: the same bytes say the same to the same code. */
export function readPayload(connector: Connector, fetch: FetchRecord, payload: RawPayload): Reading {
  const parser = parserFor(connector, fetch.fetched_at);
  const parserVersion = parser.version;
  let parsed: Parsed;
  try {
    parsed = parser.parse(payload, fetch.subject);
  } catch (caught) {
    return { parserVersion, error: understood(caught) };
  }
  const cleaned = clean(parsed, rules, {
    fetchedAt: fetch.fetched_at,
    isSession: sessionCheck(parsed.rows),
    priceBasis: connector.source.price_basis,
  });
  return { parserVersion, error: null, rowsIn: countRows(parsed.rows) + parsed.rejected.length, ...cleaned };
}

/** A parser that stumbles over bytes it does not know says "changed", whatever it stumbled with. */
function understood(caught: unknown): WizError {
  const error = toWizError(caught);
  return error.code === 'internal' ? new WizError('source_changed', error.message, {}, caught) : error;
}

function countRows(rows: Rows): number {
  return Object.values(rows).reduce((sum, list) => sum + (list?.length ?? 0), 0);
}
