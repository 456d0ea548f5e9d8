import { z } from '@hono/zod-openapi';
import { toInstant } from '../../core/clock.ts';
import { readLatestPrices } from '../../storage/read/latest-prices.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { numeral } from '../udf/numeral.ts';
import { secondsOf } from '../udf/unix-time.ts';
import { latestOf, tagsOf } from './get-latest-quotes.ts';

const figure = z.number().optional();

const values = z.object({
  lp: z.number().openapi({ description: 'The last price' }),
  lp_time: z.number().int().openapi({ description: 'When it was, in seconds since 1970; of a bar its beginning' }),
  ch: figure.openapi({ description: 'The change against the close of the session before' }),
  chp: figure.openapi({ description: 'The same in percent' }),
  prev_close_price: figure,
  volume: figure,
  short_name: z.string(),
  exchange: z.string(),
  original_name: z.string(),
  description: z.string(),
  currency_code: z.string().openapi({ description: 'The unit of prices: ZAc are cents' }),
  source: z.string(),
  is_sample: z.boolean(),
  fetch_id: z.string(),
});

const quote = z.union([
  z.object({ s: z.literal('ok'), n: z.string(), v: values }),
  z.object({ s: z.literal('error'), n: z.string(), errmsg: z.string(), v: z.strictObject({}) }),
]);

export const getUdfQuotes = endpoint({
  method: 'GET',
  path: '/udf/quotes',
  operationId: 'getUdfQuotes',
  summary: 'The newest prices of up to 50 instruments for the watch list of a chart',
  description: 'As /v1/quotes/latest has them. A name without an instrument or a price fails alone.',
  tag: 'Charts',
  scope: 'read',
  cost: 3,
  cache: { ttlSeconds: 15, rowCapped: false },
  protocol: 'udf',
  params: z.object({}),
  query: z.object({
    symbols: parameters.namesParameter(50, parameters.anyName, 'names of 1 to 100 characters').openapi({
      type: 'string',
      description: 'Up to 50 ids or other names of instruments, separated by commas',
      example: 'XJSE:NPN',
    }),
    as_of: parameters.asOf,
  }),
  response: z.object({ s: z.literal('ok'), d: z.array(quote) }).openapi('UdfQuotes'),
  example: {
    path: '/udf/quotes?symbols=XJSE:NPN',
    data: {
      s: 'ok',
      d: [
        {
          ...{ s: 'ok', n: 'XJSE:NPN' },
          v: {
            ...{ lp: 319878, lp_time: 1610521200, ch: 437, chp: 0.136801475077, prev_close_price: 319441 },
            ...{ volume: 1256331, short_name: 'NPN', exchange: 'XJSE', original_name: 'XJSE:NPN' },
            ...{ description: 'Naspers Limited', currency_code: 'ZAc', source: 'yahoo-chart', is_sample: true },
            fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
          },
        },
      ],
    },
  },
  async handle({ query: { symbols, as_of = null } }, { db, clock }) {
    const at = as_of ?? toInstant(clock.now());
    const found = await readLatestPrices(db, { symbols, on: at.slice(0, 10), as_of });
    const priced = new Map(found.map((price) => [price.symbol, latestOf(price, at)]));
    const quotes = symbols.map((name) => quoteOf(name, priced.get(name)));
    return jsonAnswer(JSON.stringify({ s: 'ok', d: quotes }), {}, tagsOf(found));
  },
});

function quoteOf(name: string, latest: ReturnType<typeof latestOf> | undefined) {
  const failed = (errmsg: string) => ({ s: 'error', n: name, errmsg, v: {} });
  if (latest === undefined) return failed('There is no instrument of this name');
  const { instrument_id: id, price, time } = latest;
  if (price === null || time === null) return failed('No price of it is known');
  const [exchange, code] = id.split(':');
  const figures = {
    ...{ ch: latest.change, chp: latest.change_percent },
    ...{ prev_close_price: latest.previous_close, volume: latest.volume },
  };
  const known = Object.entries(figures).flatMap(([key, value]) => (value === null ? [] : [[key, numeral(value)]]));
  const { unit, source, is_sample, fetch_id } = latest;
  const v = {
    ...{ lp: numeral(price), lp_time: secondsOf(time), ...Object.fromEntries(known) },
    ...{ short_name: code, exchange, original_name: id, description: latest.name ?? id },
    ...{ currency_code: unit, source, is_sample, fetch_id },
  };
  return { s: 'ok', n: name, v };
}
