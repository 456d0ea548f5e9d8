import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { type Progress, readProgress } from '../../storage/read/status.ts';
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
  async handle(_input, { db, readiness }) {
    const progress = await readProgress(db);
    // Once ready, later fetches that are under way are business as usual.
    readiness.landed ||= hasLanded(progress);
    const { sources, finished, succeeded, pending_payloads } = progress;
    if (readiness.landed) {
      return jsonAnswer(JSON.stringify({ status: 'ready', sources, finished, succeeded, pending_payloads }));
    }
    throw new WizError(
      'dependency_unavailable',
      `The first ingestion is under way: ${finished} of ${sources} sources have been asked for all they owe, ${succeeded} have answered, ${pending_payloads} payloads wait for their rows`,
      { sources, finished, succeeded, pending_payloads, waiting_for: progress.waiting_for, retry_after_seconds: 1 },
    );
  },
});

const hasLanded = ({ sources, finished, succeeded, pending_payloads }: Progress): boolean =>
  sources > 0 && finished === sources && succeeded > 0 && pending_payloads === 0;
