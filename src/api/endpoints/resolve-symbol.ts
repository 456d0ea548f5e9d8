import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { alias, day, instant } from '../../model/records.ts';
import { instrumentId } from '../../model/symbol.ts';
import { resolveSymbol } from '../../storage/read/names.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';

const schemes = ['id', ...alias.shape.scheme.options] as const;

const row = z
  .object({
    instrument_id: instrumentId,
    matched_by: z.enum(schemes),
    valid_from: day.nullable(),
    valid_to: day.nullable(),
    name: z.string().nullable(),
    succeeded_by: instrumentId
      .nullable()
      .openapi({ description: 'What goes on under another code, where a code is in force no more' }),
    source: z.string(),
    is_sample: z.boolean(),
    fetch_id: z.string().nullable(),
    recorded_at: instant.nullable(),
  })
  .openapi('Resolution');

export const resolveSymbolEndpoint = endpoint({
  method: 'GET',
  path: '/v1/resolve',
  operationId: 'resolveSymbol',
  summary: 'The instruments that a ticker, ISIN, FIGI or vendor symbol names on a day',
  description: 'The best match comes first. A code that changed hands names what it named on `date`.',
  tag: 'Instruments',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 300, rowCapped: false },
  params: z.object({}),
  query: z.object({
    symbol: parameters.wordsParameter.openapi({ example: 'NPN.JO' }),
    scheme: z.enum(schemes).optional(),
    date: parameters.dayParameter('The day on which the name was in force; today when left out', '2018-06-01'),
    as_of: parameters.asOf,
  }),
  response: z.array(row),
  mayMiss: true,
  example: {
    path: '/v1/resolve?symbol=NPN.JO',
    data: [
      {
        instrument_id: 'XJSE:NPN',
        matched_by: 'yahoo',
        valid_from: null,
        valid_to: null,
        name: 'Naspers Limited',
        succeeded_by: null,
        source: 'jse-listings',
        is_sample: true,
        fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
        recorded_at: '2026-11-24T05:00:00.000Z',
      },
    ],
    meta: { is_sample: true },
  },
  async handle({ query }, { db, clock }) {
    const as_of = query.as_of ?? null;
    const on = query.date ?? (as_of ?? new Date(clock.now()).toISOString()).slice(0, 10);
    const scheme = query.scheme ?? null;
    const { json, rows, is_sample } = await resolveSymbol(db, { symbol: query.symbol, on, scheme, as_of });
    if (rows === 0) throw new WizError('not_found', `On ${on} nothing was called "${query.symbol}"`);
    return jsonAnswer(json, { as_of, is_sample }, ['instrument', 'alias']);
  },
});
