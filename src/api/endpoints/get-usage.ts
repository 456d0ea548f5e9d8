import { z } from '@hono/zod-openapi';
import { toInstant } from '../../core/clock.ts';
import { planOf } from '../../model/plan.ts';
import { instant } from '../../model/records.ts';
import { jsonAnswer } from '../answer.ts';
import { callerOf } from '../caller.ts';
import { endpoint } from '../endpoint.ts';
import { earliestDay } from '../history-depth.ts';
import * as parameters from '../parameters.ts';
import { forecast, forecastFormula } from '../usage-forecast.ts';
import { accountPolicy, exampleKey } from './account-schemas.ts';

const count = z.number().int();
const limit = count.nullable().openapi({ description: 'In tokens; null: there is none' });
const period = z.object({ limit, spent: count, remaining: limit });

const usage = z
  .object({
    plan: z.string(),
    counted_until: instant
      .nullable()
      .openapi({ description: 'When counts were last brought in, which is each minute; null before the first time' }),
    limits: z.object({
      ...{ requests_per_second: count, requests_per_minute: count, requests_per_day: limit, requests_per_month: limit },
      ...{ rows_per_request: count, stream_channels: count },
      earliest_day: z.string().nullable().openapi({ description: 'The first day whose prices may be read' }),
    }),
    today: period,
    month: period,
    forecast: z.object({
      month: count.nullable().openapi({ description: "Tokens by the month's end; null in its first hour" }),
      formula: z.string(),
      exceeds_limit: z.boolean(),
    }),
    days: z.array(
      z.object({
        day: z.string(),
        key_id: z.string(),
        operation: z.string(),
        requests: count,
        tokens: count.openapi({ description: 'Requests times the cost of the operation: what quotas count' }),
      }),
    ),
  })
  .openapi('Usage');

export const getUsage = endpoint({
  method: 'GET',
  path: '/v1/usage',
  operationId: 'getUsage',
  summary: 'What was spent by day, key and operation, what is left, and where the month is heading',
  description:
    'Days are UTC; this month where no span is named. Answers with a status below 500 are counted, 429 excepted. All limits count tokens, an operation costing one or more.',
  ...accountPolicy,
  scope: 'read',
  cost: 1,
  params: z.object({}),
  query: z
    .object({
      from: parameters.dayParameter('First day, inclusive', '2026-11-01'),
      to: parameters.dayParameter('Last day, inclusive', '2026-11-30'),
    })
    .refine(({ from, to }) => parameters.daysAreForward(from, to), parameters.backwards),
  response: usage,
  example: {
    path: '/v1/usage?from=2026-11-01',
    data: {
      plan: 'free',
      counted_until: '2026-11-24T11:59:30.000Z',
      limits: {
        ...{ requests_per_second: 300, requests_per_minute: 600, requests_per_day: 200_000 },
        ...{ requests_per_month: 3_000_000, rows_per_request: 5000, stream_channels: 50, earliest_day: '2016-11-24' },
      },
      today: { limit: 200_000, spent: 412, remaining: 199_588 },
      month: { limit: 3_000_000, spent: 9_400, remaining: 2_990_600 },
      forecast: { month: 12_000, formula: forecastFormula, exceeds_limit: false },
      days: [{ day: '2026-11-24', key_id: exampleKey.key_id, operation: 'listBars', requests: 412, tokens: 412 }],
    },
  },
  async handle({ query }, { accounts, clock }, principal, call) {
    const now = clock.now();
    const today = toInstant(now).slice(0, 10);
    const to = query.to ?? today;
    const from = query.from ?? `${to.slice(0, 7)}-01`;
    const { rows, ...used } = await accounts.usage(callerOf(principal, call), { from, to });
    const { plan_id: _, history_years: __, ...limits } = planOf(used.plan);
    const month = forecast(used.month, now);
    const monthly = limits.requests_per_month;
    return jsonAnswer(
      JSON.stringify({
        plan: used.plan,
        counted_until: used.counted_until,
        limits: { ...limits, earliest_day: earliestDay(used.plan, now) },
        today: periodOf(limits.requests_per_day, used.today),
        month: periodOf(monthly, used.month),
        forecast: { month, formula: forecastFormula, exceeds_limit: monthly !== null && (month ?? 0) > monthly },
        days: rows,
      }),
    );
  },
});

const periodOf = (most: number | null, spent: number) => ({
  ...{ limit: most, spent },
  remaining: most === null ? null : Math.max(0, most - spent),
});
