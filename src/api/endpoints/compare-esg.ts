import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { pillars } from '../../esg-scoring/method.ts';
import { pointsOf, pointsText } from '../../esg-scoring/points.ts';
import { percentileOf } from '../../esg-scoring/rank.ts';
import type { Score } from '../../esg-scoring/score.ts';
import { day, decimal } from '../../model/records.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { entityPattern, esgParameters } from '../esg/parameters.ts';
import { type Ranked, rankAll } from '../esg/ranking.ts';
import { type PeersScored, rankingMeta, readScores, scoreTags } from '../esg/read-scores.ts';
import { ofEntity, pillarScore, points, rankingMetaSchema, scored, scoreLinks, year } from '../esg/schemas.ts';
import { linksOf, shownPillar, shownScore } from '../esg/shown.ts';
import { kindOf, seriesEntityOf, subjectOf, unknown } from '../esg/subject.ts';
import * as parameters from '../parameters.ts';

const most = 10;

const compared = z
  .object({
    entities: z.array(
      z.object({
        ...{ ...ofEntity, rank: year.nullable(), ...scored },
        pillars: z.array(pillarScore),
        links: scoreLinks,
      }),
    ),
    indicators: z
      .array(
        z.object({
          ...{ indicator_id: z.string(), name: z.string(), pillar: z.enum(pillars) },
          polarity: z.enum(['higher', 'lower']),
          unit: z.string().nullable(),
          valued: year.openapi({ description: 'How many peers have a value' }),
          values: z.array(
            z
              .object({
                value: decimal,
                value_period: day,
                percentile: points,
                contribution: points,
                series_id: z.string(),
                source: z.string(),
                fetch_id: z.string(),
              })
              .nullable(),
          ),
        }),
      )
      .openapi({ description: 'Those of which any has a value, with one place for each entity; none of regions' }),
    links: scoreLinks
      .pick({ method: true, peers: true })
      .openapi({ description: 'Whom all of them are ranked against' }),
  })
  .openapi('EsgComparison');

export const compareEsg = endpoint({
  method: 'GET',
  path: '/v1/esg/compare',
  operationId: 'compareEsg',
  summary: 'ESG scores of up to ten countries, regions or companies side by side, indicator by indicator',
  description:
    'All are of one kind and ranked against the same peers in the same period, so that their percentiles can be compared. Values are as published, of the series that was taken for all peers.',
  tag: 'ESG',
  scope: 'read',
  cost: 5,
  cache: { ttlSeconds: 300, rowCapped: false },
  params: z.object({}),
  query: z.object({
    entities: parameters
      .namesParameter(most, entityPattern, 'countries, regions or companies')
      .openapi({ type: 'string', description: `Up to ${most} of one kind, separated by commas` }),
    ...esgParameters,
    as_of: parameters.asOf,
  }),
  response: compared,
  mayMiss: true,
  meta: rankingMetaSchema,
  example: {
    path: '/v1/esg/compare?entities=ZAF,NGA&peers=002&period=2018',
    data: {
      entities: [
        {
          ...{ entity: 'ZAF', kind: 'country', name: 'South Africa', rank: 17, score: '37.037037038' },
          ...{ lower: '5.683605844', upper: '89.599436394', coverage_percent: '16.08416945' },
          pillars: [
            {
              ...{ pillar: 'environment', weight_percent: '25', score: '27.777777778', lower: '11.752136754' },
              ...{ upper: '69.444444444', coverage_percent: '42.30769231', contribution: '9.25925926' },
            },
          ],
          links: {
            explain: '/v1/esg/scores/ZAF/explain?method=countries%401&peers=002&period=2018',
            method: '/v1/esg/method?method=countries%401',
            peers: '/v1/esg/scores?kind=country&method=countries%401&peers=002&period=2018',
          },
        },
      ],
      indicators: [
        {
          ...{ indicator_id: 'co2_per_person', name: 'Carbon dioxide emissions per person', pillar: 'environment' },
          ...{ polarity: 'lower', unit: 'metric tons per capita', valued: 18 },
          values: [
            {
              ...{ value: '7.57503960573722', value_period: '2018-01-01', percentile: '2.777777778' },
              ...{ contribution: '0.168350168', series_id: 'WB:EN.ATM.CO2E.PC.ZAF', source: 'worldbank' },
              fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
            },
          ],
        },
      ],
      links: {
        method: '/v1/esg/method?method=countries%401',
        peers: '/v1/esg/scores?kind=country&method=countries%401&peers=002&period=2018',
      },
    },
    meta: {
      ...{ is_sample: true, method: 'countries@1', period: 2018, peers: '002', peers_name: 'Africa' },
      ...{ members: 54, scored: 18 },
    },
  },
  async handle({ query }, { db }) {
    const [first = '', ...others] = query.entities;
    const kind = kindOf(first);
    if (others.some((id) => kindOf(id) !== kind)) {
      throw new WizError('invalid_request', 'entities: must be of one kind: countries, regions or companies');
    }
    const ids = query.entities.map((id) => (kind === 'company' ? seriesEntityOf(id) : id));
    const subject = subjectOf(kind, first.split(':')[0] ?? '', query);
    const read = await readScores(db, subject, { years: 1, focus: ids });
    const ranked = new Map(rankAll(kind, read.scores, null).map((one) => [one.entity, one]));
    const { method, peers: ranking } = linksOf(first, kind, read, query.weights);
    const peers = new Map(read.scores.map((one) => [one.entity, one]));
    const shown: z.infer<typeof compared> = {
      entities: ids.map((id, at) => {
        const entity = query.entities[at] ?? id;
        const one: Ranked | undefined = ranked.get(id);
        if (one === undefined) throw unknown(entity, subject);
        return {
          ...{ entity, kind, name: read.nameOf(id), rank: one.rank, ...shownScore(one) },
          ...{ pillars: one.pillars.map(shownPillar), links: linksOf(entity, kind, read, query.weights) },
        };
      }),
      indicators: sideBySide(ids, peers, read),
      links: { method, peers: ranking },
    };
    return jsonAnswer(JSON.stringify(shown), rankingMeta(read), scoreTags);
  },
});

function sideBySide(ids: readonly string[], peers: ReadonlyMap<string, Score>, { subject, focused }: PeersScored) {
  return subject.method.indicators.flatMap(({ indicator_id, name, pillar, polarity }) => {
    const found = ids.map((id) =>
      peers.get(id)?.contributions.find(({ indicator }) => indicator.indicator_id === indicator_id),
    );
    const valued = found.find((one) => one !== undefined)?.place.valued;
    if (valued === undefined) return [];
    const from = found.map((one, at) => (one === undefined ? undefined : focused.get(`${one.series.head} ${ids[at]}`)));
    const values = found.map((one, at) => {
      const input = from[at];
      if (one === undefined || input === undefined) return null;
      const { value, period: value_period, series_id, source, fetch_id } = input;
      const percentile = pointsText(pointsOf(percentileOf(one.place)));
      return {
        value,
        value_period,
        percentile,
        contribution: pointsText(one.contribution),
        series_id,
        source,
        fetch_id,
      };
    });
    const unit = from.find((one) => one !== undefined)?.unit ?? null;
    return [{ indicator_id, name, pillar, polarity, unit, valued, values }];
  });
}
