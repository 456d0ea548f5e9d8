import type { ApiContext, ApiDeps } from './context.ts';

/** Headers of every answer. Scripts, frames and guesses about types have no place in any of them. */
export function baseHeaders(environment: ApiDeps['environment'], version: string): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'access-control-allow-origin': '*',
    'access-control-expose-headers':
      'etag, x-request-id, ratelimit, ratelimit-policy, retry-after, cache-status, accept-ranges, content-range, wiz-version, deprecation, sunset, link, content-disposition, wiz-next-cursor, wiz-source, wiz-unit, wiz-is-sample, wiz-as-of, wiz-limit',
    'wiz-version': version,
    'cache-status': 'wizdata; fwd=bypass',
  };
  if (environment !== 'local') headers['strict-transport-security'] = 'max-age=31536000; includeSubDomains';
  return headers;
}

/** The one place where answers get their headers, all at once: setting them one by one costs on the hot path. */
export function respond(
  c: ApiContext,
  status: number,
  body: BodyInit | Uint8Array | null,
  headers: Readonly<Record<string, string>>,
): Response {
  const all: Record<string, string> = { ...c.get('baseHeaders'), 'x-request-id': c.get('requestId'), ...headers };
  const decision = c.get('decision');
  if (decision !== undefined) {
    all['ratelimit-policy'] = `"minute";q=${decision.limit};w=60`;
    all.ratelimit = `"minute";r=${decision.remaining};t=${decision.resetSeconds}`;
    if (decision.scope === 'isolate') all['ratelimit-scope'] = 'isolate';
  }
  // What is packed already is sent as it is.
  const encodeBody = headers['content-encoding'] === undefined ? {} : { encodeBody: 'manual' };
  return new Response(body as BodyInit | null, { status, headers: all, ...encodeBody } as ResponseInit);
}
