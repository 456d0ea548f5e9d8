import { z } from '@hono/zod-openapi';
import { type Method, methodName, pillars } from '../../esg-scoring/method.ts';
import { methods } from '../../esg-scoring/methods.ts';
import { peerGroups } from '../../esg-scoring/peers.ts';
import { day, decimal } from '../../model/records.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { esgParameters } from '../esg/parameters.ts';

const indicator = z
  .object({
    indicator_id: z.string(),
    name: z.string(),
    pillar: z.enum(pillars),
    polarity: z.enum(['higher', 'lower']).openapi({ description: 'Which is better' }),
    weight: decimal.meta({ description: 'Within its pillar' }),
    theme: z.string(),
    reference: z
      .string()
      .nullable()
      .openapi({ description: 'The indicator of the Sustainable Development Goals, or the metric of the Guidance' }),
    carried_years: z.number().int().openapi({ description: 'How many years a value stands where no newer one is' }),
    series: z
      .array(z.object({ series_id: z.string(), unit: z.string().nullable() }))
      .openapi({ description: 'The preferred first; that which most peers have is taken for all of them' }),
  })
  .openapi('EsgIndicator');

const method = z
  .object({
    method: z.string(),
    method_id: z.enum(['countries', 'companies']),
    version: z.number().int(),
    published_on: day,
    pillar_weights: z.record(z.string(), decimal),
    fewest_valued: z
      .number()
      .int()
      .openapi({ description: 'An indicator of which fewer peers have a value ranks nobody' }),
    based_on: z.array(z.object({ name: z.string(), url: z.string() })),
    rules: z.array(z.string()),
    indicators: z.array(indicator),
  })
  .openapi('EsgMethod');

const described = z
  .object({
    methods: z.array(method).openapi({ description: 'Every version that was ever published, or the one asked for' }),
    peer_groups: z.array(
      z.object({
        peers: z.string(),
        kind: z.enum(['world', 'region', 'income']),
        name: z.string(),
        members: z.array(z.string()),
      }),
    ),
  })
  .openapi('EsgMethods');

const rules = [
  'An indicator gives each peer that has a value the percentile 100 x (worse + same / 2) / valued, itself being one of the same; values are compared as floats of 64 bits.',
  'A pillar is the weighted mean of the percentiles that there are, the score the weighted mean of the pillars that there are.',
  'Points are counted in billionths, and each sum that is shown is the exact sum of the parts that are shown.',
  'The interval sets every missing indicator to 0 and to 100; its width is what the coverage is short of 100.',
  'Where an indicator has several series, the one of which most peers have a value is taken for all, never two of them at once.',
  'A value counts in its own year and in the years after it that the indicator carries it for.',
  'A region has the mean of its countries, each counting once. Countries are the economies of the World Bank that have a code of ISO 3166-1, in its income groups of March 2024.',
  'With as_of, only what was known at that moment is ranked; the method is the one that is named, or the newest.',
];

export const getEsgMethod = endpoint({
  method: 'GET',
  path: '/v1/esg/method',
  operationId: 'getEsgMethod',
  summary: 'How ESG scores are made, as data: indicators, polarity, weights, series, peer groups, versions',
  description:
    'A version never changes once it is published: a change of the method is a new one, and the older stay answerable by `method`. The list names more indicators than any one deployment collects; those that it lacks lower the coverage of every score.',
  tag: 'ESG',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 300, rowCapped: false },
  params: z.object({}),
  query: z.object({ method: esgParameters.method }),
  response: described,
  example: {
    path: '/v1/esg/method?method=companies@1',
    data: {
      methods: [
        {
          ...{ method: 'companies@1', method_id: 'companies', version: 1, published_on: '2026-11-24' },
          pillar_weights: { environment: '1', social: '1', governance: '1' },
          fewest_valued: 2,
          based_on: [
            {
              name: 'SASB Standards: general issue categories',
              url: 'https://sasb.ifrs.org/standards/',
            },
          ],
          rules: rules.slice(0, 1),
          indicators: [
            {
              ...{ indicator_id: 'women_employed', name: 'Employees who are women', pillar: 'social' },
              ...{ polarity: 'higher', weight: '1', theme: 'Employee engagement, diversity & inclusion' },
              ...{ reference: 'S1.5a', carried_years: 1 },
              series: [{ series_id: 'DISCLOSURE:S1.5A.WOMEN_SHARE.{entity}', unit: 'percent' }],
            },
          ],
        },
      ],
      peer_groups: [
        {
          ...{ peers: '018', kind: 'region', name: 'Southern Africa' },
          members: ['BWA', 'LSO', 'NAM', 'SWZ', 'ZAF'],
        },
      ],
    },
  },
  async handle({ query: { method: asked } }) {
    const shown: z.infer<typeof described> = {
      methods: (asked === undefined ? methods : [asked]).map(shownMethod),
      peer_groups: peerGroups.map(({ peers_id, kind, name, members }) => {
        return { peers: peers_id, kind, name, members: [...members] };
      }),
    };
    return jsonAnswer(JSON.stringify(shown));
  },
});

function shownMethod(one: Method): z.infer<typeof method> {
  return {
    ...{ method: methodName(one), ...one, rules, based_on: [...one.based_on] },
    indicators: one.indicators.map(({ series, ...rest }) => ({
      ...rest,
      series: series.map(({ head, unit }) => ({ series_id: `${head}.{entity}`, unit })),
    })),
  };
}
