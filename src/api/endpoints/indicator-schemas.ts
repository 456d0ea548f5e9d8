import { z } from '@hono/zod-openapi';
import { adjustModes } from '../../adjustments/adjust-bars.ts';
import { blocks } from '../../indicators/blocks.ts';
import { memoryOf } from '../../indicators/memory.ts';
import { type Asked, parseIndicatorNames, valueNames } from '../../indicators/names.ts';
import { day, decimal, instant } from '../../model/records.ts';
import { type Interval, instrumentId, interval } from '../../model/symbol.ts';
import { meta } from '../answer.ts';
import type { Call } from '../caller.ts';
import { indicatorNamesPattern } from '../indicator-names-pattern.ts';
import * as parameters from '../parameters.ts';

/** Which of the words of this file the figures were computed by; it changes when a figure would. */
const methodVersion = 1;
export const mostIndicators = 10;

export const valueRow = z
  .object({
    instrument_id: instrumentId,
    interval,
    source: z.string().nullable(),
    time: instant.meta({ description: 'Of the bar, its beginning' }),
    session_date: day.nullable(),
    values: z.record(z.string(), decimal.nullable()).openapi({
      description:
        'By indicator, `rsi(14)`, and by its output where it has several, `macd(12,26,9).signal`; null through the warm-up and where the bars do not say. 12 significant digits. In tables each is a column',
    }),
    unit: z.string().openapi({ description: 'Of those values that are prices' }),
    final: z.boolean().openapi({ description: 'False while the bar may still change' }),
    is_sample: z.boolean(),
    fetch_id: z.string().openapi({ description: 'What brought the bar: /v1/provenance/{fetch_id}' }),
    recorded_at: instant.meta({ description: 'When the bar was known as it is' }),
    rev: z.number().int().openapi({ description: 'How often the bar was revised, from 1 on' }),
    inputs: z.string().openapi({
      description:
        'The bars that the values are computed from, each with its fetch_id, as far back as the plan shows; with `adjust` the actions too',
    }),
    benchmark_inputs: z.array(z.string()).openapi({ description: 'The same of the instruments it is compared with' }),
  })
  .openapi('IndicatorValues');

export const valueColumns = z
  .object({
    instrument_id: instrumentId,
    interval,
    time: z.array(instant),
    session_date: z.array(day.nullable()),
    values: z.record(z.string(), z.array(decimal.nullable())),
    final: z.array(z.boolean()),
    fetch_id: z.array(z.string()),
    recorded_at: z.array(instant),
    inputs: z.array(z.string()),
  })
  .openapi('IndicatorColumns');

const computed = z.object({
  name: z.string().openapi({ description: 'The canonical name, all parameters written out' }),
  indicator: z.string().openapi({ description: 'Its id in /v1/indicators' }),
  benchmark: instrumentId.nullable(),
  values: z.array(
    z.object({
      name: z.string(),
      unit: z.string().openapi({ description: 'price, which is of `unit`, volume, percent, ratio or none' }),
    }),
  ),
  warmup_bars: z.number().int().openapi({ description: 'Bars without a value at the beginning of the history' }),
  memory_bars: z.number().int().nullable().openapi({
    description: 'Bars before its block with which a run begins; null for the first one stored',
  }),
});

export const methodMeta = {
  earliest_day: day.nullable().openapi({
    description:
      'The first day whose prices the plan shows: `inputs` begins no earlier, also where values rest on bars before; null where it shows all',
  }),
  indicators: z.array(computed),
  method: z
    .object({
      version: z.number().int(),
      block: z.string().openapi({
        description:
          'All values of a block of this length come from one run, so that they have the same digits on every page',
      }),
    })
    .openapi({ description: 'How they were computed' }),
};

export const valuesMeta = meta.extend({ ...methodMeta, behind: z.boolean() }).openapi('IndicatorValuesMeta');

