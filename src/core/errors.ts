/**
 * The closed table of everything that can go wrong. Whether trying again makes sense belongs to the code,
 * never to the place that catches.
 */
export const errorTable = {
  invalid_request: { status: 400, retry: false, owner: 'caller', title: 'The request is not valid' },
  unauthenticated: { status: 401, retry: false, owner: 'caller', title: 'A valid API key is needed' },
  forbidden: { status: 403, retry: false, owner: 'caller', title: 'The caller may not do this' },
  not_found: { status: 404, retry: false, owner: 'caller', title: 'Nothing is found here' },
  method_not_allowed: { status: 405, retry: false, owner: 'caller', title: 'The method is not allowed here' },
  conflict: { status: 409, retry: false, owner: 'caller', title: 'The request conflicts with the current state' },
  payload_too_large: { status: 413, retry: false, owner: 'caller', title: 'The body is too large' },
  unsupported_media_type: { status: 415, retry: false, owner: 'caller', title: 'The body must be application/json' },
  range_not_satisfiable: { status: 416, retry: false, owner: 'caller', title: 'The range lies outside of the file' },
  upgrade_required: { status: 426, retry: false, owner: 'caller', title: 'A WebSocket upgrade is needed' },
  rate_limited: { status: 429, retry: true, owner: 'caller', title: 'Too many requests' },
  quota_exceeded: { status: 429, retry: true, owner: 'caller', title: 'The quota of the plan is used up' },
  source_unavailable: { status: 503, retry: true, owner: 'source', title: 'A source is unavailable' },
  source_denied: { status: 503, retry: false, owner: 'source', title: 'A source refuses to answer' },
  source_changed: { status: 503, retry: false, owner: 'source', title: 'A source changed its format' },
  data_rejected: { status: 500, retry: false, owner: 'data', title: 'A row was rejected into quarantine' },
  dependency_unavailable: {
    status: 503,
    retry: true,
    owner: 'platform',
    title: 'A part of the platform is unavailable',
  },
  timeout: { status: 504, retry: true, owner: 'platform', title: 'An answer did not come in time' },
  config_invalid: { status: 503, retry: false, owner: 'platform', title: 'The platform is not configured' },
  internal: { status: 500, retry: false, owner: 'platform', title: 'An internal error happened' },
} as const satisfies Record<string, ErrorFacts>;

interface ErrorFacts {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 416 | 426 | 429 | 500 | 503 | 504;
  readonly retry: boolean;
  readonly owner: 'caller' | 'source' | 'data' | 'platform';
  readonly title: string;
}

export type ErrorCode = keyof typeof errorTable;

/** Facts that make an error useful to its reader; never a secret, never a payload. */
type ErrorDetail = Readonly<Record<string, string | number | boolean | object | null>>;

export class WizError extends Error {
  override readonly name = 'WizError';
  readonly code: ErrorCode;
  readonly detail: ErrorDetail;

  constructor(code: ErrorCode, message: string, detail: ErrorDetail = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.detail = detail;
  }

  get retry(): boolean {
    return errorTable[this.code].retry;
  }

  get status(): ErrorFacts['status'] {
    return errorTable[this.code].status;
  }
}

/**
 * The error as one of the table's. RPC and structured clone keep an error's message and drop its class, so the code
 * also travels inside the name-tagged message written by {@link encodeError}.
 */
export function toWizError(error: unknown): WizError {
  if (error instanceof WizError) return error;
  if (error instanceof Error) {
    const encoded = /\[wiz:([a-z_]+)\] ([\s\S]*)$/.exec(error.message);
    if (encoded?.[1] !== undefined && Object.hasOwn(errorTable, encoded[1])) {
      return new WizError(encoded[1] as ErrorCode, encoded[2] ?? '', {}, error);
    }
    if (error.name === 'TimeoutError' || error.name === 'AbortError') {
      return new WizError('timeout', error.message, {}, error);
    }
  }
  return new WizError('internal', error instanceof Error ? error.message : String(error), {}, error);
}

/**
 * Waits for another part of the platform. What it says in our table's words stands; anything else means it is away, in
 * words that are for the log: see {@link inFull}.
 */
export async function reachable<T>(what: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const known = toWizError(error);
    if (known.code !== 'internal') throw known;
    throw new WizError('dependency_unavailable', `${what} failed`, {}, error);
  }
}

/** What an error says and what led to it, for the log: another's own words may tell how the platform is built. */
export function inFull(error: Error): string {
  const { cause, message } = error;
  if (!(cause instanceof Error)) return message;
  return cause.message.endsWith(message) ? inFull(cause) : `${message}: ${inFull(cause)}`;
}

/** An error that keeps its code across an RPC border, where only `message` survives. */
export function encodeError(error: unknown): Error {
  const known = toWizError(error);
  return new Error(`[wiz:${known.code}] ${known.message}`);
}

/** The answer to a call over an RPC border. */
export async function answered<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw encodeError(error);
  }
}
