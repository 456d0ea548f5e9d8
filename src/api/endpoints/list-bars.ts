import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { bar, day, decimal, instant, provenanceFields } from '../../model/records.ts';
import { channelName, instrumentId, interval } from '../../model/symbol.ts';
import { currencyOf } from '../../model/unit.ts';
import { readBars } from '../../storage/read/bars.ts';
import { instantShape } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { orderMeaning, timelineAnswer, timelineRequest } from './timeline-request.ts';

export const barRow = bar.extend(provenanceFields.shape).openapi('Bar');

const columns = z
  .object({
    instrument_id: instrumentId,
    interval,
    time: z.array(instant),
    session_date: z.array(day.nullable()),
    open: z.array(decimal.nullable()),
    high: z.array(decimal.nullable()),
    low: z.array(decimal.nullable()),
    close: z.array(decimal),
    volume: z.array(decimal.nullable()),
    trades: z.array(z.number().int().nullable()),
    final: z.array(z.boolean()),
    fetch_id: z.array(z.string()),
    recorded_at: z.array(instant),
    rev: z.array(z.number().int()),
  })
  .openapi('BarColumns');

export const listBars = endpoint({
  method: 'GET',
  path: '/v1/bars/{id}',
  operationId: 'listBars',
  summary: 'Bars of an instrument: open, high, low, close and volume of an interval',
  description: `${orderMeaning}. Prices are in \`unit\`: JSE prices are published in cents (ZAc) and come in rand with \`unit=ZAR\`, exactly converted.`,
  tag: 'Prices',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 60, rowCapped: true },
  params: z.object({ id: instrumentId.meta({ example: 'XJSE:NPN' }) }),
  query: z
    .object({
      interval: interval.default('1d').openapi({ description: 'Length of a bar' }),
      from: parameters.fromMoment,
      to: parameters.toMoment,
      limit: parameters.limitParameter(10_000, 500),
      order: parameters.orderParameter,
      cursor: parameters.cursorParameter,
      as_of: parameters.asOf,
      format: parameters.formatParameter,
      unit: z
        .string()
        .regex(/^[A-Za-z]{3,10}$/, 'must be a unit such as ZAR or ZAc')
        .optional()
        .openapi({
          description: 'The published unit or its currency; left out, prices are as published',
          example: 'ZAR',
        }),
      source: parameters.sourceParameter,
    })
    .refine(({ from, to }) => parameters.momentsAreForward(from, to), parameters.backwards),
  response: z.union([z.array(barRow), columns]),
  example: {
    path: '/v1/bars/XJSE:NPN?from=2021-01-13&to=2021-01-13',
    data: [
      {
        instrument_id: 'XJSE:NPN',
        interval: '1d',
        source: 'yahoo-chart',
        time: '2021-01-13T07:00:00.000Z',
        session_date: '2021-01-13',
        open: '322000',
        high: '325585',
        low: '318912',
        close: '319878',
        volume: '1256331',
        trades: null,
        unit: 'ZAc',
        final: true,
        is_sample: true,
        fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
        recorded_at: '2026-11-24T05:00:00.000Z',
        rev: 1,
      },
    ],
    meta: { source: 'yahoo-chart', is_sample: true, unit: 'ZAc', limit: 500 },
  },
  async handle({ params, query }, { db }, principal) {
    const request = {
      ...timelineRequest(query, instantShape, principal),
      key: [params.id, query.interval],
      from: query.from ?? null,
      before: query.to ?? null,
    };
    const page = await readBars(db, request, query.unit ?? null);
    if (!page.known) {
      throw new WizError('not_found', `There is no instrument ${params.id}; search for it with /v1/instruments?q=`);
    }
    const { unit } = page;
    if (query.unit !== undefined && unit !== null && unit !== query.unit) {
      const units = [...new Set([unit, currencyOf(unit)])].join(' or ');
      throw new WizError('invalid_request', `unit: prices are in ${unit}; ask for ${units}`);
    }
    return timelineAnswer(page, request, [channelName('bar', params.id, query.interval)]);
  },
});
