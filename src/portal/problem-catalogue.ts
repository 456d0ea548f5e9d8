import type { ErrorCode } from '../core/errors.ts';

/** What the table of errors does not say: what a code means to its reader, and what to do about it. */
interface ProblemFacts {
  readonly meaning: string;
  readonly advice: string;
  /** As an answer would say it. */
  readonly detail: string;
  /** What it has beside the members of all problems. */
  readonly members?: Readonly<Record<string, unknown>>;
}

const quote = 'Quote request_id when you report it.';

export const problemCatalogue: Readonly<Record<ErrorCode, ProblemFacts>> = {
  invalid_request: {
    meaning: 'A parameter, a header or the body is not what the operation takes. Nothing was done.',
    advice: 'Change what `detail` names; the [reference](/docs) says what each parameter takes.',
    detail: 'limit: must be a whole number from 1 to 10000',
  },
  unauthenticated: {
    meaning: 'The key is mistyped, unknown, expired or revoked, or the operation needs one and none was sent.',
    advice:
      'Send a valid key as `Authorization: Bearer wiz_...`, or none where reading needs none. Never put it into the URL.',
    detail: 'The key is unknown, expired or revoked; without a key you read as anonymous',
  },
  forbidden: {
    meaning: 'We know who asks, and the key, the role or the plan does not allow this.',
    advice: 'Ask for a key with the scope that the problem names, or for a later span where it names `earliest`.',
    detail: 'The key lacks the scope account',
    members: { scope: 'account' },
  },
  not_found: {
    meaning: 'There is nothing under this name, or it belongs to another account: both are answered alike.',
    advice: 'Check the id; `/v1/instruments` and `/v1/series` tell what exists.',
    detail: 'There is no instrument XJSE:NPQ; search for it with /v1/instruments?q=',
  },
  method_not_allowed: {
    meaning: 'The address exists and does not take this method.',
    advice: 'Use one of the methods in the `Allow` header.',
    detail: 'PUT is not allowed here; allowed are GET, HEAD, OPTIONS',
  },
  conflict: {
    meaning: 'Things stand otherwise than the request supposes, or its `Idempotency-Key` named another request.',
    advice: 'Read the current state and decide anew; name another write otherwise.',
    detail: 'A write under this Idempotency-Key is under way',
  },
  payload_too_large: {
    meaning: 'The body has more bytes than the operation takes.',
    advice: 'Send a smaller body; `detail` says how large it may be.',
    detail: 'the body must be at most 16384 bytes',
  },
  unsupported_media_type: {
    meaning: 'The body came with another type than JSON, or with none, or packed.',
    advice: 'Send JSON as it is, with `Content-Type: application/json` and without `Content-Encoding`.',
    detail: 'Send the body as JSON with "Content-Type: application/json"',
  },
  range_not_satisfiable: {
    meaning: 'The `Range` of the request begins behind the end of the file.',
    advice: 'Ask for bytes that there are; `Content-Range` tells how many.',
    detail: 'The file has 41207 bytes',
    members: { size_bytes: 41_207 },
  },
  upgrade_required: {
    meaning: 'The address speaks WebSocket only.',
    advice: 'Open it with a WebSocket client; the [quickstart](/quickstart) has a line for it.',
    detail: 'Connect with a WebSocket client: wscat -c <this URL, with ws:// or wss://>',
  },
  rate_limited: {
    meaning: 'The minute or second of the plan is spent. Nothing is billed for this answer.',
    advice:
      'Wait until `resets_at`, which `Retry-After` counts in seconds; `RateLimit` tells on every answer what is left, and [the limits](/.well-known/wizdata-limits) how it is counted.',
    detail: 'The plan anonymous allows 120 tokens a minute',
    members: { quota: 'minute', limit: 120, resets_at: '2026-11-24T12:01:00.000Z' },
  },
  quota_exceeded: {
    meaning: 'The day or month of the plan is spent.',
    advice:
      'Wait for the next period, which `Retry-After` names, or take a larger plan. `/v1/usage` shows what is spent.',
    detail: 'The plan free allows 200000 tokens a day',
    members: { quota: 'day', limit: 200_000, resets_at: '2026-11-25T00:00:00.000Z' },
  },
  source_unavailable: {
    meaning: 'A source of figures does not answer us.',
    advice: 'It is asked again later; what was collected before can still be read. `/v1/sources` shows how it is.',
    detail: 'ecb answered 503',
  },
  source_denied: {
    meaning: 'A source refuses us: a key of ours is wrong, or its terms changed.',
    advice: 'Trying again does not help: somebody who runs the platform has to look at it.',
    detail: 'alphavantage refuses the key',
  },
  source_changed: {
    meaning: 'A source answers in a form that we do not know yet. Nothing was stored from it, its bytes are kept.',
    advice: 'Nothing on your side; the figures come once we read the new form, from the bytes that are kept.',
    detail: 'The payload has no record of the known shape',
  },
  data_rejected: {
    meaning: 'A record broke a rule that no real figure breaks, and is in quarantine with the reason.',
    advice: 'Report it where you need the figure.',
    detail: `A row was rejected into quarantine. ${quote}`,
  },
  dependency_unavailable: {
    meaning: 'A part of the platform is away for the moment, or the first ingestion is still under way.',
    advice: 'Try again after `Retry-After`.',
    detail: 'the database is unavailable',
  },
  timeout: {
    meaning: 'The answer took longer than we let it.',
    advice: 'Try again after `Retry-After`, with a smaller span or limit where there is one.',
    detail: 'a query took longer than 10000 ms',
  },
  config_invalid: {
    meaning: 'The deployment is not set up completely.',
    advice: 'The operators have to complete its configuration; the log names what is missing.',
    detail: `The platform is not configured. ${quote}`,
  },
  internal: {
    meaning: 'Something happened that we did not foresee. What it was stands in our log, under the `request_id`.',
    advice: 'Report it with the `request_id`. Do not repeat a write before you know whether it was done.',
    detail: `An internal error happened. ${quote}`,
  },
};
