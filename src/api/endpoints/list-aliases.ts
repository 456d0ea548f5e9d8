import { z } from '@hono/zod-openapi';
import { alias, provenanceFields } from '../../model/records.ts';
import { channelName, instrumentId } from '../../model/symbol.ts';
import { readAliases } from '../../storage/read/names.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';

const row = alias.extend(provenanceFields.shape).openapi('Alias');
/** More names than any instrument has. */
const limit = 1_000;

export const listAliases = endpoint({
  method: 'GET',
  path: '/v1/instruments/{id}/aliases',
  operationId: 'listAliases',
  summary: 'Other names of an instrument, with the days on which they were in force',
  tag: 'Instruments',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 300, rowCapped: false },
  params: z.object({ id: instrumentId.meta({ example: 'XJSE:ABG' }) }),
  query: z.object({ as_of: parameters.asOf }),
  response: z.array(row),
  example: {
    path: '/v1/instruments/XJSE:ABG/aliases',
    data: [
      {
        instrument_id: 'XJSE:ABG',
        source: 'jse-listings',
        scheme: 'yahoo',
        alias: 'ABG.JO',
        valid_from: null,
        valid_to: null,
        is_sample: true,
        fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
        recorded_at: '2026-11-24T05:00:00.000Z',
        rev: 1,
      },
    ],
    meta: { source: 'jse-listings', is_sample: true, limit },
  },
  async handle({ params: { id }, query }, { db }) {
    const as_of = query.as_of ?? null;
    const { json, source, is_sample } = await readAliases(db, { instrument_id: id, as_of, limit });
    return jsonAnswer(json, { as_of, source, is_sample, limit }, [channelName('alias', id)]);
  },
});
