import type { ApiContext, ApiDeps } from './context.ts';

/** Headers of every answer. Scripts, frames and guesses about types have no place in any of them. */
export function baseHeaders(environment: ApiDeps['environment'], version: string): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'access-control-allow-origin': '*',
    'access-control-expose-headers':
      'etag, x-request-id, ratelimit, ratelimit-policy, ratelimit-scope, retry-after, cache-status, accept-ranges, content-range, wiz-version, deprecation, sunset, link, content-disposition, wiz-next-cursor, wiz-source, wiz-unit, wiz-is-sample, wiz-as-of, wiz-limit, wiz-provenance',
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
  const own = { ...c.get('baseHeaders'), 'x-request-id': c.get('requestId') };
  const all: Record<string, string> = { ...own, ...headers, ...c.get('limits') };
  // What is packed already is sent as it is.
  const encodeBody = headers['content-encoding'] === undefined ? {} : { encodeBody: 'manual' };
  return new Response(body as BodyInit | null, { status, headers: all, ...encodeBody } as ResponseInit);
}
