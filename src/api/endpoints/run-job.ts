import { z } from '@hono/zod-openapi';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { connectorName, text } from '../parameters.ts';

export const runJob = endpoint({
  method: 'POST',
  path: '/v1/admin/jobs/{connector}/run',
  operationId: 'runJob',
  summary: 'Fetch from a source now, one subject or all',
  tag: 'Admin',
  scope: 'admin',
  cost: 1,
  cache: 'none',
  params: z.object({ connector: connectorName.openapi({ example: 'ecb' }) }),
  query: z.object({}),
  body: z.strictObject({ subject: text(1, 128).optional() }).optional(),
  response: z.object({ run_ids: z.array(z.string()) }).openapi('RunsStarted'),
  status: 202,
  example: {
    path: '/v1/admin/jobs/ecb/run',
    body: { subject: 'all' },
    data: { run_ids: ['run_0192f0c4a1b27c3d8e9f0a1b2c3d4e60'] },
  },
  async handle({ params, body }, { ingest }) {
    const { run_ids } = await ingest.runNow(params.connector, body?.subject ?? null);
    return jsonAnswer(JSON.stringify({ run_ids }));
  },
});
