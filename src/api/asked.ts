import type { ApiContext } from './context.ts';
import type { Endpoint } from './endpoint.ts';
import { type Ask, askOf } from './formats/ask.ts';
import { withinDepth } from './history-depth.ts';
import { parseQuery } from './query-string.ts';

/** What the query asks of the endpoint and in which form, within the depth of the caller's plan. */
export function askOfRequest(
  { query, rows, operationId }: Endpoint,
  c: ApiContext,
  nowMs: number,
  known: ReadonlySet<string> = new Set(Object.keys(query.shape)),
): Ask {
  const { url } = c.req;
  const at = url.indexOf('?');
  const asked = parseQuery(at < 0 ? '' : url.slice(at + 1), known);
  const ask = rows === null ? { query: asked, wanted: null } : askOf(rows, asked, c.req.raw.headers.get('accept'));
  return { ...ask, query: withinDepth(operationId, ask.query, c.get('principal'), nowMs) };
}
