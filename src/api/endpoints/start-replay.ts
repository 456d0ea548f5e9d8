import { z } from '@hono/zod-openapi';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';

export const startReplay = endpoint({
  method: 'POST',
  path: '/v1/admin/replays',
  operationId: 'startReplay',
  summary: 'Read again what a connector fetched in a span of time, from the lake',
  tag: 'Admin',
  scope: 'admin',
  cost: 1,
  cache: 'none',
  params: z.object({}),
  query: z.object({}),
  body: z
    .strictObject({
      connector: parameters.connectorName.optional().openapi({ description: 'Left out: all connectors' }),
      from: parameters.fromMoment.unwrap(),
      to: parameters.toMoment.unwrap(),
    })
    .refine(({ from, to }) => parameters.momentsAreForward(from, to), parameters.backwards),
  response: z.object({ replay_id: z.string(), payloads: z.number().int() }).openapi('ReplayStarted'),
  status: 202,
  example: {
    path: '/v1/admin/replays',
    body: { connector: 'ecb', from: '2026-11-01', to: '2026-11-24' },
    data: { replay_id: 'replay_0192f0c4a1b27c3d8e9f0a1b2c3d4e62', payloads: 12 },
  },
  async handle({ body }, { clean }) {
    const { replay_id, payloads } = await clean.replay({ ...body, connector: body.connector ?? null });
    return jsonAnswer(JSON.stringify({ replay_id, payloads }));
  },
});
