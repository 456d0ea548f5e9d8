import { inFull, toWizError } from '../../core/errors.ts';
import type { ApiContext, ApiDeps, ApiMiddleware } from '../context.ts';
import { plainText } from '../query-string.ts';

/** Of answers from memory, which are many and alike, one in this many is logged and says so. */
const hitsPerEvent = 100;

/** One event a request, with everything that is known of it in the end. */
export function wideEvent({ log, clock }: Pick<ApiDeps, 'log' | 'clock'>): ApiMiddleware {
  let hits = 0;
  return async (c, next) => {
    const startedMs = clock.now();
    await next();
    const isHit = c.error === undefined && c.get('cacheStatus')?.startsWith('hit') === true;
    if (isHit && hits++ % hitsPerEvent !== 0) return;
    const failure = c.error === undefined ? null : toWizError(c.error);
    const level = failure === null || failure.status < 500 ? 'info' : failure.retry ? 'warn' : 'error';
    log.log(level, 'request', {
      ...facts(c),
      duration_ms: clock.now() - startedMs,
      ...(isHit ? { sampled: hitsPerEvent } : {}),
      ...(failure === null ? {} : { code: failure.code, error: inFull(failure), stack: stackOf(failure) }),
    });
  };
}

function facts(c: ApiContext) {
  const { requestId, operation, principal, cacheStatus } = c.var;
  return {
    request_id: requestId,
    method: c.req.method,
    // A key is known by its letters, which may be sent in another spelling.
    path: plainText(c.req.path),
    status: c.res.status,
    operation: operation ?? null,
    key_id: principal?.key_id ?? null,
    account_id: principal?.account_id ?? null,
    service: principal?.service ?? null,
    plan: principal?.plan ?? null,
    cache: cacheStatus ?? null,
  };
}

/** Where an unexpected error came from; expected ones say it in words. */
function stackOf(error: Error & { readonly code: string }): string | undefined {
  if (error.code !== 'internal') return undefined;
  return error.cause instanceof Error ? error.cause.stack : error.stack;
}
