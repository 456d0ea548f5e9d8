import { WizError } from '../../core/errors.ts';
import type { RawPayload } from '../../model/payload.ts';
import { changed, hostOf, readJson, readText } from '../reading.ts';
import { type NamedRow, namedRows, readCsvRows } from './named-rows.ts';
import { untilMidnightMs } from './quota-day.ts';

/** An answer is a list, empty where there is nothing in the window; refusals are a plain word or an object. */
export function readEodhdRows(payload: RawPayload): readonly NamedRow[] {
  const text = readText(payload).trim();
  const host = hostOf(payload);
  if (/^(?:Unauthenticated|Forbidden|Unauthorized)\b/i.test(text)) {
    throw new WizError('source_denied', `${host} does not know the key, or keeps this from its plan`);
  }
  if (/^date,/i.test(text)) return readCsvRows(text);
  const document = readJson(payload);
  if (Array.isArray(document)) return namedRows(document);
  const code = document !== null && typeof document === 'object' ? String(document.code ?? document.status) : '';
  if (code === '401' || code === '403') throw new WizError('source_denied', `${host} refused the key (${code})`);
  if (code === '402' || code === '429') throw quotaUsedUp(host, payload.fetched_at);
  throw changed(payload, 'sent no list of records');
}

/** The calls of a day are counted from midnight to midnight, GMT. */
export function quotaUsedUp(host: string, at: string): WizError {
  const retry_after_ms = untilMidnightMs(at);
  return new WizError('source_unavailable', `${host} has answered all that the plan allows in a day`, {
    retry_after_ms,
  });
}
