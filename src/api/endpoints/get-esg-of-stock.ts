import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { methodName } from '../../esg-scoring/method.ts';
import { decimal } from '../../model/records.ts';
import { channelName, instrumentId } from '../../model/symbol.ts';
import { jsonAnswer } from '../answer.ts';
import { laterOf } from '../both-stores/moments.ts';
import { endpoint } from '../endpoint.ts';
import { type Beside, besidePrices } from '../esg/beside-prices.ts';
import { entityId, esgParameters } from '../esg/parameters.ts';
import { scoreTags } from '../esg/read-scores.ts';
import { readStock } from '../esg/read-stock.ts';
import { explain, scored, year } from '../esg/schemas.ts';
import { earliestDay } from '../history-depth.ts';
import * as parameters from '../parameters.ts';

const correlation = z
  .object({
    n: year.openapi({ description: 'Years that have both a score and a return' }),
    r: decimal
      .nullable()
      .openapi({ description: "Pearson's correlation of the score and the return of the same year" }),
    lower: decimal
      .nullable()
      .openapi({ description: "With 95 % confidence r lies from here (Fisher's z-transformation)" }),
    upper: decimal.nullable(),
    reason: z
      .enum(['too_few_years', 'does_not_vary'])
      .nullable()
      .openapi({ description: 'Why there is none: it takes four years that differ' }),
  })
  .openapi('EsgCorrelation');

const view = z
  .object({
    of: z.enum(['country', 'company']),
    entity: entityId.nullable().openapi({ description: 'Null where no source says which it is' }),
    name: z.string().nullable(),
    method: z.string(),
    peers: z.string(),
    reason: z
      .enum(['no_country', 'no_disclosure'])
      .nullable()
      .openapi({ description: 'Why there are no scores; null where there may be' }),
    years: z.array(z.object({ year, ...scored, return_percent: decimal.nullable(), explain })),
    correlation,
    explain: z.string().nullable(),
  })
  .openapi('EsgBesidePrices');

const stock = z
  .object({
    instrument_id: instrumentId,
    name: z.string().nullable(),
    prices: z.object({
      source: z.string().nullable(),
      years: z.array(
        z.object({
          year,
          close: decimal,
          return_percent: decimal.nullable(),
          reason: z.enum(['no_year_before', 'other_unit', 'split']).nullable(),
          fetch_id: z.string(),
          bars: z.string().openapi({ description: 'The closes of December and of the December before' }),
        }),
      ),
    }),
    views: z.array(view),
  })
  .openapi('EsgOfStock');

export const getEsgOfStock = endpoint({
  method: 'GET',
  path: '/v1/esg/stocks/{instrument_id}',
  operationId: 'getEsgOfStock',
  summary: "ESG scores of a share's country and company beside its yearly returns, with their correlation",
  description:
    'Returns are from December to December, of closes as published, without dividends; the year of a split has none. The correlation is of the score and the return of the same year, and n says of how many: a few years tell little, which the interval shows, and neighbouring years of a score are much alike, which makes the true interval wider. It is no forecast: figures of a year are published after it. The company is scored where its disclosures are known.',
  tag: 'ESG',
  scope: 'read',
  cost: 10,
  cache: { ttlSeconds: 300, rowCapped: false, depthCapped: true },
  params: z.object({ instrument_id: instrumentId.meta({ example: 'XJSE:SOL' }) }),
  query: z.object({
    peers: esgParameters.peers,
    period: esgParameters.period,
    years: z
      .string()
      .regex(/^(?:[1-9]|1[0-5])$/, 'must be a whole number from 1 to 15')
      .transform(Number)
      .optional()
      .openapi({
        type: 'integer',
        minimum: 1,
        maximum: 15,
        description: 'How many years up to the period, 10 where left out',
      }),
    as_of: parameters.asOf,
  }),
  response: stock,
  example: {
    path: '/v1/esg/stocks/XJSE:SOL?period=2020&years=1',
    data: {
      ...{ instrument_id: 'XJSE:SOL', name: 'Sasol Limited' },
      prices: {
        source: 'derived',
        years: [
          {
            ...{ year: 2020, close: '13393', return_percent: '-55.8685910109', reason: null },
            fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
            bars: '/v1/bars/XJSE:SOL?interval=1M&from=2019-12-01&to=2020-12-31&source=derived',
          },
        ],
      },
      views: [
        {
          ...{ of: 'country', entity: 'ZAF', name: 'South Africa', method: 'countries@1', peers: '001', reason: null },
          years: [
            {
              ...{
                year: 2020,
                score: '29.591049384',
                lower: '4.385580535',
                upper: '91.18602647',
                coverage_percent: '13.199554065',
              },
              return_percent: '-55.8685910109',
              explain: '/v1/esg/scores/ZAF/explain?method=countries%401&peers=001&period=2020',
            },
          ],
          correlation: { n: 1, r: null, lower: null, upper: null, reason: 'too_few_years' },
          explain: '/v1/esg/scores/ZAF/explain?method=countries%401&peers=001&period=2020',
        },
      ],
    },
    meta: { is_sample: true },
  },
  async handle({ params: { instrument_id }, query }, { db, lake, clock }, { plan }) {
    const { as_of = null, years = 10 } = query;
    const earliest = earliestDay(plan, clock.now());
    const read = await readStock({ db, lake }, { instrument_id, years, earliest, ...query });
    if (!read.known) {
      throw new WizError('not_found', `There is no instrument ${instrument_id}; search for it with /v1/search?q=`);
    }
    const shown: z.infer<typeof stock> = {
      ...{ instrument_id, name: read.name },
      prices: {
        source: read.source,
        years: read.returns.map((one) => ({
          ...one,
          bars: barsOf(one.year, instrument_id, { ...read, as_of, earliest }),
        })),
      },
      views: [read.country, read.company].map((one) => shownView(besidePrices(one, read.returns))),
    };
    return jsonAnswer(JSON.stringify(shown), { as_of, is_sample: read.is_sample }, [
      ...scoreTags,
      ...['instrument', 'corporate_action'],
      channelName('bar', instrument_id, '1M'),
    ]);
  },
});

interface BarsShown {
  readonly source: string | null;
  readonly as_of: string | null;
  readonly earliest: string | null;
}

function barsOf(of: number, id: string, { source, as_of, earliest }: BarsShown): string {
  const from = laterOf(`${of - 1}-12-01`, earliest) ?? '';
  const more = { ...(source !== null && { source }), ...(as_of !== null && { as_of }) };
  return `/v1/bars/${id}?${new URLSearchParams({ interval: '1M', from, to: `${of}-12-31`, ...more })}`;
}

const shownView = ({ subject, ...shown }: Beside): z.infer<typeof view> => ({
  ...shown,
  ...{ method: methodName(subject.method), peers: subject.peers.peers_id },
});
