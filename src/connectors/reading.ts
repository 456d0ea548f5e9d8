import type { z } from 'zod';
import { WizError } from '../core/errors.ts';
import { type LosslessJson, parseLossless } from '../core/json.ts';
import type { Parsed, Rejection } from '../model/parsed.ts';
import type { RawPayload } from '../model/payload.ts';
import type { Dataset } from '../model/symbol.ts';

/** The payload as text; raises `source_changed` where a page came instead of a document. */
export function readText(payload: RawPayload): string {
  const text = new TextDecoder().decode(payload.bytes);
  const type = payload.headers['content-type'] ?? '';
  if (type.includes('html') || /^\s*<(?:!doctype html|html)/i.test(text)) {
    throw changed(payload, 'answered a web page where a document was expected');
  }
  return text;
}

/** The payload as JSON whose numbers are still the published digits. */
export function readJson(payload: RawPayload): LosslessJson {
  const text = readText(payload);
  try {
    return parseLossless(text);
  } catch (error) {
    throw changed(payload, `answered malformed JSON: ${error instanceof Error ? error.message : error}`, error);
  }
}

/** The document's outer form; `source_changed` names the field that is no longer as it was. */
export function readEnvelope<Shape>(payload: RawPayload, schema: z.ZodType<Shape>, document: unknown): Shape {
  const result = schema.safeParse(document);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw changed(payload, `changed its format at "${issue?.path.join('.') || 'the root'}": ${issue?.message}`);
}

/** Rules that reject a record for its shape: what it is, is not known. Others reject a known record for what it says. */
const shapeRules: readonly string[] = ['schema', 'decimal', 'interval', 'symbol', 'unit', 'unknown_column'];

/**
 * What was read, unless none of the records had the known shape: one broken record is quarantined and its neighbours
 * go through, a payload of nothing else is a source that changed its format.
 * @param records rows that stand for a record of the payload each
 */
export function unlessChanged(payload: RawPayload, records: number, parsed: Parsed): Parsed {
  const [first] = parsed.rejected;
  if (records > 0 || first === undefined || parsed.rejected.some(({ rule }) => !shapeRules.includes(rule)))
    return parsed;
  throw changed(payload, `sent no record of the known shape: ${first.reason}`);
}

export function changed(payload: RawPayload, said: string, cause?: unknown): WizError {
  return new WizError('source_changed', `${hostOf(payload)} ${said}`, {}, cause);
}

/** Who sent the payload: the host, or the file that was handed in. */
export function hostOf(payload: RawPayload): string {
  const { host, pathname } = new URL(payload.url);
  return host || decodeURIComponent(pathname.slice(1)) || 'the file';
}

export function reject(dataset: Dataset, rule: string, reason: string, record: unknown): Rejection {
  return { dataset, rule, reason, record };
}
