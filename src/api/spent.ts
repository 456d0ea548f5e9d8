import { toInstant } from '../core/clock.ts';
import { WizError } from '../core/errors.ts';
import type { Decision } from '../ratelimit/limiter.ts';

/** When it makes sense to come back, for the header and for whoever reads the problem. */
export function endOf(resetSeconds: number, nowMs: number) {
  const resets_at = toInstant(Math.floor(nowMs / 1000 + resetSeconds) * 1000);
  return { resets_at, retry_after_seconds: resetSeconds };
}

/** The minute of a plan is spent. */
export function minuteSpent(plan: string, decision: Decision, nowMs: number, why = ''): WizError {
  const { limit, resetSeconds } = decision;
  const detail = `${why}The plan ${plan} allows ${limit} tokens a minute`;
  return new WizError('rate_limited', detail, { quota: 'minute', limit, ...endOf(resetSeconds, nowMs) });
}

/** No minute is large enough, so waiting would not help. */
export const tooDear = (plan: string, limit: number, tokens: number): WizError =>
  new WizError(
    'invalid_request',
    `This takes ${tokens} tokens at once, and the plan ${plan} allows ${limit} a minute: ask for it in parts`,
    { tokens, limit },
  );
