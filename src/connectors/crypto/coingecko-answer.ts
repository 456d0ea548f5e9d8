import type { LosslessJson } from '../../core/json.ts';
import type { RawPayload } from '../../model/payload.ts';
import { readJson } from '../reading.ts';
import { fieldsOf } from './published-values.ts';
import { refusal } from './refusal.ts';

/**
 * What CoinGecko answered. It complains in four forms: `{"error":"..."}`, `{"status":500,"error":"..."}`,
 * `{"status":{"error_code":429,"error_message":"..."}}` and the last one inside of `error`. Codes from 10000 on say what a
 * key may not do: https://docs.coingecko.com/docs/common-errors-rate-limit.
 */
export function coingeckoDocument(payload: RawPayload): LosslessJson {
  const document = readJson(payload);
  const { error, status } = fieldsOf(document);
  const { error_code, error_message } = fieldsOf(fieldsOf(error).status ?? status);
  const [code, said] = [error_code ?? status, error_message ?? error].map((text) =>
    typeof text === 'string' ? text : '',
  );
  if (code === '' && said === '') return document;
  throw refusal(payload, said || `status ${code}`, Number(code) >= 10_000 ? 403 : Number(code));
}
