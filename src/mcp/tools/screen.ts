import { z } from 'zod';
import { pathOf, tool } from '../tool.ts';

const bound = z.string().optional();

export const screen = tool({
  name: 'screen',
  description:
    'Find instruments by figures of daily bars: close, change_1d, return_1w/1m/3m/6m/1y, volatility_3m/1y, [from_]high_1y, [from_]low_1y, [to_]sma_50/200, volume_20d, value_20d, dividend_yield_1y, esg, quality, rsi(14), ema(12), ema(26), atr(14), bbands(20,2).upper; percent where relative.',
  input: z.strictObject({
    venues: z.array(z.string()).max(20).optional().describe('e.g. XJSE'),
    sectors: z.array(z.string()).max(50).optional(),
    filters: z
      .array(z.strictObject({ field: z.string(), min: bound, max: bound }))
      .max(20)
      .default([]),
    sort: z.string().optional(),
    order: z.enum(['asc', 'desc']).default('desc'),
    on: z.string().optional(),
    as_of: z.string().optional(),
    limit: z.int().max(100).default(20),
  }),
  request: ({ venues, sectors, filters, sort, order, on, as_of, limit }) => ({
    method: 'POST',
    path: pathOf('/v1/screener', { on, as_of, limit }),
    body: { universe: { venues, sectors }, filters, ...(sort === undefined ? {} : { sort: { field: sort, order } }) },
  }),
});
