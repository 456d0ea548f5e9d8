import { z } from '@hono/zod-openapi';
import { pillars } from '../../esg-scoring/method.ts';
import { onePoint } from '../../esg-scoring/points.ts';
import type { OwnWeights } from '../../esg-scoring/weights.ts';
import { decimal } from '../../model/records.ts';
import { jsonAnswer } from '../answer.ts';
import { countShape, decodeCursor, encodeCursor } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import { esgParameters } from '../esg/parameters.ts';
import { type Ranked, rankAll } from '../esg/ranking.ts';
import { type PeersScored, rankingMeta, readScores, scoreTags } from '../esg/read-scores.ts';
import { explain, ofEntity, rankingMetaSchema, scored, year } from '../esg/schemas.ts';
import { linksOf, pillarOf, shownEntity, shownScore } from '../esg/shown.ts';
import { type EsgKind, kinds, subjectOf } from '../esg/subject.ts';
import * as parameters from '../parameters.ts';

const ofPillar = decimal.nullable().openapi({ description: 'The score of the pillar' });

const row = z
  .object({
    rank: year.openapi({ description: '1 for the best; equals share one' }),
    ...ofEntity,
    period: year,
    ...scored,
    environment: ofPillar,
    social: ofPillar,
    governance: ofPillar,
    infrastructure: ofPillar,
    explain,
  })
  .openapi('EsgRanked');

const sorts = ['rank', 'coverage', 'name'] as const;

export const listEsgScores = endpoint({
  method: 'GET',
  path: '/v1/esg/scores',
  operationId: 'listEsgScores',
  summary: 'Countries, regions or companies ranked by their ESG score among their peers',
  description:
    'Each indicator gives a percentile, (worse + same / 2) / valued, among the peers that have a value in the period; a score is the weighted mean of those that an entity has, and the interval says how far what is missing could move it. Those without any value are left out. A region has the mean of its countries. Nothing is stored: each ranking is computed from what was known at `as_of`.',
  tag: 'ESG',
  scope: 'read',
  cost: 5,
  cache: { ttlSeconds: 300, rowCapped: true },
  params: z.object({}),
  query: z.object({
    kind: z.enum(kinds, `must be one of ${kinds.join(', ')}`).default('country'),
    ...esgParameters,
    pillar: z
      .enum(pillars, `must be one of ${pillars.join(', ')}`)
      .optional()
      .openapi({ description: 'Rank by this pillar, and show only those that have a score in it' }),
    min_coverage: z
      .string()
      .regex(/^(?:100|[1-9]?\d)$/, 'must be a whole number from 0 to 100')
      .transform(Number)
      .optional()
      .openapi({
        type: 'integer',
        minimum: 0,
        maximum: 100,
        description: 'Leave out what is known of a smaller share, in percent of the weights',
      }),
    sort: z
      .enum(sorts, `must be one of ${sorts.join(', ')}`)
      .default('rank')
      .openapi({ description: 'Equals come in the order of their ids' }),
    order: parameters.orderParameter,
    limit: parameters.limitParameter(500, 100),
    cursor: parameters.cursorParameter,
    as_of: parameters.asOf,
  }),
  response: z.array(row),
  meta: rankingMetaSchema,
  example: {
    path: '/v1/esg/scores?peers=002&period=2018&limit=1',
    data: [
      {
        ...{ rank: 1, entity: 'UGA', kind: 'country', name: 'Uganda', period: 2018, score: '71.296296297' },
        ...{ lower: '4.774092655', upper: '97.34376936', coverage_percent: '7.430323295' },
        ...{ environment: '91.666666667', social: '91.666666667', governance: null, infrastructure: '30.555555556' },
        explain: '/v1/esg/scores/UGA/explain?method=countries%401&peers=002&period=2018',
      },
    ],
    meta: {
      ...{ is_sample: true, limit: 1, method: 'countries@1', period: 2018, peers: '002', peers_name: 'Africa' },
      ...{ members: 54, scored: 18 },
    },
  },
  async handle({ query }, { db }, principal) {
    const { kind, pillar = null, min_coverage = 0, sort, order } = query;
    const limit = parameters.cappedRows(principal, query.limit);
    const read = await readScores(db, subjectOf(kind, 'XJSE', query), { years: 1, focus: [] });
    const ranked = rankAll(kind, read.scores, pillar).filter(
      (one) => one.rank !== null && one.coverage >= min_coverage * onePoint,
    );
    const descends = (order ?? (sort === 'coverage' ? 'desc' : 'asc')) === 'desc';
    const [first = 0] = (decodeCursor(query.cursor, [countShape]) ?? []).map(Number);
    const sorted = ranked
      .map((one) => shownRow(kind, one, read, query.weights))
      .sort((one, other) => (descends ? -1 : 1) * compared(one, other, sort) || (one.entity < other.entity ? -1 : 1));
    const next = first + limit < sorted.length ? String(first + limit) : null;
    return jsonAnswer(
      JSON.stringify(sorted.slice(first, first + limit)),
      { ...rankingMeta(read), limit, next_cursor: encodeCursor(next) },
      scoreTags,
    );
  },
});

type Row = z.infer<typeof row>;

function shownRow(kind: EsgKind, one: Ranked, read: PeersScored, weights?: OwnWeights): Row {
  const entity = shownEntity(kind, one.entity);
  return {
    ...{ rank: one.rank ?? 0, entity, kind, name: read.nameOf(one.entity) },
    ...{ period: read.period ?? 0, ...shownScore(one) },
    ...{ environment: pillarOf(one, 'environment'), social: pillarOf(one, 'social') },
    ...{ governance: pillarOf(one, 'governance'), infrastructure: pillarOf(one, 'infrastructure') },
    explain: linksOf(entity, kind, read, weights).explain,
  };
}

function compared(one: Row, other: Row, sort: (typeof sorts)[number]): number {
  if (sort === 'name') return one.name.localeCompare(other.name, 'en');
  if (sort === 'rank') return one.rank - other.rank;
  return Number(one.coverage_percent) - Number(other.coverage_percent);
}
