import { z } from '@hono/zod-openapi';
import { provenanceFields, trade } from '../../model/records.ts';
import { channelName, instrumentId } from '../../model/symbol.ts';
import { readTrades } from '../../storage/read/trades.ts';
import { jsonAnswer } from '../answer.ts';
import { decodeCursor, encodeCursor, idShape, instantShape, textShape } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';

const row = trade.extend(provenanceFields.shape).openapi('Trade');

export const listTrades = endpoint({
  method: 'GET',
  path: '/v1/trades/{id}',
  operationId: 'listTrades',
  summary: 'Trades of an instrument, newest first',
  description: "`side` is the taker's, `time` the venue's. The channel `trade:{id}` brings them as they happen.",
  tag: 'Prices',
  scope: 'read',
  cost: 2,
  cache: { ttlSeconds: 15, rowCapped: true },
  params: z.object({ id: instrumentId.meta({ example: 'BINANCE:NKN-USDT' }) }),
  query: z
    .object({
      from: parameters.fromMoment,
      to: parameters.toMoment,
      source: parameters.sourceParameter.openapi({ description: 'Rows of this source only' }),
      limit: parameters.limitParameter(10_000, 500),
      cursor: parameters.cursorParameter,
      as_of: parameters.asOf,
    })
    .refine(({ from, to }) => parameters.momentsAreForward(from, to), parameters.backwards),
  response: z.array(row),
  example: {
    path: '/v1/trades/BINANCE:NKN-USDT?limit=1',
    data: [
      {
        instrument_id: 'BINANCE:NKN-USDT',
        source: 'binance',
        trade_id: '15683430',
        time: '2021-10-12T00:28:43.963Z',
        price: '0.35280000',
        size: '58.00000000',
        side: 'buy',
        unit: 'USDT',
        is_sample: true,
        fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
        recorded_at: '2026-11-24T05:00:00.000Z',
        rev: 1,
      },
    ],
    meta: { source: 'binance', is_sample: true, limit: 1 },
  },
  async handle({ params: { id }, query }, { db }, principal) {
    const as_of = query.as_of ?? null;
    const limit = parameters.cappedRows(principal, query.limit);
    const { json, source, is_sample, next } = await readTrades(db, {
      instrument_id: id,
      from: query.from ?? null,
      before: query.to ?? null,
      source: query.source ?? null,
      position: decodeCursor(query.cursor, [instantShape, textShape, idShape]),
      limit,
      as_of,
    });
    return jsonAnswer(json, { as_of, source, is_sample, limit, next_cursor: encodeCursor(next) }, [
      channelName('trade', id),
    ]);
  },
});
