import { z } from '@hono/zod-openapi';
import { pillars, seriesIdOf } from '../../esg-scoring/method.ts';
import { pointsOf, pointsText } from '../../esg-scoring/points.ts';
import { percentileOf } from '../../esg-scoring/rank.ts';
import type { Member } from '../../esg-scoring/region-score.ts';
import type { Contribution, Missing } from '../../esg-scoring/score.ts';
import { day, decimal, instant } from '../../model/records.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { entityId, esgParameters } from '../esg/parameters.ts';
import { regionScoreOf } from '../esg/ranking.ts';
import { type PeersScored, rankingMeta, readScores, scoreTags } from '../esg/read-scores.ts';
import {
  exampleLinks,
  exampleRanking,
  ofEntity,
  percent,
  pillarScore,
  points,
  rankingMetaSchema,
  scored,
  scoreLinks,
  year,
} from '../esg/schemas.ts';
import { linksOf, shownPillar, shownScore } from '../esg/shown.ts';
import { kindOf, seriesEntityOf, subjectOf, unknown } from '../esg/subject.ts';
import * as parameters from '../parameters.ts';

const indicator = { indicator_id: z.string(), name: z.string(), pillar: z.enum(pillars) };

const explained = z
  .object({
    ...indicator,
    polarity: z.enum(['higher', 'lower']).openapi({ description: 'Which is better' }),
    series_id: z.string(),
    series_name: z.string(),
    unit: z.string().nullable(),
    source: z.string(),
    value: decimal.meta({ description: 'As published' }),
    value_period: day,
    status: z.string().nullable(),
    document: z.string().nullable(),
    page: z.string().nullable(),
    is_sample: z.boolean(),
    fetch_id: z.string(),
    recorded_at: instant,
    rev: year,
    worse: year.openapi({ description: 'How many peers have a worse value' }),
    same: year.openapi({ description: 'How many have the same, this one among them' }),
    valued: year.openapi({ description: 'How many have any' }),
    percentile: points.meta({ description: '100 x (worse + same / 2) / valued' }),
    weight_percent: percent.meta({ description: 'Of the whole score, were nothing missing' }),
    counted_weight_percent: percent.meta({ description: 'Of the whole score, by what is there' }),
    contribution: points.meta({ description: 'To the score: all of them add up to it exactly' }),
    pillar_contribution: points.meta({ description: "To the pillar's score: those of the pillar add up to it" }),
    links: z.object({ observations: z.string(), provenance: z.string() }),
  })
  .openapi('EsgIndicatorValue');

const lacking = z
  .object({
    ...indicator,
    weight_percent: percent,
    reason: z.enum(['nobody_has_one', 'has_none', 'too_few_have_one']).openapi({
      description: 'No peer has a value in the period, this entity has none, or too few have one to rank',
    }),
    series_ids: z.array(z.string()).openapi({ description: 'Where a value would be' }),
  })
  .openapi('EsgIndicatorMissing');

const member = z
  .object({
    ...ofEntity,
    score: points.nullable(),
    coverage_percent: percent,
    contribution: points.nullable().openapi({ description: 'To the score: those of all add up to it exactly' }),
    explain: z.string(),
  })
  .openapi('EsgRegionMember');

const explanation = z
  .object({
    ...{ ...ofEntity, period: year.nullable(), ...scored },
    pillars: z.array(pillarScore),
    indicators: z.array(explained).openapi({ description: 'Empty for a region, which has members' }),
    missing: z.array(lacking),
    members: z.array(member).openapi({ description: "A region's countries; empty for others" }),
    links: scoreLinks,
  })
  .openapi('EsgExplanation');

