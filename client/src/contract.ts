// Written by scripts/client-types.ts from the OpenAPI document.

/** The version of the API that the types are of. */
export const version = '2026-11-24';

/** Every code of a problem, and whether the same request makes sense again. */
export const problemTable = {
  invalid_request: { retry: false },
  unauthenticated: { retry: false },
  forbidden: { retry: false },
  not_found: { retry: false },
  method_not_allowed: { retry: false },
  conflict: { retry: false },
  payload_too_large: { retry: false },
  unsupported_media_type: { retry: false },
  range_not_satisfiable: { retry: false },
  upgrade_required: { retry: false },
  rate_limited: { retry: true },
  quota_exceeded: { retry: true },
  source_unavailable: { retry: true },
  source_denied: { retry: false },
  source_changed: { retry: false },
  data_rejected: { retry: false },
  dependency_unavailable: { retry: true },
  timeout: { retry: true },
  config_invalid: { retry: false },
  internal: { retry: false },
} as const;

/** Reads that can be asked as of a past moment. */
export const asOfPaths: readonly string[] = [
  '/v1/instruments',
  '/v1/instruments/{id}',
  '/v1/instruments/{id}/aliases',
  '/v1/resolve',
  '/v1/search',
  '/v1/corporate-actions/{id}',
  '/v1/dividends',
  '/v1/splits',
  '/v1/indices',
  '/v1/indices/{id}',
  '/v1/indices/{id}/constituents',
  '/v1/bars/{id}',
  '/v1/bars',
  '/v1/movers',
  '/v1/sectors',
  '/v1/bars/{id}/constituents',
  '/v1/quotes/latest',
  '/v1/quotes/{id}',
  '/v1/trades/{id}',
  '/v1/rates/{pair}',
  '/v1/convert',
  '/v1/series',
  '/v1/series/{id}/observations',
  '/v1/series/{id}/vintages',
  '/v1/series/{id}/measurements',
  '/v1/news',
  '/v1/calendars/{id}',
  '/v1/calendars/{id}/sessions',
  '/v1/calendars/{id}/sessions.ics',
  '/v1/quality/{dataset}/{id}',
  '/v1/findings',
  '/v1/reconciliation/{id}',
];
