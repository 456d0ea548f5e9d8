import { z } from '@hono/zod-openapi';
import { listJobs as readJobs } from '../../storage/read/operations.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { connectorName } from '../parameters.ts';
import { jobRow } from './admin-schemas.ts';

export const listJobs = endpoint({
  method: 'GET',
  path: '/v1/admin/jobs',
  operationId: 'listJobs',
  summary: 'Each subject of each connector with its last run',
  tag: 'Admin',
  scope: 'admin',
  cost: 1,
  cache: 'none',
  params: z.object({}),
  query: z.object({ connector: connectorName.optional() }),
  response: z.array(jobRow),
  example: {
    path: '/v1/admin/jobs?connector=ecb',
    data: [
      {
        connector: 'ecb',
        subject: 'all',
        runs: 3,
        last_run_id: 'run_0192f0c4a1b27c3d8e9f0a1b2c3d4e60',
        last_kind: 'schedule',
        last_status: 'succeeded',
        last_attempt: 1,
        last_error_code: null,
        last_error_message: null,
        last_started_at: '2026-11-24T05:00:00.000Z',
        last_finished_at: '2026-11-24T05:00:01.000Z',
        last_success_at: '2026-11-24T05:00:01.000Z',
      },
    ],
  },
  async handle({ query }, { db }) {
    return jsonAnswer(await readJobs(db, query.connector ?? null));
  },
});
