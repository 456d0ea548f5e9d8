import type { LosslessJson } from '../../core/json.ts';
import type { RawPayload } from '../../model/payload.ts';
import { readJson } from '../reading.ts';
import { fieldsOf } from './published-values.ts';
import { refusal } from './refusal.ts';

/**
 * What CoinGecko answered. It complains in three forms: `{"error":"..."}`, `{"status":500,"error":"..."}` and
 * `{"status":{"error_code":429,"error_message":"..."}}`.
 */
export function coingeckoDocument(payload: RawPayload): LosslessJson {
  const document = readJson(payload);
  const { error, status } = fieldsOf(document);
  const { error_message } = fieldsOf(status);
  if (typeof error_message === 'string') throw refusal(payload, error_message);
  if (typeof error === 'string') throw refusal(payload, error);
  return document;
}
