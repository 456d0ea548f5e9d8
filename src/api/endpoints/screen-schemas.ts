import { z } from '@hono/zod-openapi';
import { day, decimal, instrument } from '../../model/records.ts';
import { instrumentId } from '../../model/symbol.ts';
import { fieldNames, reasons } from '../screener/fields.ts';

const field = z.enum(fieldNames, `must be one of ${fieldNames.join(', ')}`);
const among = (value: z.ZodType<string>, most: number, description: string) =>
  z.array(value).min(1, 'must not be empty').max(most, `must be at most ${most}`).optional().openapi({ description });
const word = z.string().min(1).max(100);

const universe = z
  .strictObject({
    ids: among(instrumentId, 500, 'Only these instruments'),
    kinds: among(instrument.shape.kind, 9, 'Only instruments of these kinds'),
    venues: among(
      z.string().regex(/^[A-Z0-9]{2,12}$/, 'must be a venue such as XJSE'),
      20,
      'The part of the id before the colon',
    ),
    sectors: among(word, 50, 'As a source names them'),
    countries: among(z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code'), 50, 'Of the instrument'),
    units: among(
      z.string().regex(/^[A-Za-z]{3,10}$/, 'must be a unit such as ZAc'),
      10,
      'Priced in one of these units',
    ),
  })
  .openapi('ScreenUniverse');

const bound = decimal.meta({
  pattern: '^-?(?:0|[1-9]\\d*)(?:\\.\\d+)?$',
  description: 'A decimal, in the unit of the field',
  example: '10',
});

const filter = z
  .strictObject({ field, min: bound.optional(), max: bound.optional() })
  .refine(({ min, max }) => min !== undefined || max !== undefined, 'needs min or max, which are inclusive')
  .openapi('ScreenFilter');

/** What to look for: all filters must hold. */
export const screenDefinition = z
  .strictObject({
    universe: universe.default({}),
    filters: z.array(filter).max(20, 'must be at most 20').default([]),
    fields: z
      .array(field)
      .max(20, 'must be at most 20')
      .default([])
      .openapi({ description: 'Shown beside those of the filters and the sort' }),
    sort: z
      .strictObject({ field, order: z.enum(['asc', 'desc'], 'must be asc or desc').default('desc') })
      .optional()
      .openapi({ description: 'Left out, by id' }),
  })
  .openapi('Screen');

const figure = z
  .object({
    field: z.string(),
    value: decimal.nullable(),
    unit: z.string().openapi({ description: 'percent, shares, score, or the unit of the prices' }),
    reason: z.enum(reasons).nullable().openapi({ description: 'Why there is no value' }),
    min: decimal.nullable().openapi({ description: "The filter's, which the value is not below" }),
    max: decimal.nullable(),
    fetch_ids: z
      .array(z.string())
      .openapi({ description: 'Of the closes and actions that it is made of; see /v1/provenance/{fetch_id}' }),
    evidence: z
      .string()
      .nullable()
      .openapi({ description: 'Path of the rows that it is made of, each with its fetch_id' }),
  })
  .openapi('ScreenFigure');

export const screenRow = z
  .object({
    ...{ instrument_id: instrumentId, name: z.string().nullable(), kind: z.string().nullable() },
    ...{ sector: z.string().nullable(), industry: z.string().nullable(), country: z.string().nullable() },
    ...{ source: z.string(), is_sample: z.boolean(), unit: z.string(), session_date: day, close: decimal },
    figures: z.array(figure).openapi({ description: 'Those of the filters first: why it is here' }),
  })
  .openapi('ScreenRow');
