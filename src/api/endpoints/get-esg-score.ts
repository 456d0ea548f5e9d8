import { z } from '@hono/zod-openapi';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { entityId, esgParameters } from '../esg/parameters.ts';
import { rankAll } from '../esg/ranking.ts';
import { rankingMeta, readScores, scoreTags } from '../esg/read-scores.ts';
import {
  exampleLinks,
  exampleRanking,
  explain,
  ofEntity,
  pillarScore,
  rankingMetaSchema,
  scored,
  scoreLinks,
  year,
} from '../esg/schemas.ts';
import { linksOf, shownPillar, shownScore } from '../esg/shown.ts';
import { kindOf, seriesEntityOf, subjectOf, unknown } from '../esg/subject.ts';
import * as parameters from '../parameters.ts';

const rank = year.nullable().openapi({ description: 'Among those of its kind that have a score; 1 for the best' });

const score = z
  .object({
    ...ofEntity,
    period: year.nullable(),
    rank,
    ...scored,
    pillars: z.array(pillarScore),
    history: z.array(z.object({ period: year, rank, ...scored, explain })).openapi({
      description: 'This year and those before, the newest first, each ranked among the values of its time',
    }),
    links: scoreLinks,
  })
  .openapi('EsgScore');

export const getEsgScore = endpoint({
  method: 'GET',
  path: '/v1/esg/scores/{entity}',
  operationId: 'getEsgScore',
  summary: 'The ESG score of a country, region or company: pillars, interval, coverage and history',
  description:
    'A country is ranked among the countries of `peers`, a company among those that disclose on its exchange; a region has the mean of its countries. History is by the years that values are of; what was known at an earlier moment is asked for with `as_of`.',
  tag: 'ESG',
  scope: 'read',
  cost: 8,
  cache: { ttlSeconds: 300, rowCapped: false },
  params: z.object({ entity: entityId }),
  query: z.object({
    ...esgParameters,
    years: z
      .string()
      .regex(/^(?:[1-9]|10)$/, 'must be a whole number from 1 to 10')
      .transform(Number)
      .optional()
      .openapi({
        type: 'integer',
        minimum: 1,
        maximum: 10,
        description: 'How many years of history, 5 where left out',
      }),
    as_of: parameters.asOf,
  }),
  response: score,
  meta: rankingMetaSchema,
  example: {
    path: '/v1/esg/scores/ZAF?period=2018&years=1',
    data: {
      ...{ entity: 'ZAF', kind: 'country', name: 'South Africa', period: 2018, rank: 27, score: '28.619528621' },
      ...{ lower: '5.03550931', upper: '88.95133986', coverage_percent: '16.08416945' },
      pillars: [
        {
          ...{ pillar: 'environment', weight_percent: '25', score: '30.303030303', lower: '12.820512822' },
          ...{ upper: '70.512820512', coverage_percent: '42.30769231', contribution: '10.101010102' },
        },
      ],
      history: [
        {
          ...{ period: 2018, rank: 27, score: '28.619528621', lower: '5.03550931', upper: '88.95133986' },
          coverage_percent: '16.08416945',
          explain: exampleLinks.explain,
        },
      ],
      links: exampleLinks,
    },
    meta: exampleRanking,
  },
  async handle({ params: { entity }, query }, { db }) {
    const kind = kindOf(entity);
    const subject = subjectOf(kind, entity.split(':')[0] ?? '', query);
    const read = await readScores(db, subject, { years: query.years ?? 5, focus: [] });
    const id = kind === 'company' ? seriesEntityOf(entity) : entity;
    const ranked = read.years.map(({ period, scores }) => {
      return { period, one: rankAll(kind, scores, null).find((each) => each.entity === id) };
    });
    const own = ranked[0]?.one;
    if (own === undefined) throw unknown(entity, read.subject);
    const shown: z.infer<typeof score> = {
      ...{ entity, kind, name: read.nameOf(id), period: read.period, rank: own.rank, ...shownScore(own) },
      pillars: own.pillars.map(shownPillar),
      history:
        read.period === null
          ? []
          : ranked.flatMap(({ period, one }) => {
              const { explain } = linksOf(entity, kind, { subject: read.subject, period }, query.weights);
              return one === undefined ? [] : [{ period, rank: one.rank, ...shownScore(one), explain }];
            }),
      links: linksOf(entity, kind, read, query.weights),
    };
    return jsonAnswer(JSON.stringify(shown), rankingMeta(read), scoreTags);
  },
});
