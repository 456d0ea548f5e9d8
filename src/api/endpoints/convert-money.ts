import { z } from '@hono/zod-openapi';
import { divideDecimals, multiplyDecimals } from '../../core/decimal.ts';
import { WizError } from '../../core/errors.ts';
import { type Blend, blendRoutes } from '../../fx/blend.ts';
import { type Leg, pivots, type Route, routesBetween } from '../../fx/routes.ts';
import { day, decimal, instant } from '../../model/records.ts';
import { currencyCode } from '../../model/symbol.ts';
import { readPublishedRates } from '../../storage/read/published-rates.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { onlyOne } from '../only-one.ts';
import * as parameters from '../parameters.ts';

const leg = z
  .object({
    base: currencyCode,
    quote: currencyCode,
    date: day,
    value: decimal,
    source: z.string(),
    fetch_id: z.string(),
    recorded_at: instant,
    rev: z.number().int(),
    is_sample: z.boolean(),
    inverted: z.boolean().openapi({ description: 'The published rate is walked from its quote to its base' }),
    age_days: z.number().int().openapi({ description: 'Days between the rate and the day of the conversion' }),
  })
  .openapi('ConversionLeg');

const contribution = z.object({
  source: z.string(),
  rate: decimal,
  method: z.enum(['direct', 'inverse', 'cross']),
  legs: z.array(leg),
  used: z.boolean(),
  reason: z.string().nullable().openapi({ description: 'Why it was left out; null where it was used' }),
});

const conversion = z
  .object({
    from: currencyCode,
    to: currencyCode,
    date: day,
    amount: decimal,
    converted: decimal.meta({
      description: 'Amount times rate: exactly where the rate is as published, else to 12 significant digits',
    }),
    rate: decimal.meta({ description: 'As published where direct; else computed to 12 significant digits' }),
    method: z.enum(['identity', 'direct', 'inverse', 'cross', 'blend']),
    age_days: z.number().int().openapi({ description: 'Of the oldest leg that was used' }),
    legs: z.array(leg).openapi({ description: 'The published rates behind it; of a blend, see `contributions`' }),
    contributions: z.array(contribution),
  })
  .openapi('Conversion');

/** A rate that is older speaks of another time. */
const maxAgeDays = 14;

export const convertMoney = endpoint({
  method: 'GET',
  path: '/v1/convert',
  operationId: 'convertMoney',
  summary:
    'Convert an amount of money: directly, by the inverse rate, by way of a third currency, or by a blend of sources',
  description:
    'Takes the newest published rates that are not after `date` and at most 14 days old. Of several ways the one whose oldest leg is youngest wins, then the one with the fewest computations, then one source before two, then who makes the figure before who passes it on, then more digits before fewer. `method=blend` takes the median over sources, each by its own best way; with three or more, a source is left out that is farther from the median than three robust standard deviations (1.4826 times the median absolute deviation) and than 0.5 %, and always one that is more than a day older than the freshest.',
  tag: 'Prices',
  scope: 'read',
  cost: 2,
  cache: { ttlSeconds: 300, rowCapped: false },
  params: z.object({}),
  query: z.object({
    from: currencyCode.meta({ example: 'USD' }),
    to: currencyCode.meta({ example: 'ZAR' }),
    amount: z
      .string()
      .regex(/^-?(?:0|[1-9]\d{0,17})(?:\.\d{1,12})?$/, 'must be a decimal number such as 100.50')
      .default('1'),
    date: parameters.dayParameter('The day of the conversion; today when left out', '2021-01-13'),
    method: z.enum(['best', 'blend'], 'must be best or blend').default('best'),
    source: parameters.sourceParameter.openapi({ description: 'Rates of this source only', example: 'ecb' }),
    as_of: parameters.asOf,
  }),
  response: conversion,
  mayMiss: true,
  example: {
    path: '/v1/convert?from=USD&to=ZAR&amount=100&date=2021-01-13&source=ecb',
    data: {
      from: 'USD',
      to: 'ZAR',
      date: '2021-01-13',
      amount: '100',
      converted: '1531.55515371',
      rate: '15.3155515371',
      method: 'cross',
      age_days: 0,
      legs: [
        { base: 'EUR', quote: 'USD', value: '1.2166', inverted: true },
        { base: 'EUR', quote: 'ZAR', value: '18.6329', inverted: false },
      ].map((rate) => ({
        ...rate,
        date: '2021-01-13',
        source: 'ecb',
        fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
        recorded_at: '2026-11-24T05:00:00.000Z',
        rev: 1,
        is_sample: true,
        age_days: 0,
      })),
      contributions: [],
    },
    meta: { source: 'ecb', is_sample: true, unit: 'ZAR' },
  },
  async handle({ query }, { db, clock }) {
    const { from, to, amount } = query;
    const as_of = query.as_of ?? null;
    const date = query.date ?? (as_of ?? new Date(clock.now()).toISOString()).slice(0, 10);
    const asked = { from, to, date, amount };
    if (from === to) {
      const same = { rate: '1', converted: amount, method: 'identity', age_days: 0, legs: [], contributions: [] };
      return jsonAnswer(JSON.stringify({ ...asked, ...same }), { as_of, unit: to });
    }
    const currencies = [...new Set([from, to, ...pivots])];
    const rates = await readPublishedRates(db, {
      currencies,
      day: date,
      maxAgeDays,
      source: query.source ?? null,
      as_of,
    });
    const routes = routesBetween(from, to, date, rates);
    const found = query.method === 'blend' ? blended(blendRoutes(routes)) : routed(routes[0]);
    if (found === null) {
      throw new WizError('not_found', `No published rates of the 14 days up to ${date} lead from ${from} to ${to}`);
    }
    const exact = multiplyDecimals(amount, found.rate);
    const converted = found.method === 'direct' ? exact : divideDecimals(exact, '1');
    const legs = found.contributions.length > 0 ? found.contributions.flatMap((one) => one.legs) : found.legs;
    return jsonAnswer(
      JSON.stringify({ ...asked, converted, ...found }),
      {
        as_of,
        source: onlyOne(legs.map(({ source }) => source)),
        is_sample: legs.some(({ is_sample }) => is_sample),
        unit: to,
      },
      ['rate'],
    );
  },
});

type Found = Omit<z.output<typeof conversion>, 'from' | 'to' | 'date' | 'amount' | 'converted'>;

function routed(route: Route | undefined): Found | null {
  if (route === undefined) return null;
  const { rate, method, legs } = route;
  return { rate, method, age_days: ageOf(legs), legs: legs.map(legRow), contributions: [] };
}

function blended(blend: Blend | null): Found | null {
  if (blend === null) return null;
  const contributions = blend.contributions.map(({ source, route, used, reason }) => ({
    source,
    rate: route.rate,
    method: route.method,
    legs: route.legs.map(legRow),
    used,
    reason,
  }));
  const used = contributions.filter((one) => one.used).flatMap(({ legs }) => legs);
  return { rate: blend.rate, method: 'blend', age_days: ageOf(used), legs: [], contributions };
}

const ageOf = (legs: readonly { readonly age_days: number }[]): number => Math.max(...legs.map((one) => one.age_days));

const legRow = ({ rank: _rank, ...said }: Leg): z.output<typeof leg> => said;
