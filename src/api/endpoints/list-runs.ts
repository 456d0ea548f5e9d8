import { z } from '@hono/zod-openapi';
import { listRuns as readRuns } from '../../storage/read/operations.ts';
import { jsonAnswer } from '../answer.ts';
import { decodeCursor, encodeCursor, idShape } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { runRow } from './admin-schemas.ts';

export const listRuns = endpoint({
  method: 'GET',
  path: '/v1/admin/runs',
  operationId: 'listRuns',
  summary: 'Attempts to fetch, newest first, with their errors',
  tag: 'Admin',
  scope: 'admin',
  cost: 1,
  cache: 'none',
  params: z.object({}),
  query: z.object({
    connector: parameters.connectorName.optional(),
    status: z.enum(['succeeded', 'failed', 'not_modified', 'needs_key']).optional(),
    limit: parameters.limitParameter(1_000, 100),
    cursor: parameters.cursorParameter,
  }),
  response: z.array(runRow),
  example: {
    path: '/v1/admin/runs?status=failed',
    data: [
      {
        run_id: 'run_0192f0c4a1b27c3d8e9f0a1b2c3d4e60',
        connector: 'yahoo-chart',
        subject: 'NPN.JO',
        kind: 'schedule',
        attempt: 2,
        status: 'failed',
        error_code: 'source_unavailable',
        error_message: 'query1.finance.yahoo.com answered 503',
        payloads: 0,
        rows_in: null,
        inserted: null,
        revised: null,
        unchanged: null,
        stale: null,
        rejected: null,
        window_from: '2026-11-23T05:00:00.000Z',
        window_to: '2026-11-24T05:00:00.000Z',
        started_at: '2026-11-24T05:00:00.000Z',
        finished_at: '2026-11-24T05:00:01.000Z',
      },
    ],
    meta: { limit: 100 },
  },
  async handle({ query }, { db }) {
    const { limit } = query;
    const { json, next } = await readRuns(db, {
      connector: query.connector ?? null,
      status: query.status ?? null,
      position: decodeCursor(query.cursor, [idShape]),
      limit,
    });
    return jsonAnswer(json, { limit, next_cursor: encodeCursor(next) });
  },
});
