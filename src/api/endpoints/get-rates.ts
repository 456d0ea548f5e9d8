import { z } from '@hono/zod-openapi';
import { addDays } from '../../calendar/days.ts';
import { WizError } from '../../core/errors.ts';
import { day, decimal, instant, rate } from '../../model/records.ts';
import { type RateRequest, readRates } from '../../storage/read/rates.ts';
import { jsonAnswer } from '../answer.ts';
import { dayShape, decodeCursor, encodeCursor } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';

const leg = rate
  .extend({
    source: z.string(),
    is_sample: z.boolean(),
    fetch_id: z.string(),
    recorded_at: instant,
    rev: z.number().int(),
    inverted: z.boolean().openapi({ description: 'The published rate is walked from its quote to its base' }),
  })
  .openapi('RateLeg');

const rateRow = z
  .object({
    base: rate.shape.base,
    quote: rate.shape.quote,
    date: day,
    value: decimal.meta({
      description: 'As published where direct; else derived from `path` and rounded to 12 significant digits',
    }),
    method: z.enum(['direct', 'inverse', 'cross']),
    source: z.string(),
    is_sample: z.boolean(),
    fetch_id: z.string().nullable().openapi({ description: 'Null where derived: the legs in `path` have theirs' }),
    recorded_at: instant,
    rev: z.number().int().nullable(),
    path: z.array(leg).openapi({ description: 'The published rates that lead from base to quote' }),
  })
  .openapi('Rate');

/** Banks do not fix rates on weekends and holidays; the longest of those gaps is shorter than this. */
const gapDays = 7;

const published = {
  source: 'ecb',
  is_sample: true,
  fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
  recorded_at: '2026-11-24T05:00:00.000Z',
  rev: 1,
};

export const getRates = endpoint({
  method: 'GET',
  path: '/v1/rates/{pair}',
  operationId: 'getRates',
  summary: 'Rates of a currency pair: published, inverse, or by way of a third currency',
  description:
    'Without a day the latest rate; with `date` the one in force on that day, which is of an earlier day on weekends and holidays; with `from` or `to` all of the span. `path` shows the published rates behind each value.',
  tag: 'Prices',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 300, rowCapped: true },
  params: z.object({
    pair: z
      .string()
      .regex(/^[A-Z]{3}-[A-Z]{3}$/, 'must be two ISO 4217 codes such as EUR-ZAR')
      .refine((pair) => pair.slice(0, 3) !== pair.slice(4), 'must name two different currencies')
      .openapi({ example: 'EUR-ZAR' }),
  }),
  query: z
    .object({
      date: parameters.dayParameter('The rate in force on this day', '2021-01-13'),
      from: parameters.dayParameter('First day, inclusive', '2021-01-01'),
      to: parameters.dayParameter('Last day, inclusive', '2021-01-31'),
      order: parameters.orderParameter,
      limit: parameters.limitParameter(10_000, 500),
      cursor: parameters.cursorParameter,
      as_of: parameters.asOf,
      source: parameters.sourceParameter.openapi({ example: 'ecb' }),
    })
    .refine(({ from, to }) => parameters.daysAreForward(from, to), parameters.backwards)
    .refine(({ date, from, to }) => date === undefined || (from === undefined && to === undefined), {
      message: 'must not be combined with `from` or `to`',
      path: ['date'],
    }),
  response: z.array(rateRow),
  asParquet: true,
  example: {
    path: '/v1/rates/USD-ZAR?date=2021-01-13',
    data: [
      {
        base: 'USD',
        quote: 'ZAR',
        date: '2021-01-13',
        value: '15.3155515371',
        method: 'cross',
        source: 'ecb',
        is_sample: true,
        fetch_id: null,
        recorded_at: '2026-11-24T05:00:00.000Z',
        rev: null,
        path: [
          { base: 'EUR', quote: 'USD', date: '2021-01-13', value: '1.2166', inverted: true, ...published },
          { base: 'EUR', quote: 'ZAR', date: '2021-01-13', value: '18.6329', inverted: false, ...published },
        ],
      },
    ],
    meta: { source: 'ecb', is_sample: true, unit: 'ZAR', limit: 1 },
  },
  async handle({ params: { pair }, query }, { db }, principal) {
    const [base, quote] = [pair.slice(0, 3), pair.slice(4)];
    const isSpan = query.from !== undefined || query.to !== undefined;
    const request: RateRequest = {
      base,
      quote,
      from: query.date === undefined ? (query.from ?? null) : addDays(query.date, -gapDays),
      to: query.date ?? query.to ?? null,
      position: decodeCursor(query.cursor, [dayShape])?.[0] ?? null,
      order: isSpan ? (query.order ?? 'asc') : 'desc',
      limit: isSpan ? parameters.cappedRows(principal, query.limit) : 1,
      as_of: query.as_of ?? null,
      source: query.source ?? null,
      latest: !isSpan,
    };
    const page = await readRates(db, request);
    if (page.rows === 0 && request.position === null) {
      throw new WizError('not_found', `No published rates lead from ${base} to ${quote} in the time asked for`);
    }
    const { source, is_sample, json } = page;
    const next_cursor = isSpan ? encodeCursor(page.next) : null;
    return jsonAnswer(
      json,
      { as_of: request.as_of, source, is_sample, unit: quote, limit: request.limit, next_cursor },
      ['rate'],
    );
  },
});
