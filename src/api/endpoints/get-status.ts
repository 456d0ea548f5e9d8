import { z } from '@hono/zod-openapi';
import { instant } from '../../model/records.ts';
import { datasets } from '../../model/symbol.ts';
import { readStatus } from '../../storage/read/status.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';

const count = z.number().int();

const status = z
  .object({
    datasets: z.array(
      z.object({
        dataset: z.enum(datasets),
        rows: count,
        newest: z.string().nullable().openapi({ description: "The newest day or instant, by the world's clock" }),
        last_recorded_at: instant.nullable().openapi({ description: 'The newest recorded_at, by our clock' }),
      }),
    ),
    unsent_changes: count.openapi({ description: 'Changes that are stored and not yet published or derived from' }),
    pending_payloads: count.openapi({ description: 'Payloads in the lake whose rows are not stored yet' }),
    quarantined_rows: count.openapi({ description: 'Records that are impossible and did not become rows' }),
    flagged_rows: count.openapi({ description: 'Rows that are suspicious and stand as published' }),
    open_dead_letters: count,
  })
  .openapi('Status');

export const getStatus = endpoint({
  method: 'GET',
  path: '/v1/status',
  operationId: 'getStatus',
  summary: 'What is stored and what is under way',
  tag: 'Sources',
  scope: 'read',
  cost: 2,
  cache: 'none',
  params: z.object({}),
  query: z.object({}),
  response: status,
  example: {
    path: '/v1/status',
    data: {
      datasets: [{ dataset: 'rate', rows: 5450, newest: '2022-12-30', last_recorded_at: '2026-11-24T05:00:00.000Z' }],
      unsent_changes: 0,
      pending_payloads: 0,
      quarantined_rows: 0,
      flagged_rows: 0,
      open_dead_letters: 0,
    },
    meta: { is_sample: true },
  },
  async handle(_input, { db }) {
    const { json, is_sample } = await readStatus(db);
    return jsonAnswer(json, { is_sample });
  },
});
