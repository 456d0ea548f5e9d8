import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';

export const resendDeadLetter = endpoint({
  method: 'POST',
  path: '/v1/admin/dead-letters/{id}/resend',
  operationId: 'resendDeadLetter',
  summary: 'Give a message that ran out of retries a second chance',
  tag: 'Admin',
  scope: 'admin',
  cost: 1,
  cache: 'none',
  params: z.object({
    id: z
      .string()
      .regex(/^dead_[0-9a-f]{32}$/, 'must be a dead_letter_id')
      .openapi({ example: 'dead_0192f0c4a1b27c3d8e9f0a1b2c3d4e61' }),
  }),
  query: z.object({}),
  response: z.object({ dead_letter_id: z.string(), resent: z.literal(true) }).openapi('Resent'),
  status: 202,
  example: {
    path: '/v1/admin/dead-letters/dead_0192f0c4a1b27c3d8e9f0a1b2c3d4e61/resend',
    data: { dead_letter_id: 'dead_0192f0c4a1b27c3d8e9f0a1b2c3d4e61', resent: true },
  },
  async handle({ params: { id } }, { clean }) {
    if (!(await clean.resend(id))) throw new WizError('not_found', `There is no dead letter ${id}`);
    return jsonAnswer(JSON.stringify({ dead_letter_id: id, resent: true }));
  },
});