/** What of a request is about the indicators. */
export const indicatorQuery = {
  indicators: z
    .string()
    .min(1)
    .max(600)
    .openapi({
      pattern: indicatorNamesPattern(mostIndicators),
      description: `Up to ${mostIndicators} names of /v1/indicators with their parameters, separated by commas; what is left out has its default`,
      example: 'rsi(14),macd(12,26,9)',
    }),
  against: instrumentId.optional().openapi({
    description: 'The instrument that correl and beta compare with, where their name does not say one',
    example: 'INDEX:J203',
  }),
  interval: interval.default('1d').openapi({ description: 'Length of a bar' }),
  adjust: z.enum(adjustModes, 'must be none, splits or all').default('none').openapi({
    description: 'Of bars of a day or less: as published, on the shares of today, or for dividends too; see /v1/bars',
  }),
  as_of: parameters.asOf,
  source: parameters.sourceParameter,
};

const ofPeriods: readonly Interval[] = ['1w', '1M', '1q', '1y'];

export const adjustsDays = {
  isSo: ({ adjust, interval: step }: { readonly adjust: string; readonly interval: Interval }): boolean =>
    adjust === 'none' || !ofPeriods.includes(step),
  otherwise: { message: 'adjusted values are of bars of a day or less', path: ['adjust'] },
};

interface IndicatorNames {
  readonly indicators: string;
  readonly against?: string | undefined;
  readonly interval: Interval;
}

function namedIndicators({ indicators, against, interval: step }: IndicatorNames): readonly Asked[] {
  const asked = parseIndicatorNames(indicators, mostIndicators, against ?? null);
  for (const one of asked) memoryOf(one, step);
  return asked;
}

/** Each indicator beyond the first costs a token more than the operation does. */
export const indicatorsPrice =
  (cost: number) =>
  ({ query }: { readonly query: IndicatorNames }): number =>
    cost - 1 + namedIndicators(query).length;

/** The indicators of a request, of which each costs a token. */
export async function askedIndicators(query: IndicatorNames, call: Call): Promise<readonly Asked[]> {
  const asked = namedIndicators(query);
  // The request itself has paid for the first.
  if (asked.length > 1) await call.reserve(asked.length - 1);
  return asked;
}

export function methodOf(asked: readonly Asked[], step: Interval) {
  return {
    indicators: asked.map((one) => {
      const memory = memoryOf(one, step);
      return {
        ...{ name: one.name, indicator: one.indicator.id, benchmark: one.benchmark },
        values: valueNames(one).map((name, at) => ({ name, unit: Object.values(one.indicator.outputs)[at] ?? 'none' })),
        warmup_bars: one.indicator.warmup(one.params),
        memory_bars: Number.isFinite(memory) ? memory : null,
      };
    }),
    method: { version: methodVersion, block: blocks[step].of },
  };
}

/** What an operation shows of one indicator of one day, whose memory is the bar before. */
export const exampleOfDay = (indicator: string, value: string, unit: string, told: object) => ({
  row: {
    ...{ instrument_id: 'XJSE:NPN', interval: '1d', source: 'yahoo-chart' },
    ...{ time: '2021-01-13T07:00:00.000Z', session_date: '2021-01-13' },
    values: { [`${indicator}(1)`]: value },
    ...{ unit: 'ZAc', final: true, is_sample: true, fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f' },
    ...{ recorded_at: '2026-11-24T05:00:00.000Z', rev: 1 },
    inputs:
      '/v1/bars/XJSE:NPN?interval=1d&source=yahoo-chart&from=2021-01-12T07:00:00.000Z&to=2021-01-13T07:00:00.001Z&order=asc',
    benchmark_inputs: [],
  },
  meta: {
    ...{ source: 'yahoo-chart', unit: 'ZAc', is_sample: true },
    ...told,
    earliest_day: null,
    indicators: [
      {
        ...{ name: `${indicator}(1)`, indicator, benchmark: null, values: [{ name: `${indicator}(1)`, unit }] },
        ...{ warmup_bars: 1, memory_bars: 1 },
      },
    ],
    method: { version: 1, block: 'year' },
  },
});
