import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { decimal, instant, measurement, provenanceFields } from '../../model/records.ts';
import { channelName, seriesId } from '../../model/symbol.ts';
import { readMeasurements } from '../../storage/read/measurements.ts';
import { instantShape } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { shownInUnit } from '../shown-in-unit.ts';
import { orderMeaning, timelineAnswer, timelineRequest } from './timeline-request.ts';

const row = measurement.extend(provenanceFields.shape).openapi('Measurement');

const columns = z
  .object({
    series_id: seriesId,
    time: z.array(instant),
    value: z.array(decimal),
    fetch_id: z.array(z.string()),
    recorded_at: z.array(instant),
    rev: z.array(z.number().int()),
  })
  .openapi('MeasurementColumns');

export const listMeasurements = endpoint({
  method: 'GET',
  path: '/v1/series/{id}/measurements',
  operationId: 'listMeasurements',
  summary: 'What an instrument measured, hour by hour or closer: air quality',
  description: `${orderMeaning}. \`time\` is the end of the span that was measured; \`meta.unit\` is the unit.`,
  tag: 'Series',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 60, rowCapped: true },
  params: z.object({ id: seriesId.meta({ example: 'OPENAQ:O3.3917' }) }),
  query: z
    .object({
      from: parameters.fromMoment,
      to: parameters.toMoment,
      limit: parameters.limitParameter(10_000, 500),
      order: parameters.orderParameter,
      cursor: parameters.cursorParameter,
      as_of: parameters.asOf,
      format: parameters.formatParameter,
      source: parameters.sourceParameter,
      unit: parameters.unitParameter,
    })
    .refine(({ from, to }) => parameters.momentsAreForward(from, to), parameters.backwards),
  response: z.union([z.array(row), columns]),
  example: { path: '/v1/series/OPENAQ:O3.3917/measurements', data: [], meta: { limit: 500 } },
  async handle({ params: { id }, query }, { db }, principal) {
    const request = {
      ...timelineRequest(query, instantShape, principal),
      key: [id],
      from: query.from ?? null,
      before: query.to ?? null,
    };
    const page = await readMeasurements(db, request);
    if (!page.known) throw new WizError('not_found', `There is no series ${id}; search for it with /v1/series?q=`);
    return timelineAnswer(shownInUnit(page, query.unit), request, [channelName('measurement', id)]);
  },
});
