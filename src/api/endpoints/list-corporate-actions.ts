import { z } from '@hono/zod-openapi';
import { corporateAction, provenanceFields } from '../../model/records.ts';
import { channelName, instrumentId } from '../../model/symbol.ts';
import { readCorporateActions } from '../../storage/read/corporate-actions.ts';
import { jsonAnswer } from '../answer.ts';
import { dayShape, decodeCursor, encodeCursor, idShape } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';

export const actionRow = corporateAction.extend(provenanceFields.shape).openapi('CorporateAction');

export const listCorporateActions = endpoint({
  method: 'GET',
  path: '/v1/corporate-actions/{id}',
  operationId: 'listCorporateActions',
  summary: 'Splits, dividends and changes of symbol of an instrument, newest first',
  description:
    'As each source says it, one row a source. `amount` is per share in `unit`; `ratio` is new shares for one old.',
  tag: 'Instruments',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 300, rowCapped: true },
  params: z.object({ id: instrumentId.meta({ example: 'XNAS:NVDA' }) }),
  query: z
    .object({
      kind: corporateAction.shape.kind.optional(),
      from: parameters.dayParameter('First ex-date, inclusive', '2021-01-01'),
      to: parameters.dayParameter('Last ex-date, inclusive', '2021-12-31'),
      source: parameters.sourceParameter.openapi({ description: 'Rows of this source only' }),
      limit: parameters.limitParameter(10_000, 500),
      cursor: parameters.cursorParameter,
      as_of: parameters.asOf,
    })
    .refine(({ from, to }) => parameters.daysAreForward(from, to), parameters.backwards),
  response: z.array(actionRow),
  example: {
    path: '/v1/corporate-actions/XNAS:NVDA?kind=split',
    data: [
      {
        instrument_id: 'XNAS:NVDA',
        source: 'yahoo-chart',
        kind: 'split',
        ex_date: '2021-07-20',
        amount: null,
        ratio: '4',
        unit: null,
        declared_on: null,
        record_date: null,
        payment_date: null,
        old_symbol: null,
        new_symbol: null,
        is_sample: true,
        fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
        recorded_at: '2026-11-24T05:00:00.000Z',
        rev: 1,
      },
    ],
    meta: { source: 'yahoo-chart', is_sample: true, limit: 500 },
  },
  async handle({ params: { id }, query }, { db }, principal) {
    const as_of = query.as_of ?? null;
    const limit = parameters.cappedRows(principal, query.limit);
    const { json, source, is_sample, next } = await readCorporateActions(db, {
      instrument_id: id,
      kind: query.kind ?? null,
      from: query.from ?? null,
      to: query.to ?? null,
      source: query.source ?? null,
      position: decodeCursor(query.cursor, [dayShape, idShape, idShape]),
      limit,
      as_of,
    });
    return jsonAnswer(json, { as_of, source, is_sample, limit, next_cursor: encodeCursor(next) }, [
      channelName('corporate_action', id),
    ]);
  },
});
