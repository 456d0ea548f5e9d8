import { z } from '@hono/zod-openapi';
import { toInstant } from '../../core/clock.ts';
import { WizError } from '../../core/errors.ts';
import { instrumentId } from '../../model/symbol.ts';
import { searchCharted } from '../../storage/read/chart-search.ts';
import { readCharted } from '../../storage/read/charted.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { symbolOf } from '../udf/symbol-of.ts';
import { kindOf, typeNames, typeOf } from '../udf/symbol-types.ts';

const texts = z.array(z.string());

const symbol = z
  .object({
    name: z.string(),
    ticker: instrumentId,
    description: z.string(),
    type: z.string(),
    exchange: z.string(),
    listed_exchange: z.string(),
    timezone: z.string(),
    session: z.string().openapi({ description: 'Usual hours by the zone, Monday to Friday, or 24x7' }),
    session_holidays: z.string(),
    corrections: z.string().openapi({ description: 'Days with other hours' }),
    format: z.literal('price'),
    minmov: z.literal(1),
    minmove2: z.literal(0),
    pricescale: z.number().int().openapi({ description: 'How finely the price axis is marked: 100 for two decimals' }),
    currency_code: z.string().optional().openapi({
      description:
        'The unit of prices, as published: ZAc are cents. `currencyCode` shows them in another one of the currency',
    }),
    original_currency_code: z.string().optional(),
    volume_precision: z.number().int(),
    has_intraday: z.boolean(),
    intraday_multipliers: texts,
    has_daily: z.boolean(),
    daily_multipliers: texts,
    has_weekly_and_monthly: z.boolean(),
    weekly_multipliers: texts,
    monthly_multipliers: texts,
    supported_resolutions: texts,
    visible_plots_set: z.literal('ohlcv'),
    data_status: z.enum(['streaming', 'endofday']),
    source: z.string().nullable(),
    is_sample: z.boolean(),
    fetch_id: z.string().nullable(),
  })
  .openapi('UdfSymbol');

export const getUdfSymbol = endpoint({
  method: 'GET',
  path: '/udf/symbols',
  operationId: 'getUdfSymbol',
  summary: 'What a chart has to know of an instrument',
  description:
    'By its id, ticker, ISIN or another name that is in force today. Hours, holidays and half-days are those of /v1/calendars, of the five years before this one on; a market without a calendar is taken to be open always.',
  tag: 'Charts',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 300, rowCapped: false },
  protocol: 'udf',
  params: z.object({}),
  query: z.object({
    symbol: parameters.wordsParameter.openapi({ example: 'XJSE:NPN' }),
    currencyCode: z
      .string()
      .regex(/^[A-Za-z0-9]{1,16}$/, 'must be a unit of its prices such as ZAc or ZAR')
      .optional()
      .openapi({ description: 'Another unit of the currency of its prices: ZAR for ZAc; any other is refused' }),
    as_of: parameters.asOf,
  }),
  response: symbol,
  mayMiss: true,
  example: {
    path: '/udf/symbols?symbol=XJSE:NPN',
    data: {
      ...{ name: 'NPN', ticker: 'XJSE:NPN', description: 'Naspers Limited', type: 'stock' },
      ...{ exchange: 'XJSE', listed_exchange: 'XJSE', timezone: 'Africa/Johannesburg', session: '0900-1700' },
      ...{ session_holidays: '20261216,20261225', corrections: '0900-1200:20261224;0900-1200:20261231' },
      ...{ format: 'price', minmov: 1, minmove2: 0, pricescale: 1 },
      ...{ currency_code: 'ZAc', original_currency_code: 'ZAc', volume_precision: 0 },
      ...{ has_intraday: false, intraday_multipliers: [], has_daily: true, daily_multipliers: ['1'] },
      ...{ has_weekly_and_monthly: true, weekly_multipliers: ['1'], monthly_multipliers: ['1'] },
      ...{ supported_resolutions: ['1D', '1W', '1M'], visible_plots_set: 'ohlcv', data_status: 'endofday' },
      ...{ source: 'yahoo-chart', is_sample: true, fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f' },
    },
  },
  async handle({ query }, { db, clock }) {
    const { as_of = null } = query;
    const on = (as_of ?? toInstant(clock.now())).slice(0, 10);
    const found = await readCharted(db, { symbol: query.symbol, on, as_of });
    if (found === null) {
      throw new WizError('not_found', 'There is no instrument of this name; find it with /udf/search?query=');
    }
    const shown = symbolOf(found, { today: on, as_of, currencyCode: query.currencyCode ?? null });
    return jsonAnswer(JSON.stringify(shown), {}, ['instrument', 'alias']);
  },
});

const result = z
  .object({
    symbol: z.string(),
    full_name: instrumentId,
    ticker: instrumentId,
    description: z.string(),
    exchange: z.string(),
    type: z.string(),
    source: z.string(),
    is_sample: z.boolean(),
  })
  .openapi('UdfSearchResult');

export const searchUdf = endpoint({
  method: 'GET',
  path: '/udf/search',
  operationId: 'searchUdf',
  summary: 'Instruments with bars for the search box of a chart',
  description:
    'By codes, the beginnings of codes and names, typing mistakes allowed; an empty text lists all by their ids.',
  tag: 'Charts',
  scope: 'read',
  cost: 2,
  cache: { ttlSeconds: 60, rowCapped: false },
  protocol: 'udf',
  params: z.object({}),
  query: z.object({
    query: parameters.text(0, 80).trim().default('').openapi({ example: 'NPN' }),
    type: z
      .enum(
        ['', ...typeNames.map(({ value }) => value)],
        `must be one of ${typeNames.map(({ value }) => value).join(', ')}, or empty for all`,
      )
      .default(''),
    exchange: z
      .string()
      .regex(/^(?:[A-Z][A-Z0-9]{1,11})?$/, 'must be a value of /udf/config such as XJSE, or empty for all')
      .default('')
      .openapi({ example: 'XJSE' }),
    limit: parameters.limitParameter(100, 30).openapi({ example: 1 }),
  }),
  response: z.array(result),
  example: {
    path: '/udf/search?query=NPN&exchange=XJSE&limit=1',
    data: [
      {
        ...{ symbol: 'NPN', full_name: 'XJSE:NPN', ticker: 'XJSE:NPN', description: 'Naspers Limited' },
        ...{ exchange: 'XJSE', type: 'stock', source: 'yahoo-chart', is_sample: true },
      },
    ],
  },
  async handle({ query: { query, type, exchange, limit } }, { db, clock }) {
    const on = toInstant(clock.now()).slice(0, 10);
    const venue = exchange === '' ? null : exchange;
    const found = await searchCharted(db, { text: query, kind: kindOf(type), venue, limit, on });
    const shown = found.map(({ instrument_id: id, name, instrument_kind, source, is_sample }) => {
      const [market = '', code = ''] = id.split(':');
      const names = { symbol: code, full_name: id, ticker: id, description: name ?? id };
      return { ...names, exchange: market, type: typeOf(instrument_kind), source, is_sample };
    });
    return jsonAnswer(JSON.stringify(shown), {}, ['instrument', 'alias']);
  },
});
