import { type ErrorCode, WizError } from '../../core/errors.ts';
import type { LosslessJson } from '../../core/json.ts';
import type { RawPayload } from '../../model/payload.ts';
import { hostOf, readJson } from '../reading.ts';
import { type YahooError, yahooRefusal } from './yahoo-envelope.ts';

/** Yahoo's words, which are those of HTTP, whatever the status was. */
const codes: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^(?:Unauthorized|Forbidden)/i, 'source_denied'],
  [/^(?:Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable)/i, 'source_unavailable'],
];

/** The payload as JSON; raises what a refusal says, which is a document with an error or its word alone. */
export function readUnlessRefused(payload: RawPayload): LosslessJson {
  const start = new TextDecoder().decode(payload.bytes.subarray(0, 100)).replace(/^(?:Edge: )?/, '');
  if (codeOf(start) !== undefined) throw refusalOf(payload, { code: start.trim() });
  const document = readJson(payload);
  const refused = yahooRefusal.safeParse(document);
  if (refused.success) throw refusalOf(payload, refused.data);
  return document;
}

const codeOf = (said: string): ErrorCode | undefined => codes.find(([words]) => words.test(said))?.[1];

function refusalOf(payload: RawPayload, { code, description }: YahooError): WizError {
  return new WizError(codeOf(code) ?? 'source_changed', `${hostOf(payload)} refused: ${description || code}`);
}