export const explainEsgScore = endpoint({
  method: 'GET',
  path: '/v1/esg/scores/{entity}/explain',
  operationId: 'explainEsgScore',
  summary: 'An ESG score down to its published values, each with its rank, its part and its provenance',
  description:
    'The contributions of the indicators add up to those of their pillars, and these to the score, exactly. `lower` is the sum of weight x percentile with what is missing at 0, `upper` with it at 100. Each value links to its observation and to the fetch that brought it.',
  tag: 'ESG',
  scope: 'read',
  cost: 5,
  cache: { ttlSeconds: 300, rowCapped: false },
  params: z.object({ entity: entityId }),
  query: z.object({ ...esgParameters, as_of: parameters.asOf }),
  response: explanation,
  meta: rankingMetaSchema,
  example: {
    path: '/v1/esg/scores/ZAF/explain?period=2018',
    data: {
      ...{ entity: 'ZAF', kind: 'country', name: 'South Africa', period: 2018, score: '28.619528621' },
      ...{ lower: '5.03550931', upper: '88.95133986', coverage_percent: '16.08416945' },
      pillars: [
        {
          ...{ pillar: 'environment', weight_percent: '25', score: '30.303030303', lower: '12.820512822' },
          ...{ upper: '70.512820512', coverage_percent: '42.30769231', contribution: '10.101010102' },
        },
      ],
      indicators: [
        {
          ...{ indicator_id: 'co2_per_person', name: 'Carbon dioxide emissions per person', pillar: 'environment' },
          ...{ polarity: 'lower', series_id: 'WB:EN.ATM.CO2E.PC.ZAF', source: 'worldbank' },
          ...{ series_name: 'CO2 emissions (metric tons per capita)', unit: 'metric tons per capita' },
          ...{ value: '7.57503960573722', value_period: '2018-01-01', status: null, document: null, page: null },
          ...{ is_sample: true, fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f' },
          ...{ recorded_at: '2026-11-24T05:00:00.000Z', rev: 1, worse: 4, same: 1, valued: 27 },
          ...{ percentile: '16.666666667', weight_percent: '1.923076923', counted_weight_percent: '6.060606061' },
          ...{ contribution: '1.01010101', pillar_contribution: '3.03030303' },
          links: {
            observations:
              '/v1/series/WB:EN.ATM.CO2E.PC.ZAF/observations?from=2018-01-01&to=2018-01-01&source=worldbank',
            provenance: '/v1/provenance/fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
          },
        },
      ],
      missing: [
        {
          ...{ indicator_id: 'rule_of_law', name: 'Rule of law', pillar: 'governance' },
          ...{ weight_percent: '3.846153846', reason: 'nobody_has_one', series_ids: ['WB:RL.EST.ZAF'] },
        },
      ],
      members: [],
      links: exampleLinks,
    },
    meta: exampleRanking,
  },
  async handle({ params: { entity }, query }, { db }) {
    const kind = kindOf(entity);
    const id = kind === 'company' ? seriesEntityOf(entity) : entity;
    const subject = subjectOf(kind, entity.split(':')[0] ?? '', query);
    const read = await readScores(db, subject, { years: 1, focus: [id] });
    const region = kind === 'region' ? regionScoreOf(id, read.scores) : null;
    const peer = kind === 'region' ? null : (read.scores.find((one) => one.entity === id) ?? null);
    const own = region ?? peer;
    if (own === null) throw unknown(entity, subject);
    const shown: z.infer<typeof explanation> = {
      ...{ entity, kind, name: read.nameOf(id), period: read.period, ...shownScore(own) },
      pillars: own.pillars.map(shownPillar),
      indicators: peer?.contributions.flatMap((one) => shownValue(one, id, read)) ?? [],
      missing: peer?.missing.map((one) => shownMissing(one, id)) ?? [],
      members: region?.members.map((one) => shownMember(one, read, query.weights)) ?? [],
      links: linksOf(entity, kind, read, query.weights),
    };
    return jsonAnswer(JSON.stringify(shown), rankingMeta(read), scoreTags);
  },
});

function shownValue(one: Contribution, entity: string, { focused, subject }: PeersScored) {
  const from = focused.get(`${one.series.head} ${entity}`);
  if (from === undefined) return [];
  const { head: _, entity: __, period, ...published } = from;
  const { indicator_id, name, pillar, polarity } = one.indicator;
  const { worse, same, valued } = one.place;
  const span = new URLSearchParams({ from: period, to: period, source: from.source });
  if (subject.as_of !== null) span.set('as_of', subject.as_of);
  return [
    {
      ...{ indicator_id, name, pillar, polarity, ...published, value_period: period, worse, same, valued },
      percentile: pointsText(pointsOf(percentileOf(one.place))),
      ...{ weight_percent: pointsText(one.weight), counted_weight_percent: pointsText(one.counted_weight) },
      ...{ contribution: pointsText(one.contribution), pillar_contribution: pointsText(one.pillar_contribution) },
      links: {
        observations: `/v1/series/${from.series_id}/observations?${span}`,
        provenance: `/v1/provenance/${from.fetch_id}`,
      },
    },
  ];
}

function shownMissing({ indicator, weight, reason }: Missing, entity: string) {
  const { indicator_id, name, pillar, series } = indicator;
  const series_ids = series.map(({ head }) => seriesIdOf(head, entity));
  return { indicator_id, name, pillar, weight_percent: pointsText(weight), reason, series_ids };
}

function shownMember({ score, contribution }: Member, read: PeersScored, weights?: ReadonlyMap<string, string>) {
  const { entity, coverage } = score;
  return {
    ...{ entity, kind: 'country' as const, name: read.nameOf(entity) },
    ...{ score: shownScore(score).score, coverage_percent: pointsText(coverage) },
    contribution: contribution === null ? null : pointsText(contribution),
    explain: linksOf(entity, 'country', read, weights).explain,
  };
}
