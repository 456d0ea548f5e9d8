import { z } from '@hono/zod-openapi';
import type { SavedScreen } from '../../model/account-service.ts';
import { day, decimal, instant, instrument } from '../../model/records.ts';
import { instrumentId } from '../../model/symbol.ts';
import { mostCandidates } from '../../storage/read/screen.ts';
import { meta } from '../answer.ts';
import * as parameters from '../parameters.ts';
import { fieldNames, reasons } from '../screener/fields.ts';
import { exampleMember, keyName } from './account-schemas.ts';

const field = z.enum(fieldNames, `must be one of ${fieldNames.join(', ')}`);
const among = (value: z.ZodType<string>, most: number, description: string) =>
  z.array(value).min(1, 'must not be empty').max(most, `must be at most ${most}`).optional().openapi({ description });
const word = parameters.text(1, 100);

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
  .openapi('ScreenFilter', { anyOf: [{ required: ['min'] }, { required: ['max'] }] });

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
    fetch_id: z.string().openapi({ description: 'Of the close' }),
    figures: z.array(figure).openapi({ description: 'Those of the filters first: why it is here' }),
  })
  .openapi('ScreenRow');

/** How a screen is run, whatever it looks for. */
export const screenQuery = z.object({
  on: parameters.dayParameter('The day; left out, the last one of which a close is stored', '2021-01-13'),
  limit: parameters.limitParameter(500, 50),
  cursor: parameters.cursorParameter,
  as_of: parameters.asOf,
});

export const screenMeta = meta
  .extend({
    day: day.nullable().openapi({ description: 'The day that is looked at; null where no bar is stored' }),
    looked_at: z
      .number()
      .int()
      .openapi({
        description: `Instruments of the universe with a close of the month until the day, at most ${mostCandidates}`,
      }),
    matched: z.number().int(),
    earliest_day: day.nullable().openapi({
      description:
        'The first day whose prices the plan shows: links begin no earlier, also where figures rest on days before; null where it shows all',
    }),
    without: z.record(z.string(), z.number().int()).openapi({ description: 'By field, how many have no figure' }),
  })
  .openapi('ScreenMeta');

export const savedScreen = z
  .object({
    ...{ screen_id: z.string(), name: z.string(), screen: screenDefinition },
    created_by: z.string().openapi({ description: 'A member_id or a key_id' }),
    ...{ created_at: instant, changed_at: instant },
  })
  .openapi('SavedScreen') satisfies z.ZodType<SavedScreen>;

export const screenName = keyName;
export const screenIdParameter = z.object({
  screen_id: z
    .string()
    .regex(/^screen_[0-9a-f]{32}$/, 'must be a screen_id of /v1/screens')
    .openapi({ example: 'screen_0192f0c4a1b27c3d8e9f0a1b2c3d4e75' }),
});

export const exampleDefinition = {
  universe: { venues: ['XJSE'], units: ['ZAc'] },
  filters: [{ field: 'change_1d', min: '0' }],
  sort: { field: 'change_1d', order: 'desc' },
};

export const exampleFound = {
  data: [
    {
      ...{ instrument_id: 'XJSE:NPN', name: 'Naspers Limited', kind: 'equity', sector: 'Technology', industry: null },
      ...{ country: 'ZA', source: 'yahoo-chart', is_sample: true, unit: 'ZAc', session_date: '2021-01-13' },
      close: '319878',
      fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
      figures: [
        {
          ...{ field: 'change_1d', value: '0.136801475077', unit: 'percent', reason: null, min: '0', max: null },
          fetch_ids: ['fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f'],
          evidence: '/v1/bars/XJSE:NPN?source=yahoo-chart&from=2020-12-13&to=2021-01-13',
        },
      ],
    },
  ],
  meta: {
    ...{
      source: 'yahoo-chart',
      is_sample: true,
      unit: 'ZAc',
      limit: 50,
      day: '2021-01-13',
      looked_at: 1,
      matched: 1,
    },
    earliest_day: null,
    without: {},
  },
};

export const exampleScreen: SavedScreen = {
  screen_id: 'screen_0192f0c4a1b27c3d8e9f0a1b2c3d4e75',
  name: 'rising on the JSE',
  screen: { ...exampleDefinition, fields: [] },
  created_by: exampleMember.member_id,
  created_at: '2026-11-24T05:00:00.000Z',
  changed_at: '2026-11-24T05:00:00.000Z',
};
