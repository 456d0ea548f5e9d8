import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { channelName, instrumentId } from '../../model/symbol.ts';
import { instruments, readCatalogued } from '../../storage/read/catalogue.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
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
  query: z.object({}),
  response: instrumentRow,
  example: {
    path: '/v1/instruments/XJSE:NPN',
    data: naspers,
    meta: { source: 'yahoo-chart', is_sample: true, unit: 'ZAc' },
  },
  async handle({ params: { id } }, { db }) {
    const found = await readCatalogued(db, instruments, id);
    if (found === null) {
      throw new WizError('not_found', `There is no instrument ${id}; search for it with /v1/instruments?q=`);
    }
    const { json, is_sample, source, unit } = found;
    return jsonAnswer(json, { is_sample, source, unit }, [channelName('instrument', id)]);
  },
});
