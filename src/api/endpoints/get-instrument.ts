import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { channelName, instrumentId } from '../../model/symbol.ts';
import { instruments, readCatalogued } from '../../storage/read/catalogue.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { instrumentRow, naspers } from './list-instruments.ts';

export const getInstrument = endpoint({
  method: 'GET',
  path: '/v1/instruments/{id}',
  operationId: 'getInstrument',
  summary: 'One instrument',
  tag: 'Instruments',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 300, rowCapped: false },
  params: z.object({ id: instrumentId.meta({ example: 'XJSE:NPN' }) }),
  query: z.object({ as_of: parameters.asOf }),
  response: instrumentRow,
  example: {
    path: '/v1/instruments/XJSE:NPN',
    data: naspers,
    meta: { source: 'yahoo-chart', is_sample: true, unit: 'ZAc' },
  },
  async handle({ params: { id }, query }, { db }) {
    const as_of = query.as_of ?? null;
    const found = await readCatalogued(db, instruments, id, as_of);
    if (found === null) {
      throw new WizError(
        'not_found',
        `There is no instrument ${id}; find it by another name with /v1/resolve?symbol= or search with /v1/instruments?q=`,
      );
    }
    const { json, is_sample, source, unit } = found;
    return jsonAnswer(json, { as_of, is_sample, source, unit }, [channelName('instrument', id)]);
  },
});
