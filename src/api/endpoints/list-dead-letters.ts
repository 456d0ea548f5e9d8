import { z } from '@hono/zod-openapi';
import { listDeadLetters as readDeadLetters } from '../../storage/read/operations.ts';
import { jsonAnswer } from '../answer.ts';
import { decodeCursor, encodeCursor, idShape } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { deadLetterRow } from './admin-schemas.ts';

export const listDeadLetters = endpoint({
  method: 'GET',
  path: '/v1/admin/dead-letters',
  operationId: 'listDeadLetters',
  summary: 'Messages that ran out of retries, newest first',
  tag: 'Admin',
  scope: 'admin',
  cost: 1,
  cache: 'none',
  params: z.object({}),
  query: z.object({
    open: z
      .enum(['true', 'false'], 'must be true or false')
      .optional()
      .openapi({ description: 'true: those that were not sent again; false: those that were' }),
    limit: parameters.limitParameter(1_000, 100),
    cursor: parameters.cursorParameter,
  }),
  response: z.array(deadLetterRow),
  example: {
    path: '/v1/admin/dead-letters?open=true',
    data: [
      {
        dead_letter_id: 'dead_0192f0c4a1b27c3d8e9f0a1b2c3d4e61',
        queue: 'wizdata-dead',
        message: { type: 'change', outbox_id: '42', dataset: 'rate', channel: 'rate.1d:FX:EUR-ZAR' },
        attempts: 40,
        recorded_at: '2026-11-24T05:00:00.000Z',
        resent_at: null,
      },
    ],
    meta: { limit: 100 },
  },
  async handle({ query }, { db }) {
    const { limit } = query;
    const { json, next } = await readDeadLetters(db, {
      open: query.open === undefined ? null : query.open === 'true',
      position: decodeCursor(query.cursor, [idShape]),
      limit,
    });
    return jsonAnswer(json, { limit, next_cursor: encodeCursor(next) });
  },
});
