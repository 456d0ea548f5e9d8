import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { decimal, instant, provenanceFields, quote } from '../../model/records.ts';
import { channelName, instrumentId } from '../../model/symbol.ts';
import { readQuotes } from '../../storage/read/quotes.ts';
import { instantShape } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { orderMeaning, timelineAnswer, timelineRequest } from './timeline-request.ts';

const row = quote.extend(provenanceFields.shape).openapi('Quote');

const columns = z
  .object({
    instrument_id: instrumentId,
    time: z.array(instant),
    price: z.array(decimal),
    bid: z.array(decimal.nullable()),
    ask: z.array(decimal.nullable()),
    volume: z.array(decimal.nullable()),
    market_cap: z.array(decimal.nullable()),
    fetch_id: z.array(z.string()),
    recorded_at: z.array(instant),
    rev: z.array(z.number().int()),
  })
  .openapi('QuoteColumns');

export const listQuotes = endpoint({
  method: 'GET',
  path: '/v1/quotes/{id}',
  operationId: 'listQuotes',
  summary: 'Quotes of an instrument: the market as a source saw it, the newest by default',
  description: `${orderMeaning}. Prices are in \`unit\`, as published.`,
  tag: 'Prices',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 15, rowCapped: true },
  params: z.object({ id: instrumentId.meta({ example: 'COINGECKO:BTC-USD' }) }),
  query: z
    .object({
      from: parameters.fromMoment,
      to: parameters.toMoment,
      limit: parameters.limitParameter(10_000, 1),
      order: parameters.orderParameter,
      cursor: parameters.cursorParameter,
      as_of: parameters.asOf,
      format: parameters.formatParameter,
      source: parameters.sourceParameter,
    })
    .refine(({ from, to }) => parameters.momentsAreForward(from, to), parameters.backwards),
  response: z.union([z.array(row), columns]),
  example: { path: '/v1/quotes/COINGECKO:BTC-USD', data: [], meta: { limit: 1 } },
  async handle({ params: { id }, query }, { db }, principal) {
    const request = {
      ...timelineRequest(query, instantShape, principal),
      key: [id],
      from: query.from ?? null,
      before: query.to ?? null,
    };
    const page = await readQuotes(db, request);
    if (!page.known) {
      throw new WizError('not_found', `There is no instrument ${id}; search for it with /v1/instruments?q=`);
    }
    return timelineAnswer(page, request, [channelName('quote', id)]);
  },
});
