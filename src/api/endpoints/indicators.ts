import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { candleFields } from '../../indicators/candle.ts';
import { indicators } from '../../indicators/index.ts';
import type { Indicator } from '../../indicators/indicator.ts';
import { formatIndicatorName } from '../../indicators/name.ts';
import { readParams } from '../../indicators/read-params.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';

const groups = [...new Set(indicators.map(({ group }) => group))];
const field = z.enum(candleFields);

const catalogued = z
  .object({
    indicator: z.string(),
    name: z.string().openapi({ description: 'With its defaults written out, as `indicators` takes it' }),
    title: z.string(),
    group: z.enum(groups),
    formula: z.string(),
    source: z.string().openapi({ description: 'The book, paper or document that the formula is from' }),
    notes: z.array(z.string()).openapi({ description: 'Where it departs from what readers know under this name' }),
    inputs: z.array(field).openapi({ description: 'Figures of a bar; one that lacks any is skipped' }),
    optional_inputs: z.array(field),
    needs_benchmark: z.boolean().openapi({ description: 'Whether it compares with another instrument: `against`' }),
    session_anchored: z.boolean().openapi({ description: 'Whether it begins anew with each session' }),
    parameters: z.array(
      z.object({
        name: z.string(),
        type: z.enum(['integer', 'number']),
        default: z.number(),
        min: z.number(),
        max: z.number(),
        description: z.string(),
      }),
    ),
    outputs: z.array(z.object({ name: z.string(), unit: z.string() })).openapi({
      description: 'In the unit of the bars (price, volume), in percent, as a ratio, or without a unit (none)',
    }),
    warmup_bars: z.number().int().openapi({ description: 'Bars without a value at the beginning, with the defaults' }),
    memory_bars: z.number().int().nullable().openapi({
      description: 'Bars before one that decide its 12 digits, with the defaults; null where all of the past does',
    }),
    null_when: z
      .string()
      .nullable()
      .openapi({ description: 'When there is no value after the warm-up although the bar is whole' }),
  })
  .openapi('Indicator');

type Catalogued = z.infer<typeof catalogued>;

function cataloguedOf(of: Indicator): Catalogued {
  const params = readParams(of);
  const memory = of.memory?.(params) ?? of.warmup(params);
  return {
    ...{ indicator: of.id, name: formatIndicatorName({ indicator: of, params, benchmark: null }), title: of.title },
    ...{ group: of.group, formula: of.formula, source: of.source, notes: [...(of.notes ?? [])] },
    ...{ inputs: [...of.inputs], optional_inputs: [...(of.optional ?? [])] },
    ...{ needs_benchmark: of.inputs.includes('benchmark'), session_anchored: of.inputs.includes('session') },
    parameters: Object.entries(of.params).map(([name, { kind, ...spec }]) => ({
      ...{ name, type: kind, default: spec.default, min: spec.min, max: spec.max, description: spec.description },
    })),
    outputs: Object.entries(of.outputs).map(([name, unit]) => ({ name, unit })),
    warmup_bars: of.warmup(params),
    memory_bars: Number.isFinite(memory) ? memory : null,
    null_when: of.undefinedWhen ?? null,
  };
}

const momentum: Catalogued = {
  ...{ indicator: 'mom', name: 'mom(10)', title: 'Momentum', group: 'momentum', formula: 'MOM = x[t] - x[t-n]' },
  ...{ source: 'TA-Lib, MOM', notes: [], inputs: ['close'], optional_inputs: [] },
  ...{ needs_benchmark: false, session_anchored: false },
  parameters: [{ name: 'period', type: 'integer', default: 10, min: 1, max: 2000, description: 'bars back' }],
  outputs: [{ name: 'mom', unit: 'price' }],
  ...{ warmup_bars: 10, memory_bars: 10, null_when: null },
};

const facts = { tag: 'Indicators', scope: 'read', cost: 1, cache: { ttlSeconds: 3600, rowCapped: false } } as const;

export const listIndicators = endpoint({
  ...facts,
  method: 'GET',
  path: '/v1/indicators',
  operationId: 'listIndicators',
  summary: `The ${indicators.length} indicators: formulas, parameters, warm-up and conventions`,
  description:
    'Conventions are those of TA-Lib where it has the indicator; `notes` say where not. Ask for values at /v1/bars/{id}/indicators and /v1/indicators/latest.',
  params: z.object({}),
  query: z.object({
    group: z
      .enum(groups, `must be one of ${groups.join(', ')}`)
      .optional()
      .openapi({ example: 'momentum' }),
  }),
  response: z.array(catalogued),
  example: { path: '/v1/indicators?group=momentum', data: [momentum] },
  async handle({ query: { group } }) {
    const chosen = indicators.filter((one) => group === undefined || one.group === group);
    return jsonAnswer(JSON.stringify(chosen.map(cataloguedOf)));
  },
});

export const getIndicator = endpoint({
  ...facts,
  method: 'GET',
  path: '/v1/indicators/{indicator}',
  operationId: 'getIndicator',
  summary: 'One indicator: formula, parameters, warm-up and conventions',
  params: z.object({ indicator: parameters.text(1, 40).openapi({ example: 'mom' }) }),
  query: z.object({}),
  response: catalogued,
  example: { path: '/v1/indicators/mom', data: momentum },
  async handle({ params }) {
    const found = indicators.find(({ id }) => id === params.indicator);
    if (found === undefined) {
      const say = `There is no indicator ${params.indicator}; there are ${indicators.map(({ id }) => id).join(', ')}`;
      throw new WizError('not_found', say);
    }
    return jsonAnswer(JSON.stringify(cataloguedOf(found)));
  },
});
