import { z } from '@hono/zod-openapi';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { type Field, fields } from '../screener/fields.ts';

const row = z
  .object({
    field: z.string(),
    unit: z.string().openapi({ description: 'price: in the unit of the instrument' }),
    description: z.string(),
  })
  .openapi('ScreenField');

const rows = Object.entries(fields).map(([field, { unit, description }]: [string, Field]) => ({
  field,
  unit,
  description,
}));

export const listScreenFields = endpoint({
  method: 'GET',
  path: '/v1/screener/fields',
  operationId: 'listScreenFields',
  summary: 'What instruments can be filtered, sorted and shown by',
  tag: 'Screener',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 300, rowCapped: false },
  params: z.object({}),
  query: z.object({}),
  response: z.array(row),
  example: { path: '/v1/screener/fields', data: [rows[0]] },
  handle: async () => jsonAnswer(JSON.stringify(rows)),
});
