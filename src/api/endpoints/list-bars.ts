import { z } from '@hono/zod-openapi';
import { adjustModes } from '../../adjustments/adjust-bars.ts';
import { toInstant } from '../../core/clock.ts';
import { WizError } from '../../core/errors.ts';
import { partOf } from '../../lake/cold/bar-index.ts';
import { bar, corporateAction, day, decimal, instant, provenanceFields } from '../../model/records.ts';
import { channelName, instrumentId, interval } from '../../model/symbol.ts';
import { currencyOf } from '../../model/unit.ts';
import { adjustPage } from '../adjusted-bars.ts';
import { daysFor, inPeriods, isPeriod } from '../adjusted-periods.ts';
import { meta } from '../answer.ts';
import { readBarsInBlocks } from '../both-stores/read-bars-in-blocks.ts';
import { readBarsToAdjustOfBoth } from '../both-stores/read-bars-to-adjust.ts';
import { instantShape } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { upToDate } from '../up-to-date.ts';
import { orderMeaning, timelineAnswer, timelineRequest } from './timeline-request.ts';

export const barRow = bar.extend(provenanceFields.shape).openapi('Bar');

export const barColumns = z
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
    turnover: z.array(decimal.nullable()),
    trades: z.array(z.number().int().nullable()),
    final: z.array(z.boolean()),
    fetch_id: z.array(z.string()),
    recorded_at: z.array(instant),
    rev: z.array(z.number().int()),
  })
  .openapi('BarColumns');

const factor = decimal.nullable().meta({
  description: 'What the published figures were multiplied by; null for a week or month whose days have several',
});
const adjustedRow = barRow.extend({ price_factor: factor, volume_factor: factor }).openapi('AdjustedBar');

const step = z
  .object({
    ex_date: day,
    kind: corporateAction.shape.kind,
    price_factor: decimal.meta({
      description: 'For the bar before the ex-date; 1 where it is refused or in the prices',
    }),
    volume_factor: decimal,
    cumulative_price_factor: decimal.meta({ description: 'Of this step and all later ones' }),
    cumulative_volume_factor: decimal,
    action: corporateAction.extend(provenanceFields.shape),
    reference_close: z.object({ session_date: day, close: decimal }).nullable(),
    verdict: z.enum(['applied', 'refused']),
    reason: z.string(),
  })
  .openapi('AdjustmentStep');

const explained = z.object({ bars: z.array(adjustedRow), steps: z.array(step) }).openapi('ExplainedBars');

export const priceUnit = z
  .string()
  .regex(/^[A-Za-z]{3,10}$/, 'must be a unit such as ZAR or ZAc')
  .optional()
  .openapi({
    description: 'The published unit or its currency; left out, prices and turnover are as published',
    example: 'ZAR',
  });

/** They hold days before and after an action, and are not built from days here. */
const longSteps: readonly string[] = ['1q', '1y'];

const barsMeta = meta
  .extend({
    behind: z.boolean().openapi({
      description:
        'True for computed bars while shorter ones have come that are not in them yet; as a rule a read brings them up to date',
    }),
  })
  .openapi('BarsMeta');

export const listBars = endpoint({
  method: 'GET',
  path: '/v1/bars/{id}',
  operationId: 'listBars',
  summary: 'Bars of an instrument: open, high, low, close and volume of an interval',
  description: `${orderMeaning}. Prices and turnover are in \`unit\`: JSE prices are published in cents (ZAc) and come in rand with \`unit=ZAR\`, exactly converted. A bar whose source is \`derived\` was rolled up from shorter ones, which /v1/bars/{id}/constituents shows; adjusted weeks and months are rolled up from the adjusted days of the one source that \`meta.source\` names.`,
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
      unit: priceUnit,
      source: parameters.sourceParameter,
      adjust: z.enum(adjustModes, 'must be none, splits or all').default('none').openapi({
        description:
          'none: prices as the source published them (`price_basis` in /v1/sources says whether splits are in them); splits: on the shares of today, or of `as_of`; all: dividends too. Volume by splits only, turnover by neither: it is what was paid, so that turnover / volume is a vwap on the shares of `splits`',
      }),
      explain: z
        .enum(['true', 'false'], 'must be true or false')
        .default('false')
        .transform((text) => text === 'true')
        .openapi({ description: 'With `adjust`: the factor chain, and the action behind each step' }),
    })
    .refine(({ adjust, format }) => adjust === 'none' || format === 'rows', {
      message: 'adjusted bars come as rows',
      path: ['format'],
    })
    .refine(({ adjust, interval: step }) => adjust === 'none' || !longSteps.includes(step), {
      message: 'adjusted bars are of a month or less: ask for 1M',
      path: ['interval'],
    })
    .refine(({ adjust, explain }) => adjust !== 'none' || !explain, {
      message: 'explains an adjustment: ask for adjust=splits or adjust=all',
      path: ['explain'],
    })
    .refine(({ from, to }) => parameters.momentsAreForward(from, to), parameters.backwards),
  response: z.union([z.array(adjustedRow), z.array(barRow), barColumns, explained]),
  asParquet: true,
  meta: barsMeta,
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
        turnover: null,
        trades: null,
        unit: 'ZAc',
        final: true,
        is_sample: true,
        fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
        recorded_at: '2026-11-24T05:00:00.000Z',
        rev: 1,
      },
    ],
    meta: { source: 'yahoo-chart', is_sample: true, unit: 'ZAc', limit: 500, behind: false },
  },
  async handle({ params, query }, { db, lake, blocks, clock, indicators }, principal) {
    const { adjust, unit: asked = null } = query;
    const request = {
      ...timelineRequest(query, instantShape, principal),
      ...{ key: [params.id, query.interval] as const, part: partOf(params.id), unit: asked },
      from: query.from ?? null,
      before: query.to ?? null,
    };
    const period = adjust !== 'none' && isPeriod(query.interval) ? query.interval : null;
    const days = period && { ...daysFor(request, period), key: [params.id, '1d'] as const };
    const read = adjust === 'none' ? null : await readBarsToAdjustOfBoth({ db, lake }, days ?? request);
    const stores = { db, lake, blocks, clock };
    const page = read?.page ?? (await upToDate(() => readBarsInBlocks(stores, request), params.id, indicators));
    if (!page.known) {
      throw new WizError('not_found', `There is no instrument ${params.id}; search for it with /v1/instruments?q=`);
    }
    refuseUnit(query.unit, page.unit);
    const tags = [channelName('bar', params.id, query.interval)];
    if (read === null) return timelineAnswer(page, request, tags, { behind: page.behind });
    const now = request.as_of ?? toInstant(clock.now());
    const adjusted = adjustPage(read, adjust, now.slice(0, 10));
    const { bars, steps, is_sample, next } =
      period === null ? { ...adjusted, next: page.next } : inPeriods(adjusted, request, period, now);
    const json = JSON.stringify(query.explain ? { bars, steps } : bars);
    const alsoOf = [channelName('bar', params.id, '1d'), channelName('corporate_action', params.id)];
    const { behind } = page;
    return timelineAnswer({ ...page, json, is_sample, next }, request, [...tags, ...alsoOf], { behind });
  },
});

/** Prices of another currency cannot be shown in the unit that is asked for. */
export function refuseUnit(asked: string | undefined, unit: string | null): void {
  if (asked === undefined || unit === null || unit === asked) return;
  const units = [...new Set([unit, currencyOf(unit)])].join(' or ');
  throw new WizError('invalid_request', `unit: prices are in ${unit}; ask for ${units}`);
}
