import { type ErrorCode, errorTable, WizError } from '../core/errors.ts';
import { escapeHtml, htmlPage } from './html.ts';

const advice: Readonly<Record<ErrorCode, string>> = {
  invalid_request: 'Change what the detail names; the reference tells what each parameter takes.',
  unauthenticated: 'Send a key that is valid: Authorization: Bearer wiz_... Never put it into the URL.',
  forbidden: 'Ask for a key with the scope that the problem names.',
  not_found: 'Check the id; the lists at /v1/instruments and /v1/series tell what exists.',
  method_not_allowed: 'Use one of the methods in the Allow header.',
  conflict: 'Read the current state and decide anew.',
  payload_too_large: 'Send a smaller body.',
  unsupported_media_type: 'Send JSON, with Content-Type: application/json.',
  upgrade_required: 'Open this address with a WebSocket client.',
  rate_limited: 'Wait as long as Retry-After says. RateLimit tells what is left of the minute.',
  quota_exceeded: 'Wait for the next period of the plan, or take a larger one.',
  source_unavailable: 'The source is asked again later; what was collected before can still be read.',
  source_denied: 'The source refuses us; somebody has to look at it.',
  source_changed: 'The source answers in a form that we do not know yet; nothing was stored from it.',
  data_rejected: 'A record broke a rule and is in quarantine with the reason.',
  dependency_unavailable: 'Try again in a moment, as Retry-After says.',
  timeout: 'Try again in a moment, with a smaller span where there is one.',
  config_invalid: 'The operators have to complete the configuration.',
  internal: 'Report it with the request_id of the answer.',
};

/** What a problem's `type` leads to. */
export function problemPage(request: Request): Response {
  const code = new URL(request.url).pathname.split('/').at(-1) ?? '';
  if (!Object.hasOwn(errorTable, code)) throw new WizError('not_found', 'No problem has this code');
  const known = code as ErrorCode;
  const { title, status, retry, owner } = errorTable[known];
  return htmlPage(
    title,
    `<h1>${escapeHtml(title)}</h1>
<table>
<tr><th>Code</th><td><code>${known}</code></td></tr>
<tr><th>Status</th><td>${status}</td></tr>
<tr><th>Worth trying again</th><td>${retry ? 'yes' : 'no'}</td></tr>
<tr><th>Whose</th><td>${owner}</td></tr>
</table>
<h2>What to do</h2>
<p>${escapeHtml(advice[known])}</p>`,
  );
}
