import { z } from '@hono/zod-openapi';
import { provenanceFields, vintage } from '../../model/records.ts';
import { channelName, seriesId } from '../../model/symbol.ts';
import { readVintages } from '../../storage/read/vintages.ts';
import { jsonAnswer } from '../answer.ts';
import { dayShape, decodeCursor, encodeCursor, idShape } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';

const row = vintage.extend(provenanceFields.shape).openapi('Vintage');

export const listVintages = endpoint({
  method: 'GET',
  path: '/v1/series/{id}/vintages',
  operationId: 'listVintages',
  summary: 'What a source said of each period, and on which days it said so',
  description:
    'Statistics are restated. `realtime_start` and `realtime_end` are the days, both inclusive, between which the source published the value; null is "to this day". `as_of` is another clock: what WizData knew at a moment.',
  tag: 'Series',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 300, rowCapped: true },
  params: z.object({ id: seriesId.meta({ example: 'FRED:GDP.USA' }) }),
  query: z
    .object({
      from: parameters.dayParameter('First period, inclusive', '2020-01-01'),
      to: parameters.dayParameter('Last period, inclusive', '2020-12-31'),
      realtime: parameters.dayParameter('Only what the source said on this day', '2021-01-13'),
      limit: parameters.limitParameter(10_000, 500),
      cursor: parameters.cursorParameter,
      as_of: parameters.asOf,
    })
    .refine(({ from, to }) => parameters.daysAreForward(from, to), parameters.backwards),
  response: z.array(row),
  example: { path: '/v1/series/FRED:GDP.USA/vintages?realtime=2021-01-13', data: [], meta: { limit: 500 } },
  async handle({ params: { id }, query }, { db }, principal) {
    const as_of = query.as_of ?? null;
    const limit = parameters.cappedRows(principal, query.limit);
    const { json, source, is_sample, next } = await readVintages(db, {
      series_id: id,
      from: query.from ?? null,
      to: query.to ?? null,
      realtime: query.realtime ?? null,
      position: decodeCursor(query.cursor, [dayShape, dayShape, idShape]),
      limit,
      as_of,
    });
    return jsonAnswer(json, { as_of, source, is_sample, limit, next_cursor: encodeCursor(next) }, [
      channelName('vintage', id),
    ]);
  },
});
