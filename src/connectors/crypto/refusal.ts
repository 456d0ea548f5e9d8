import { WizError } from '../../core/errors.ts';
import type { RawPayload } from '../../model/payload.ts';
import { changed, hostOf } from '../reading.ts';

const busy =
  /rate limit|too many|throttl|exceeded|unavailable|busy|lockout|maintenance|try again|internal|deadline|time(?:d )?out/i;
const denied = /\b(?:api|access) ?key|invalid (?:key|signature)|permission|unauthori[sz]ed|forbidden|denied/i;

/**
 * What a source means that answers with a message in place of figures, whatever the status of the answer says.
 * @param status that the message itself names
 */
export function refusal(payload: RawPayload, said: string, status = 200): WizError {
  const message = `${hostOf(payload)} says: ${said.slice(0, 200)}`;
  if (status === 401 || status === 403) return new WizError('source_denied', message);
  if (status === 429 || status >= 500 || busy.test(said)) return new WizError('source_unavailable', message);
  if (denied.test(said)) return new WizError('source_denied', message);
  return changed(payload, `says: ${said.slice(0, 200)}`);
}
