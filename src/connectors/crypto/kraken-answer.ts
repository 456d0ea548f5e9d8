import { z } from 'zod';
import type { LosslessJson } from '../../core/json.ts';
import type { RawPayload } from '../../model/payload.ts';
import { changed, readEnvelope, readJson } from '../reading.ts';
import { krakenKeyNames } from './kraken-symbols.ts';
import { type Fields, fieldsOf } from './published-values.ts';
import { refusal } from './refusal.ts';

const envelope = z.object({ error: z.array(z.string()), result: z.unknown().optional() });

/**
 * What Kraken answered. It refuses with status 200 and a list of texts, of which those that begin with W are warnings:
 * https://docs.kraken.com/api/docs/guides/spot-errors.
 */
export function krakenResult(payload: RawPayload): Fields {
  const { error, result } = readEnvelope(payload, envelope, readJson(payload));
  const errors = error.filter((text) => !text.startsWith('W'));
  if (errors.length > 0) throw refusal(payload, errors.join(', '));
  return fieldsOf(result as LosslessJson | undefined);
}

/** What the answer says of the pair that was asked about; `last` is where the next request may go on. */
export function krakenResultOf(payload: RawPayload, pair: string): LosslessJson {
  const [found, ...others] = Object.entries(krakenResult(payload)).filter(([key]) => key !== 'last');
  if (found === undefined) throw changed(payload, `has nothing of ${pair} in its answer`);
  if (others.length > 0 || !krakenKeyNames(found[0], pair)) {
    throw changed(payload, `answered about ${[found, ...others].map(([key]) => key).join(', ')} instead of ${pair}`);
  }
  return found[1];
}
