import { WizError } from '../core/errors.ts';
import type { RawPayload } from '../model/payload.ts';
import { hostOf } from './reading.ts';

/**
 * A source's refusal that came as a document, in the source's words. `status` is the HTTP status that the document
 * names; a key that is not accepted is denied even where the source calls it a bad request.
 */
export function refusal(payload: RawPayload, status: number, said: string): WizError {
  const message = `${hostOf(payload)} refused: ${said}`;
  if (status === 429 || status >= 500) return new WizError('source_unavailable', message, { http_status: status });
  const denied = status === 401 || status === 403 || /\b(?:api|app)[_ ]?(?:key|id)\b/i.test(said);
  return new WizError(denied ? 'source_denied' : 'source_changed', message, { http_status: status });
}
