import { WizError } from '../../core/errors.ts';
import type { RawPayload } from '../../model/payload.ts';
import { hostOf } from '../reading.ts';
import { type NamedRow, textOf } from './named-rows.ts';
import { untilMidnightMs } from './quota-day.ts';

/** `{"code":400,"message":"...","status":"error"}`: alone with any HTTP status, or in the place of one symbol of many. */
export function isRefusal(document: NamedRow): boolean {
  return document.status === 'error' && typeof document.message === 'string';
}

/** Whether it only says that the window is empty: a holiday, or days before the symbol was listed. */
export function isEmptyWindow({ message }: NamedRow): boolean {
  return /^no data is available on the specified dates/i.test(textOf(message));
}

export function refusalOf(payload: RawPayload, { code, message }: NamedRow): WizError {
  const host = hostOf(payload);
  if (code === '401' || code === '403') return new WizError('source_denied', `${host} refused the key (${code})`);
  if (code === '429') {
    const ofDay = /for the day/i.test(textOf(message));
    const retry_after_ms = ofDay ? untilMidnightMs(payload.fetched_at) : 60_000;
    return new WizError('source_unavailable', `${host} has answered all that the plan allows for now`, {
      retry_after_ms,
    });
  }
  if (/^5\d\d$/.test(textOf(code))) return new WizError('source_unavailable', `${host} has an error of its own`);
  return new WizError('source_changed', `${host} refused: ${textOf(message).slice(0, 200)}`);
}
