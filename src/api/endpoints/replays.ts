import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { instant } from '../../model/records.ts';
import { difference, replayStatuses } from '../../model/replay.ts';
import { readReplays } from '../../storage/read/replays.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';

const replayId = z
  .string()
  .regex(/^replay_[0-9a-f]{32}$/, 'must be a replay_id')
  .meta({ example: 'replay_0192f0c4a1b27c3d8e9f0a1b2c3d4e62' });
const count = z.number().int();
const status = z.enum(replayStatuses);

const replayRow = z
  .object({
    replay_id: replayId,
    connector: z.string().nullable().openapi({ description: 'Null: all connectors' }),
    from: instant,
    to: instant,
    status: status.openapi({
      description:
        '`compared`: the difference is there, and nothing live has changed. It waits a week for a swap or a discard.',
    }),
    payloads: count,
    payloads_done: count,
    percent: z.number().openapi({ description: 'Of the payloads' }),
    payloads_refused: count.openapi({
      description: "Payloads that today's parser does not understand. Nothing is taken back for that: their rows stay.",
    }),
    refused: z
      .array(z.object({ fetch_id: z.string(), connector: z.string(), code: z.string(), reason: z.string().nullable() }))
      .openapi({ description: 'The first of them, with the reason' }),
    difference: difference.nullable().openapi({
      description:
        'By dataset: rows that are the `same`; `repeated`, what a payload outside of the range said first; `added`, `changed` and `withdrawn` by a swap; `superseded` by a fetch outside of the range and left alone; `kept`, of refused payloads; `cold`, in cold storage beyond what one replay takes back from there (8,000 instruments and periods), and `expired`, past their retention, both not compared. Up to 20 samples each. `swapped`: how many of the rows a swap has dealt with. What is in cold storage is found to be withdrawn where the payload was asked for its time, or where other bars of its instrument and period are rebuilt. Bars that are derived follow by themselves and are not among it.',
    }),
    error_message: z.string().nullable(),
    started_at: instant,
    compared_at: instant.nullable(),
    swapped_at: instant.nullable().openapi({ description: 'The `recorded_at` of what the swap has changed' }),
    finished_at: instant.nullable(),
  })
  .openapi('Replay');

const key = { base: 'EUR', quote: 'ZAR', source: 'ecb', date: '2022-12-30' };
const fetch_id = 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f';
const example = {
  replay_id: 'replay_0192f0c4a1b27c3d8e9f0a1b2c3d4e62',
  connector: 'ecb',
  from: '2026-11-01T00:00:00.000Z',
  to: '2026-11-25T00:00:00.000Z',
  status: 'compared',
  payloads: 12,
  payloads_done: 12,
  percent: 100,
  payloads_refused: 0,
  refused: [],
  difference: [
    {
      ...{
        dataset: 'rate',
        same: 5449,
        repeated: 0,
        added: 0,
        changed: 1,
        withdrawn: 0,
        superseded: 0,
        kept: 0,
        cold: 0,
        expired: 0,
      },
      live_hash: '3141592653589793238462',
      rebuilt_hash: '2718281828459045235360',
      samples: [
        {
          verdict: 'changed',
          key,
          before: { value: '18.9860', fetch_id },
          after: { value: '18.0986', fetch_id },
          fetch_id,
        },
      ],
    },
  ],
  error_message: null,
  started_at: '2026-11-24T05:00:00.000Z',
  compared_at: '2026-11-24T05:00:09.000Z',
  swapped_at: null,
  finished_at: null,
};

const policy = { tag: 'Admin', scope: 'admin', cost: 1, cache: 'none' } as const;
const ofOne = { params: z.object({ replay_id: replayId }), query: z.object({}) };
const turned = z.object({ replay_id: replayId, status }).openapi('ReplayTurned');

export const startReplay = endpoint({
  ...policy,
  method: 'POST',
  path: '/v1/admin/replays',
  operationId: 'startReplay',
  summary: "Rebuild what was fetched in a span of time from the lake, with today's parsers, beside the live tables",
  params: z.object({}),
  query: z.object({}),
  body: z
    .strictObject({
      connector: parameters.connectorName.optional().openapi({ description: 'Left out: all connectors' }),
      from: parameters.fromMoment.unwrap(),
      to: parameters.toMoment.unwrap(),
    })
    .refine(({ from, to }) => parameters.momentsAreForward(from, to), parameters.backwards),
  response: z.object({ replay_id: replayId, payloads: count }).openapi('ReplayStarted'),
  mayMiss: true,
  status: 202,
  example: {
    path: '/v1/admin/replays',
    body: { connector: 'ecb', from: '2026-11-01', to: '2026-11-24' },
    data: { replay_id: example.replay_id, payloads: 12 },
  },
  async handle({ body }, { clean }) {
    const { replay_id, payloads } = await clean.replay({ ...body, connector: body.connector ?? null });
    return jsonAnswer(JSON.stringify({ replay_id, payloads }));
  },
});

export const getReplay = endpoint({
  ...policy,
  ...ofOne,
  method: 'GET',
  path: '/v1/admin/replays/{replay_id}',
  operationId: 'getReplay',
  summary: 'How far a replay is, and what a swap would change',
  response: replayRow,
  example: { path: `/v1/admin/replays/${example.replay_id}`, data: example },
  async handle({ params: { replay_id } }, { db }) {
    const [json] = await readReplays(db, replay_id, 1);
    if (json === undefined) throw new WizError('not_found', `There is no replay ${replay_id}`);
    return jsonAnswer(json);
  },
});

export const listReplays = endpoint({
  ...policy,
  method: 'GET',
  path: '/v1/admin/replays',
  operationId: 'listReplays',
  summary: 'Replays, newest first',
  params: z.object({}),
  query: z.object({ limit: parameters.limitParameter(100, 20) }),
  response: z.array(replayRow),
  example: { path: '/v1/admin/replays?limit=1', data: [example], meta: { limit: 1 } },
  async handle({ query: { limit } }, { db }) {
    return jsonAnswer(`[${(await readReplays(db, null, limit)).join(',')}]`, { limit });
  },
});

export const swapReplay = endpoint({
  ...policy,
  ...ofOne,
  method: 'POST',
  path: '/v1/admin/replays/{replay_id}/swap',
  operationId: 'swapReplay',
  summary: 'Make the live tables say what the replay says: exactly its difference, with revisions and announcements',
  response: turned,
  status: 202,
  example: {
    path: `/v1/admin/replays/${example.replay_id}/swap`,
    data: { replay_id: example.replay_id, status: 'swapping' },
  },
  async handle({ params: { replay_id } }, { clean }) {
    const { status: now } = await clean.swapReplay(replay_id);
    return jsonAnswer(JSON.stringify({ replay_id, status: now }));
  },
});

export const discardReplay = endpoint({
  ...policy,
  ...ofOne,
  method: 'POST',
  path: '/v1/admin/replays/{replay_id}/discard',
  operationId: 'discardReplay',
  summary: 'Drop the tables of a replay; nothing live was changed by it',
  response: turned,
  example: {
    path: `/v1/admin/replays/${example.replay_id}/discard`,
    data: { replay_id: example.replay_id, status: 'discarded' },
  },
  async handle({ params: { replay_id } }, { clean }) {
    const { status: now } = await clean.discardReplay(replay_id);
    return jsonAnswer(JSON.stringify({ replay_id, status: now }));
  },
});
