import { type ErrorCode, errorTable, type WizError } from '../core/errors.ts';
import { withoutOwnSecrets } from '../core/secret.ts';

/** RFC 9457. What an error knows about itself stands beside the standard members. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorCode;
  readonly request_id: string;
  readonly [member: string]: unknown;
}

/** Errors whose own words are for the log only: they may tell how the platform is built. */
const silent: ReadonlySet<ErrorCode> = new Set(['internal', 'config_invalid', 'data_rejected']);
/** Facts of errors that become headers instead of members. */
const inHeaders: ReadonlySet<string> = new Set(['allow', 'retry_after_ms', 'retry_after_seconds']);

export function problemOf(error: WizError, requestId: string): Problem {
  const { code } = error;
  const { title, status } = errorTable[code];
  const detail = silent.has(code) ? `${title}. Quote request_id when you report it.` : withoutOwnSecrets(error.message);
  const members = silent.has(code) ? [] : Object.entries(error.detail).filter(([name]) => !inHeaders.has(name));
  return {
    ...Object.fromEntries(members),
    type: `/problems/${code}`,
    title,
    status,
    detail,
    code,
    request_id: requestId,
  };
}

/** The problem as it is said at a path: charting clients look at no status, `s` tells them that it is an error. */
export function problemAt(path: string, error: WizError, requestId: string): Problem {
  const problem = problemOf(error, requestId);
  return path.startsWith('/udf/') ? { ...problem, s: 'error', errmsg: problem.detail } : problem;
}

export function problemHeaders(error: WizError): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  };
  const { code, detail } = error;
  if (code === 'unauthenticated') headers['www-authenticate'] = 'Bearer realm="wizdata"';
  if (code === 'upgrade_required') headers.upgrade = 'websocket';
  if (code === 'range_not_satisfiable') headers['content-range'] = `bytes */${detail.size_bytes}`;
  if (typeof detail.allow === 'string') headers.allow = detail.allow;
  const seconds = retryAfterSeconds(error);
  if (seconds !== null) headers['retry-after'] = String(seconds);
  return headers;
}

function retryAfterSeconds({ detail, retry }: WizError): number | null {
  if (typeof detail.retry_after_seconds === 'number') return detail.retry_after_seconds;
  if (typeof detail.retry_after_ms === 'number') return Math.ceil(detail.retry_after_ms / 1000);
  return retry ? 2 : null;
}
