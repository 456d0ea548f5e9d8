import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { partOf } from '../../lake/cold/bar-index.ts';
import { channelName } from '../../model/symbol.ts';
import { classOf } from '../../model/time-classes.ts';
import { jsonAnswer } from '../answer.ts';
import { readBarsOfBoth } from '../both-stores/read-bars.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { type BarColumns, chartBars } from '../udf/chart-bars.ts';
import { resolutionParameter, shortestSeconds } from '../udf/resolutions.ts';
import { fromParameter, tickerParameter, toParameter } from '../udf/udf-parameters.ts';
import { instantOf, secondsOf } from '../udf/unix-time.ts';
import { upToDate } from '../up-to-date.ts';
import { refuseUnit } from './list-bars.ts';

const numbers = z.array(z.number());
const said = { source: z.string().nullable(), unit: z.string().nullable(), is_sample: z.boolean() };

const bars = z.object({
  s: z.literal('ok'),
  t: z.array(z.number().int()).openapi({
    description: 'Seconds since 1970; days and longer bars stand at midnight of UTC of their session date',
  }),
  o: numbers,
  h: numbers,
  l: numbers,
  c: numbers,
  v: z.array(z.number().nullable()),
  ...said,
});
const none = z.object({
  s: z.literal('no_data'),
  nextTime: z.number().int().optional().openapi({ description: 'The bar before the span, where there is one' }),
  ...said,
});

const mostBars = 10_000;
/** A session's bar may begin on another day of UTC than the one where it stands. */
const daySeconds = 86_400;

export const getUdfHistory = endpoint({
  method: 'GET',
  path: '/udf/history',
  operationId: 'getUdfHistory',
  summary: 'Bars of a chart',
  description:
    'The figures of /v1/bars/{id}, published or computed, as JSON numbers with the published digits; prices are in `unit`. All requests of a chart are of one source. No more bars come than the plan shows in a page, the latest of what is asked for. An error is a problem that has `s` and `errmsg` besides.',
  tag: 'Charts',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 15, rowCapped: true },
  protocol: 'udf',
  params: z.object({}),
  query: z.object({
    symbol: tickerParameter,
    resolution: resolutionParameter,
    from: fromParameter,
    to: toParameter,
    countback: z
      .string()
      .regex(/^(?:0|[1-9]\d{0,8})$/, 'must be a whole number of at most nine digits')
      .transform(Number)
      .optional()
      .openapi({
        type: 'integer',
        minimum: 0,
        maximum: 999_999_999,
        description: 'So many bars before `to`; `from` counts no more then',
        example: 2,
      }),
    currencyCode: z
      .string()
      .regex(/^[A-Za-z0-9]{1,16}$/, 'must be the currency_code of /udf/symbols, or its currency')
      .optional()
      .openapi({ description: 'ZAR shows prices that are published in ZAc in rand, exactly; left out, as published' }),
    since: parameters.dayParameter(
      'Nothing before this day; left out, the first day that the plan shows',
      '2020-01-01',
    ),
    as_of: parameters.asOf,
  }),
  response: z.union([bars, none]).openapi('UdfHistory'),
  mayMiss: true,
  example: {
    path: '/udf/history?symbol=XJSE:NPN&resolution=1D&from=1609459200&to=1610582400&countback=2&since=2020-01-01',
    data: {
      ...{ s: 'ok', t: [1610409600, 1610496000] },
      ...{ o: [322500, 322000], h: [322953, 325585], l: [318513, 318912], c: [319441, 319878], v: [1358507, 1256331] },
      ...{ source: 'yahoo-chart', unit: 'ZAc', is_sample: true },
    },
  },
  async handle({ query }, { db, lake, clock, indicators }, principal) {
    const { symbol, resolution: interval, countback, currencyCode, since = null, as_of = null } = query;
    const to = query.to ?? Math.ceil(clock.now() / 1000);
    const from = countback === undefined ? (query.from ?? Number.NEGATIVE_INFINITY) : Number.NEGATIVE_INFINITY;
    const inSpan = Math.max(Math.ceil((to - from) / shortestSeconds[interval]), 0);
    const count = parameters.cappedRows(principal, Math.min(countback ?? inSpan, mostBars));
    const around = classOf(interval) === 'daily' ? daySeconds : 0;
    const request = {
      ...{ key: [symbol, interval] as const, part: partOf(symbol), unit: currencyCode ?? null },
      ...{ from: since === null ? null : instantOf(secondsOf(since)), before: null, source: null, as_of },
      // Where the page ends is no bound of the span, of which the best source is chosen: that is one for all pages.
      ...{ position: instantOf(to + around), order: 'latest' as const, format: 'columns' as const },
      // One more tells when the bar before was, and those around the end are not all before it.
      limit: count + 1 + (around > 0 ? 2 : 0),
    };
    const page = await upToDate(() => readBarsOfBoth({ db, lake }, request), symbol, indicators);
    if (!page.known)
      throw new WizError('not_found', `There is no instrument ${symbol}; find it with /udf/search?query=`);
    refuseUnit(currencyCode, page.unit);
    const { source, unit, is_sample, json } = page;
    const columns = JSON.parse(json) as BarColumns;
    return jsonAnswer(chartBars(columns, { interval, from, to, count }, { source, unit, is_sample }), {}, [
      channelName('bar', symbol, interval),
    ]);
  },
});
