import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { instant } from '../../model/records.ts';
import { readBackfills } from '../../storage/read/backfills.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';

const backfillId = z
  .string()
  .regex(/^backfill_[0-9a-f]{32}$/, 'must be a backfill_id')
  .meta({ example: 'backfill_0192f0c4a1b27c3d8e9f0a1b2c3d4e63' });
const count = z.number().int();

const backfillRow = z
  .object({
    backfill_id: backfillId,
    source: z.string(),
    subject: z.string(),
    from: instant,
    to: instant,
    status: z.enum(['running', 'succeeded', 'failed']),
    requests: count.openapi({ description: 'Windows that are asked for, each once' }),
    requests_done: count,
    requests_failed: count,
    percent: z.number().openapi({ description: 'Of the requests' }),
    rows: count.openapi({
      description: 'Records that its payloads brought; inserted + revised + unchanged + rejected',
    }),
    rows_inserted: count,
    rows_revised: count,
    rows_unchanged: count,
    rows_rejected: count,
    started_at: instant,
    finished_at: instant.nullable(),
    eta_seconds: count.nullable().openapi({ description: 'At the pace so far; null where nothing is known of it' }),
  })
  .openapi('Backfill');

const example = {
  backfill_id: 'backfill_0192f0c4a1b27c3d8e9f0a1b2c3d4e63',
  source: 'binance',
  subject: 'BTCUSDT:1d',
  from: '2021-01-01T00:00:00.000Z',
  to: '2021-07-01T00:00:00.000Z',
  status: 'running',
  requests: 6,
  requests_done: 2,
  requests_failed: 0,
  percent: 33.3,
  rows: 60,
  rows_inserted: 60,
  rows_revised: 0,
  rows_unchanged: 0,
  rows_rejected: 0,
  started_at: '2026-11-24T05:00:00.000Z',
  finished_at: null,
  eta_seconds: 12,
};

const policy = { tag: 'Admin', scope: 'admin', cost: 1, cache: 'none' } as const;

export const startBackfill = endpoint({
  ...policy,
  method: 'POST',
  path: '/v1/admin/backfills',
  operationId: 'startBackfill',
  summary: 'Fetch a span of the past anew, in pieces that survive restarts',
  params: z.object({}),
  query: z.object({}),
  body: z
    .strictObject({
      source: parameters.connectorName,
      subject: parameters.text(1, 128).optional().openapi({ description: 'Left out: all of the source' }),
      from: parameters.fromMoment.unwrap(),
      to: parameters.toMoment.unwrap(),
    })
    .refine(({ from, to }) => parameters.momentsAreForward(from, to), parameters.backwards),
  response: z.object({ backfill_id: backfillId, requests: count }).openapi('BackfillStarted'),
  mayMiss: true,
  status: 202,
  example: {
    path: '/v1/admin/backfills',
    body: { source: 'binance', subject: 'BTCUSDT:1d', from: '2021-01-01', to: '2021-06-30' },
    data: { backfill_id: example.backfill_id, requests: 6 },
  },
  async handle({ body }, { ingest }) {
    const { source, subject, from, to } = body;
    const { backfill_id, chunks } = await ingest.backfill({ connector: source, subject: subject ?? null, from, to });
    return jsonAnswer(JSON.stringify({ backfill_id, requests: chunks }));
  },
});

export const getBackfill = endpoint({
  ...policy,
  method: 'GET',
  path: '/v1/admin/backfills/{backfill_id}',
  operationId: 'getBackfill',
  summary: 'How far a backfill is: percent, rows, time left',
  params: z.object({ backfill_id: backfillId }),
  query: z.object({}),
  response: backfillRow,
  example: { path: `/v1/admin/backfills/${example.backfill_id}`, data: example },
  async handle({ params: { backfill_id } }, { db }) {
    const [json] = await readBackfills(db, backfill_id, 1);
    if (json === undefined) {
      throw new WizError(
        'not_found',
        `There is no backfill ${backfill_id}; one that was just asked for has not begun yet`,
      );
    }
    return jsonAnswer(json);
  },
});

export const listBackfills = endpoint({
  ...policy,
  method: 'GET',
  path: '/v1/admin/backfills',
  operationId: 'listBackfills',
  summary: 'Backfills, newest first',
  params: z.object({}),
  query: z.object({ limit: parameters.limitParameter(1_000, 100) }),
  response: z.array(backfillRow),
  example: { path: '/v1/admin/backfills?limit=1', data: [example], meta: { limit: 1 } },
  async handle({ query: { limit } }, { db }) {
    return jsonAnswer(`[${(await readBackfills(db, null, limit)).join(',')}]`, { limit });
  },
});
