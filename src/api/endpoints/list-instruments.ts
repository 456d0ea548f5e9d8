import { z } from '@hono/zod-openapi';
import { day, instrument, provenanceFields } from '../../model/records.ts';
import { instrumentId } from '../../model/symbol.ts';
import { instruments, listCatalogue } from '../../storage/read/catalogue.ts';
import { jsonAnswer } from '../answer.ts';
import { decodeCursor, encodeCursor, idShape } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';

/** Fields that another source than the one shown says, with the payload in which it does. */
export const filledFrom = z
  .record(z.string(), z.object({ source: z.string(), fetch_id: z.string() }))
  .openapi({ description: 'Fields that `source` does not say: who does, and the fetch that brought it' });

/** Of what lies in files alone, no row says which fetch brought it. */
const inFiles = { description: 'Null where nobody describes it and all its bars lie in files' };

export const instrumentRow = instrument
  .extend(provenanceFields.shape)
  .extend({
    fetch_id: provenanceFields.shape.fetch_id.nullable().openapi(inFiles),
    recorded_at: provenanceFields.shape.recorded_at.nullable().openapi(inFiles),
    rev: provenanceFields.shape.rev.nullable().openapi(inFiles),
    kind: instrument.shape.kind.nullable(),
    name: instrument.shape.name.nullable(),
    currency: instrument.shape.currency.nullable(),
    unit: instrument.shape.unit.nullable(),
    timezone: instrument.shape.timezone.nullable(),
    minor_exponent: z.number().int().nullable().openapi({
      description: 'The power of ten that turns prices in `unit` into `currency`: -2 for ZAc, 0 for ZAR',
    }),
    succeeded_by: z
      .object({ instrument_id: instrumentId, until: day, source: z.string(), fetch_id: z.string() })
      .nullable()
      .openapi({
        description:
          "Where its code was another instrument's until a day, and is in force no more: the one that goes on under another code, and who says so",
      }),
    filled_from: filledFrom,
    sources: z.array(z.string()).openapi({
      description: 'All sources that it is told from; `source` is the first, the others fill in what it does not say',
    }),
  })
  .openapi('Instrument');

export const naspers = {
  instrument_id: 'XJSE:NPN',
  source: 'yahoo-chart',
  kind: 'equity',
  name: 'Naspers Limited',
  mic: 'XJSE',
  ticker: 'NPN',
  currency: 'ZAR',
  unit: 'ZAc',
  isin: null,
  timezone: 'Africa/Johannesburg',
  sector: 'Technology',
  industry: null,
  country: null,
  is_sample: true,
  fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
  recorded_at: '2026-11-24T05:00:00.000Z',
  rev: 1,
  sources: ['yahoo-chart', 'jse-reference'],
  filled_from: { sector: { source: 'jse-reference', fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e60' } },
  minor_exponent: -2,
  succeeded_by: null,
};

export const listInstruments = endpoint({
  method: 'GET',
  path: '/v1/instruments',
  operationId: 'listInstruments',
  summary: 'Search instruments by name, ticker, ISIN or id',
  description:
    'Those that no source describes and that have bars, quotes, trades or corporate actions are among them: the id says market and code, `source` and `fetch_id` are those of the newest bar (or quote, or trade, or action), from which unit and currency are, and what nobody has said is null.',
  tag: 'Instruments',
  scope: 'read',
  cost: 2,
  cache: { ttlSeconds: 300, rowCapped: true },
  params: z.object({}),
  query: z.object({
    q: parameters.wordsParameter
      .optional()
      .openapi({ description: 'Found anywhere in name, ticker, ISIN, id or another name of it' }),
    kind: instrument.shape.kind.optional(),
    mic: z
      .string()
      .regex(/^[A-Z0-9]{4}$/, 'must be an ISO 10383 code such as XJSE')
      .optional(),
    currency: z
      .string()
      .regex(/^[A-Z0-9]{2,10}$/, 'must be a currency such as ZAR')
      .optional(),
    sector: parameters.wordsParameter.optional().openapi({ description: 'As the source writes it' }),
    limit: parameters.limitParameter(1_000, 100),
    cursor: parameters.cursorParameter,
    as_of: parameters.asOf,
  }),
  response: z.array(instrumentRow),
  example: { path: '/v1/instruments?q=NPN', data: [naspers], meta: { is_sample: true, limit: 100 } },
  async handle({ query }, { db }, principal) {
    const limit = parameters.cappedRows(principal, query.limit);
    const page = await listCatalogue(db, instruments, {
      q: query.q ?? null,
      filters: {
        kind: query.kind ?? null,
        mic: query.mic ?? null,
        currency: query.currency ?? null,
        sector: query.sector ?? null,
      },
      as_of: query.as_of ?? null,
      position: decodeCursor(query.cursor, [idShape])?.[0] ?? null,
      limit,
    });
    const { is_sample, next, json } = page;
    return jsonAnswer(json, { as_of: query.as_of ?? null, is_sample, limit, next_cursor: encodeCursor(next) }, [
      'instrument',
      'alias',
    ]);
  },
});
