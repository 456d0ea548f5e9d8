import { WizError } from '../../core/errors.ts';
import type { RawPayload } from '../../model/payload.ts';
import { hostOf, readJson } from '../reading.ts';
import { untilMidnightMs } from './quota-day.ts';

const minuteMs = 60_000;

/**
 * Raises what a refusal says; they come with status 200 as a `Note`, an `Information` or an `Error Message`, whatever
 * form was asked for. Their words are not repeated: some quote the key.
 */
export function raiseRefusal(payload: RawPayload): void {
  const text = new TextDecoder().decode(payload.bytes.subarray(0, 200));
  const isRefusal = /^\s*\{\s*"(?:Error Message|Information|Note)"\s*:/.test(text);
  if (isRefusal) throw refusalOf(hostOf(payload), JSON.stringify(readJson(payload)), payload.fetched_at);
}

function refusalOf(host: string, said: string, fetchedAt: string): WizError {
  // Both limits name the day's, so the one of the minute is looked for first.
  if (/more sparingly|per minute|per second|higher API call (?:frequency|volume)/i.test(said)) {
    return limited(`${host} was asked too often`, minuteMs);
  }
  if (/requests per day|rate limit/i.test(said)) {
    return limited(`${host} has answered all that the key allows in a day`, untilMidnightMs(fetchedAt));
  }
  if (/premium/i.test(said)) return new WizError('source_denied', `${host} keeps this for keys that are paid for`);
  if (/api ?key/i.test(said)) return new WizError('source_denied', `${host} does not know the key`);
  return new WizError('source_changed', `${host} refused the request: the symbol or the function is not known`);
}

const limited = (message: string, retry_after_ms: number): WizError =>
  new WizError('source_unavailable', message, { retry_after_ms });
