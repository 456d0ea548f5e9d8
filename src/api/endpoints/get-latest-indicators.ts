import { z } from '@hono/zod-openapi';
import { channelName, instrumentIdPattern } from '../../model/symbol.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { earliestDay } from '../history-depth.ts';
import { onlyOne } from '../only-one.ts';
import * as parameters from '../parameters.ts';
import {
  adjustsDays,
  askedIndicators,
  exampleOfDay,
  indicatorQuery,
  indicatorsPrice,
  methodMeta,
  methodOf,
  valueRow,
} from './indicator-schemas.ts';
import { missingMeta } from './list-many-bars.ts';

const most = 50;

const shown = exampleOfDay('roc', '0.136801475077', 'percent', { missing: ['XJSE:NOBODY'] });

export const getLatestIndicators = endpoint({
  method: 'GET',
  path: '/v1/indicators/latest',
  operationId: 'getLatestIndicators',
  summary: `The newest values of indicators, of up to ${most} instruments`,
  description:
    'For each instrument the values of its newest bar, as /v1/bars/{id}/indicators answers them. Ids that no bar of the interval is known of are in `meta.missing`. Each indicator costs a token.',
  tag: 'Indicators',
  scope: 'read',
  cost: 3,
  cache: { ttlSeconds: 60, rowCapped: false, depthCapped: true },
  params: z.object({}),
  query: z
    .object({
      ids: parameters
        .namesParameter(most, instrumentIdPattern, 'ids such as XJSE:NPN')
        .openapi({ type: 'string', description: `Up to ${most} ids of instruments, separated by commas` }),
      ...indicatorQuery,
    })
    .refine(adjustsDays.isSo, adjustsDays.otherwise),
  response: z.array(valueRow),
  spread: 'values',
  meta: missingMeta.extend(methodMeta).openapi('LatestIndicatorsMeta'),
  example: {
    path: '/v1/indicators/latest?ids=XJSE:NPN,XJSE:NOBODY&indicators=roc(1)',
    data: [shown.row],
    meta: shown.meta,
  },
  priceOf: indicatorsPrice(3),
  async handle({ query }, { indicators, clock }, { plan }, call) {
    const { ids, interval, adjust, as_of = null, source = null } = query;
    const asked = await askedIndicators(query, call);
    const earliest = earliestDay(plan, clock.now());
    const pages = await indicators.values({
      ...{ instruments: ids, indicators: asked.map(({ name }) => name), interval, adjust, as_of, source },
      ...{ from: null, before: null, limit: 1, unit: null, format: 'rows', earliest },
    });
    const found = pages.filter(({ json }) => json !== '[]');
    if (asked.length > 1) call.bill(asked.length - 1);
    return jsonAnswer(
      `[${found.map(({ json }) => json.slice(1, -1)).join(',')}]`,
      {
        as_of,
        source: onlyOne(found.map((one) => one.source)),
        unit: onlyOne(found.map((one) => one.unit)),
        is_sample: found.some(({ is_sample }) => is_sample),
        missing: pages.filter(({ json }) => json === '[]').map(({ instrument_id }) => instrument_id),
        earliest_day: earliest,
        ...methodOf(asked, interval),
      },
      ids.flatMap((id) => [channelName('bar', id, interval), channelName('corporate_action', id)]),
    );
  },
});
