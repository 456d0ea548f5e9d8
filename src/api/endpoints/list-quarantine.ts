import { z } from '@hono/zod-openapi';
import { listQuarantine as readQuarantine } from '../../storage/read/operations.ts';
import { jsonAnswer } from '../answer.ts';
import { countShape, decodeCursor, encodeCursor, idShape } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { quarantineRow } from './admin-schemas.ts';
import { fetchId } from './get-provenance.ts';

export const listQuarantine = endpoint({
  method: 'GET',
  path: '/v1/admin/quarantine',
  operationId: 'listQuarantine',
  summary: 'Records that did not become rows, and rows that are suspicious, with the rule and the reason',
  tag: 'Admin',
  scope: 'admin',
  cost: 1,
  cache: 'none',
  params: z.object({}),
  query: z.object({
    connector: parameters.connectorName.optional(),
    rule: z
      .string()
      .regex(/^[\w.-]{1,64}$/, 'must be the id of a rule')
      .optional(),
    verdict: z.enum(['rejected', 'flagged']).optional(),
    fetch_id: fetchId.optional(),
    limit: parameters.limitParameter(1_000, 100),
    cursor: parameters.cursorParameter,
  }),
  response: z.array(quarantineRow),
  example: {
    path: '/v1/admin/quarantine?connector=yahoo-chart',
    data: [
      {
        fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
        position: 0,
        connector: 'yahoo-chart',
        dataset: 'bar',
        rule: 'ohlc',
        reason: 'The low 318912 is above the high 31891.',
        verdict: 'rejected',
        record: { low: '318912', high: '31891' },
        recorded_at: '2026-11-24T05:00:00.000Z',
      },
    ],
    meta: { limit: 100 },
  },
  async handle({ query }, { db }) {
    const { limit } = query;
    const { json, next } = await readQuarantine(db, {
      connector: query.connector ?? null,
      rule: query.rule ?? null,
      verdict: query.verdict ?? null,
      fetch_id: query.fetch_id ?? null,
      position: decodeCursor(query.cursor, [idShape, countShape]),
      limit,
    });
    return jsonAnswer(json, { limit, next_cursor: encodeCursor(next) });
  },
});
