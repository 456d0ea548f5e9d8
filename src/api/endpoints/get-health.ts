import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';

const health = z
  .object({
    status: z.literal('ready'),
    sources: z.number().int(),
    finished: z.number().int(),
    succeeded: z.number().int(),
    pending_payloads: z.number().int(),
  })
  .openapi('Health');

export const getHealth = endpoint({
  method: 'GET',
  path: '/healthz',
  operationId: 'getHealth',
  summary: 'Ready once the first ingestion has landed',
  description:
    '503 with the progress until every source has been asked for all that it owed, one of them has succeeded and no payload waits for its rows.',
  tag: 'Sources',
  scope: null,
  cost: 0,
  cache: 'none',
  params: z.object({}),
  query: z.object({}),
  response: health,
  example: {
    path: '/healthz',
    data: { status: 'ready', sources: 4, finished: 4, succeeded: 4, pending_payloads: 0 },
  },
  async handle(_input, { readiness }) {
    const { landed, waiting_for, ...progress } = await readiness();
    if (landed) return jsonAnswer(JSON.stringify({ status: 'ready', ...progress }));
    const { sources, finished, succeeded, pending_payloads } = progress;
    const said =
      finished === sources && succeeded === 0
        ? `None of ${sources} sources has answered yet; /v1/sources says why`
        : `The first ingestion is under way: ${finished} of ${sources} sources have been asked for all they owe, ${succeeded} have answered, ${pending_payloads} payloads wait for their rows`;
    throw new WizError('dependency_unavailable', said, { ...progress, waiting_for, retry_after_seconds: 1 });
  },
});
