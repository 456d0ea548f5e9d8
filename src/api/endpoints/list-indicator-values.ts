import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { channelName, instrumentId } from '../../model/symbol.ts';
import { jsonAnswer } from '../answer.ts';
import { earlierOf } from '../both-stores/moments.ts';
import { instantShape } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import { earliestDay } from '../history-depth.ts';
import * as parameters from '../parameters.ts';
import { upToDate } from '../up-to-date.ts';
import {
  adjustsDays,
  askedIndicators,
  exampleOfDay,
  indicatorQuery,
  indicatorsPrice,
  methodOf,
  mostIndicators,
  valueColumns,
  valueRow,
  valuesMeta,
} from './indicator-schemas.ts';
import { priceUnit, refuseUnit } from './list-bars.ts';
import { cursorOf, timelineRequest } from './timeline-request.ts';

const shown = exampleOfDay('mom', '437', 'price', { limit: 500, behind: false });

export const listIndicatorValues = endpoint({
  method: 'GET',
  path: '/v1/bars/{id}/indicators',
  operationId: 'listIndicatorValues',
  summary: `Up to ${mostIndicators} indicators of an instrument, beside the times of its bars`,
  description:
    'The latest bars of the span in the order of time; `cursor` goes on towards the past. The bars before `from` that a value rests on are read too, so that it is the same to the last digit whatever page it is on: all values of a session day (minutes), month (hours) or year (days) come from one run, which begins `memory_bars` before, where what came earlier weighs less than 1e-15; longer intervals run from the first bar stored. What adds up for ever (obv, ad, drawdown) begins with the first bar stored, and on intervals below a day with the block. A bar that lacks a figure gives null and is skipped. Each indicator costs a token.',
  tag: 'Indicators',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 60, rowCapped: true, depthCapped: true },
  params: z.object({ id: instrumentId.meta({ example: 'XJSE:NPN' }) }),
  query: z
    .object({
      ...indicatorQuery,
      from: parameters.fromMoment,
      to: parameters.toMoment,
      limit: parameters.limitParameter(10_000, 500),
      cursor: parameters.cursorParameter,
      format: parameters.formatParameter,
      unit: priceUnit,
    })
    .refine(({ from, to }) => parameters.momentsAreForward(from, to), parameters.backwards)
    .refine(adjustsDays.isSo, adjustsDays.otherwise),
  response: z.union([z.array(valueRow), valueColumns]),
  asParquet: true,
  spread: 'values',
  meta: valuesMeta,
  example: {
    path: '/v1/bars/XJSE:NPN/indicators?indicators=mom(1)&from=2021-01-13&to=2021-01-13',
    data: [shown.row],
    meta: shown.meta,
  },
  priceOf: indicatorsPrice(1),
  async handle({ params: { id }, query }, { indicators, clock }, principal, call) {
    const { interval, adjust, from = null, to = null, unit = null } = query;
    const asked = await askedIndicators(query, call);
    const earliest = earliestDay(principal.plan, clock.now());
    const { position, limit, as_of, source, format } = timelineRequest(query, instantShape, principal);
    const request = {
      ...{ instruments: [id], indicators: asked.map(({ name }) => name), interval, adjust, unit, format },
      ...{ from, before: earlierOf(to, position), limit, as_of, source, earliest },
    };
    const read = async () => {
      const [page] = await indicators.values(request);
      if (page === undefined) throw new WizError('dependency_unavailable', 'the indicators answered nothing');
      return page;
    };
    const page = await upToDate(read, id, indicators);
    if (!page.known) {
      throw new WizError('not_found', `There is no instrument ${id}; search for it with /v1/instruments?q=`);
    }
    refuseUnit(query.unit, page.unit);
    if (asked.length > 1) call.bill(asked.length - 1);
    return jsonAnswer(
      page.json,
      {
        ...{ as_of, source: page.source, unit: page.unit, is_sample: page.is_sample, limit, behind: page.behind },
        next_cursor: cursorOf(page.next, page.source),
        earliest_day: earliest,
        ...methodOf(asked, interval),
      },
      [...new Set([id, ...asked.flatMap(({ benchmark }) => benchmark ?? [])])].flatMap((of) => [
        channelName('bar', of, interval),
        channelName('bar', of, '1d'),
        channelName('corporate_action', of),
      ]),
    );
  },
});
