import { z } from '@hono/zod-openapi';
import { partOf } from '../../lake/cold/bar-index.ts';
import { instant } from '../../model/records.ts';
import { channelName, instrumentId, interval } from '../../model/symbol.ts';
import { jsonAnswer } from '../answer.ts';
import { readBarRevisionsOfBoth } from '../both-stores/read-bar-revisions.ts';
import { countShape, decodeCursor, encodeCursor, idShape, instantShape } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { barRow } from './list-bars.ts';

const revisionRow = barRow
  .extend({
    superseded_at: instant
      .nullable()
      .meta({ description: 'When another version took its place; null for the one that stands' }),
    changed: z.array(z.string()).openapi({ description: 'Fields that differ from the version before' }),
  })
  .openapi('BarRevision');

const version = {
  instrument_id: 'XJSE:NPN',
  interval: '1d',
  source: 'yahoo-chart',
  time: '2021-01-13T07:00:00.000Z',
  session_date: '2021-01-13',
  open: '322000',
  high: '325585',
  low: '318912',
  volume: '1256331',
  turnover: null,
  trades: null,
  unit: 'ZAc',
  final: true,
  is_sample: true,
};

export const listBarRevisions = endpoint({
  method: 'GET',
  path: '/v1/bars/{id}/revisions',
  operationId: 'listBarRevisions',
  summary: 'Bars that were corrected: every version, what changed, when, and by which payload',
  description:
    'Newest bar first, each from the version that stands to the first. `fetch_id` leads to the payload that said so. A bar that had not ended yet leaves no versions.',
  tag: 'Prices',
  scope: 'read',
  cost: 2,
  cache: { ttlSeconds: 60, rowCapped: true },
  params: z.object({ id: instrumentId.meta({ example: 'XJSE:NPN' }) }),
  query: z
    .object({
      interval: interval.default('1d'),
      from: parameters.fromMoment,
      to: parameters.toMoment,
      source: parameters.sourceParameter.openapi({ description: 'Rows of this source only' }),
      limit: parameters.limitParameter(10_000, 500),
      cursor: parameters.cursorParameter,
    })
    .refine(({ from, to }) => parameters.momentsAreForward(from, to), parameters.backwards),
  response: z.array(revisionRow),
  example: {
    path: '/v1/bars/XJSE:NPN/revisions',
    data: [
      {
        ...version,
        close: '319878',
        fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e60',
        recorded_at: '2026-11-24T06:00:00.000Z',
        rev: 2,
        superseded_at: null,
        changed: ['close'],
      },
      {
        ...version,
        close: '319441',
        fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
        recorded_at: '2026-11-24T05:00:00.000Z',
        rev: 1,
        superseded_at: '2026-11-24T06:00:00.000Z',
        changed: [],
      },
    ],
    meta: { source: 'yahoo-chart', is_sample: true, limit: 500 },
  },
  async handle({ params: { id }, query }, { db, lake }, principal) {
    const limit = parameters.cappedRows(principal, query.limit);
    const { json, source, is_sample, next } = await readBarRevisionsOfBoth(
      { db, lake },
      {
        instrument_id: id,
        part: partOf(id),
        interval: query.interval,
        from: query.from ?? null,
        before: query.to ?? null,
        source: query.source ?? null,
        position: decodeCursor(query.cursor, [instantShape, idShape, countShape]),
        limit,
      },
    );
    return jsonAnswer(json, { source, is_sample, limit, next_cursor: encodeCursor(next) }, [
      channelName('bar', id, query.interval),
    ]);
  },
});
