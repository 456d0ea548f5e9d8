import { WizError } from '../../core/errors.ts';
import type { RawPayload } from '../../model/payload.ts';
import { changed, hostOf, readJson, readText } from '../reading.ts';
import { type NamedRow, namedRows, readCsvRows, textOf } from './named-rows.ts';
import { untilMidnightMs } from './quota-day.ts';

/** An answer is a list, empty where there is nothing in the window; refusals are a plain word or an object. */
export function readEodhdRows(payload: RawPayload): readonly NamedRow[] {
  // A refusal in words may call itself a web page.
  raiseRefusal(payload, new TextDecoder().decode(payload.bytes.subarray(0, 200)));
  const text = readText(payload).trim();
  const host = hostOf(payload);
  if (/^date,/i.test(text)) return readCsvRows(payload, text);
  const document = readJson(payload);
  if (Array.isArray(document)) return namedRows(document);
  const [refusal = {}] = namedRows([document]);
  raiseRefusal(payload, textOf(refusal.message ?? refusal.error));
  const code = textOf(refusal.code ?? refusal.status);
  if (code === '401' || code === '403') throw new WizError('source_denied', `${host} refused the key (${code})`);
  if (code === '402' || code === '429') throw quotaUsedUp(host, payload.fetched_at);
  throw changed(payload, 'sent no list of records');
}

/** Raises what a refusal says, alone or as the one text of a list. */
function raiseRefusal(payload: RawPayload, text: string): void {
  const said = text.replace(/^[\s["]+/, '');
  const host = hostOf(payload);
  if (/^(?:Unauthenticated|Forbidden|Unauthorized|Payment Required|Only EOD data allowed)\b/i.test(said)) {
    throw new WizError('source_denied', `${host} does not know the key, or keeps this from its plan`);
  }
  if (/^You exceeded your daily/i.test(said)) throw quotaUsedUp(host, payload.fetched_at);
  if (/^Too many (?:requests|attempts)/i.test(said)) {
    throw new WizError('source_unavailable', `${host} was asked too often`, { retry_after_ms: 60_000 });
  }
}

/** The calls of a day are counted from midnight to midnight, GMT. */
export function quotaUsedUp(host: string, at: string): WizError {
  const retry_after_ms = untilMidnightMs(at);
  return new WizError('source_unavailable', `${host} has answered all that the plan allows in a day`, {
    retry_after_ms,
  });
}
