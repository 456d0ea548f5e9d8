import { z } from '@hono/zod-openapi';
import { addDays } from '../../calendar/days.ts';
import { WizError } from '../../core/errors.ts';
import { day, decimal, instant, observation, provenanceFields } from '../../model/records.ts';
import { channelName, seriesId } from '../../model/symbol.ts';
import { readObservations } from '../../storage/read/observations.ts';
import { dayShape } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { shownInUnit } from '../shown-in-unit.ts';
import { orderMeaning, timelineAnswer, timelineRequest } from './timeline-request.ts';

const row = observation.extend(provenanceFields.shape).openapi('Observation');

const columns = z
  .object({
    series_id: seriesId,
    period: z.array(day),
    value: z.array(decimal.nullable()),
    status: z.array(z.string().nullable()),
    fetch_id: z.array(z.string()),
    recorded_at: z.array(instant),
    rev: z.array(z.number().int()),
  })
  .openapi('ObservationColumns');

export const listObservations = endpoint({
  method: 'GET',
  path: '/v1/series/{id}/observations',
  operationId: 'listObservations',
  summary: 'Observations of a series',
  description: `${orderMeaning}. \`period\` is the first day of the period; a null value says that the source has published none.`,
  tag: 'Series',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 300, rowCapped: true },
  params: z.object({ id: seriesId.meta({ example: 'WB:FP.CPI.TOTL.ZG.ZAF' }) }),
  query: z
    .object({
      from: parameters.dayParameter('First period, inclusive', '2020-01-01'),
      to: parameters.dayParameter('Last period, inclusive', '2024-12-31'),
      limit: parameters.limitParameter(10_000, 500),
      order: parameters.orderParameter,
      cursor: parameters.cursorParameter,
      as_of: parameters.asOf,
      format: parameters.formatParameter,
      source: parameters.sourceParameter,
      unit: parameters.unitParameter,
    })
    .refine(({ from, to }) => parameters.daysAreForward(from, to), parameters.backwards),
  response: z.union([z.array(row), columns]),
  asParquet: true,
  example: {
    path: '/v1/series/WB:FP.CPI.TOTL.ZG.ZAF/observations?from=2024-01-01&to=2024-12-31',
    data: [
      {
        series_id: 'WB:FP.CPI.TOTL.ZG.ZAF',
        source: 'worldbank',
        period: '2024-01-01',
        value: '4.36115246518962',
        status: null,
        document: null,
        page: null,
        is_sample: true,
        fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
        recorded_at: '2026-11-24T05:00:00.000Z',
        rev: 1,
      },
    ],
    meta: { source: 'worldbank', is_sample: true, limit: 500 },
  },
  async handle({ params: { id }, query }, { db }, principal) {
    const request = {
      ...timelineRequest(query, dayShape, principal),
      key: [id],
      from: query.from ?? null,
      before: query.to === undefined ? null : addDays(query.to, 1),
    };
    const page = await readObservations(db, request);
    if (!page.known) throw new WizError('not_found', `There is no series ${id}; search for it with /v1/series?q=`);
    return timelineAnswer(shownInUnit(page, query.unit), request, [channelName('observation', id)]);
  },
});
