import { z } from 'zod';
import { tool } from '../tool.ts';

const parameters = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional();

export const query = tool({
  name: 'query',
  description:
    'Up to 20 reads of the REST API in one call, each an operationId of /openapi.json (listBars, compare, listMovers, listDividends, convertMoney, ...) with its path params and query.',
  input: z.strictObject({
    reads: z
      .array(z.strictObject({ operation: z.string(), params: parameters, query: parameters }))
      .min(1)
      .max(20),
  }),
  request: (body) => ({ method: 'POST', path: '/v1/query', body }),
});
