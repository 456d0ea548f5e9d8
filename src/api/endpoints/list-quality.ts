import { z } from '@hono/zod-openapi';
import { day, decimal, instant } from '../../model/records.ts';
import { datasets, interval } from '../../model/symbol.ts';
import { metricNames } from '../../quality/scores.ts';
import { inOneTrip } from '../../storage/one-trip.ts';
import { readLatestQuality } from '../../storage/read/quality.ts';
import { jsonAnswer } from '../answer.ts';
import { auditedMeta, auditProgress, exampleAudit } from '../audit-progress.ts';
import { decodeCursor, encodeCursor, idShape } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';

const metric = z
  .object({ share: decimal, numerator: z.number().int(), denominator: z.number().int() })
  .nullable()
  .openapi({ description: 'Null where there is nothing to count' });

/** Whose quality it is. */
export const seriesFields = {
  channel: z.string(),
  source: z.string(),
  dataset: z.enum(datasets),
  id: z.string(),
  interval: interval.nullable(),
  is_sample: z.boolean(),
};

const qualityFields = {
  ...seriesFields,
  day: day.meta({ description: 'Of the audit, UTC; the last one of a day is kept' }),
  rows: z.number().int().openapi({ description: 'Looked at: the newest 1,500 of a series' }),
  first_time: instant,
  last_time: instant,
  metrics: z.object(
    Object.fromEntries(metricNames.map((name) => [name, metric])) as Record<
      (typeof metricNames)[number],
      typeof metric
    >,
  ),
  score: decimal.nullable().openapi({ description: 'The mean of the metrics that are not null' }),
  open_findings: z.number().int(),
  computed_at: instant,
};

export const qualityRow = z.object(qualityFields).openapi('Quality');

export const exampleQuality = {
  channel: 'bar.1d:XJSE:MTN',
  source: 'yahoo-chart',
  dataset: 'bar',
  id: 'XJSE:MTN',
  interval: '1d',
  is_sample: true,
  day: '2026-11-24',
  rows: 299,
  first_time: '2019-11-01T07:00:00.000Z',
  last_time: '2021-01-13T07:00:00.000Z',
  metrics: {
    completeness: { share: '0.9967', numerator: 299, denominator: 300 },
    freshness: { share: '0.0007', numerator: 1, denominator: 1465 },
    timeliness: null,
    accuracy: null,
    validity: { share: '0.9967', numerator: 300, denominator: 301 },
    uniqueness: { share: '1.0000', numerator: 301, denominator: 301 },
  },
  score: '0.7485',
  open_findings: 1,
  computed_at: '2026-11-24T05:02:00.000Z',
} as const;

const sayShare = 'must be a number from 0 to 1 such as 0.95';
const share = (says: string) =>
  z
    .string()
    .regex(/^\d(?:\.\d{1,40})?(?:[eE]-\d{1,3})?$/, sayShare)
    .refine((text) => Number(text) <= 1, sayShare)
    .optional()
    .openapi({ type: 'number', minimum: 0, maximum: 1, description: says, example: 0.95 });

export const datasetParameter = z.enum(datasets, 'must be a dataset such as bar').optional();
export const seriesIdParameter = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{1,11}:[A-Z0-9][A-Z0-9._&-]{0,79}$/, 'must be an id such as XJSE:NPN')
  .openapi({ description: 'An instrument, a series, a feed, or a pair such as FX:EUR-ZAR', example: 'XJSE:MTN' });

export const listQuality = endpoint({
  method: 'GET',
  path: '/v1/quality',
  operationId: 'listQuality',
  summary: 'Quality of every series: completeness, freshness, timeliness, accuracy, validity, uniqueness',
  description:
    'The last audit of each source and series. A metric shows the two counts that it comes from; /v1/quality/{dataset}/{id} says them in words and shows earlier days.',
  tag: 'Quality',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 60, rowCapped: true },
  params: z.object({}),
  query: z.object({
    dataset: datasetParameter,
    id: seriesIdParameter.optional(),
    source: parameters.sourceParameter.openapi({ description: 'Series of this source only' }),
    min_score: share('Series that score no less'),
    max_score: share('Series that score no more'),
    limit: parameters.limitParameter(1_000, 100),
    cursor: parameters.cursorParameter,
  }),
  response: z.array(qualityRow),
  meta: auditedMeta,
  example: {
    path: '/v1/quality?dataset=bar&id=XJSE:MTN',
    data: [exampleQuality],
    meta: { source: 'yahoo-chart', is_sample: true, limit: 100, audit: exampleAudit },
  },
  async handle({ query }, { db }, principal) {
    const limit = parameters.cappedRows(principal, query.limit);
    const filters = {
      'dataset = ?': query.dataset ?? null,
      'id = ?': query.id ?? null,
      'source = ?': query.source ?? null,
      'score >= ?::numeric': query.min_score ?? null,
      'score <= ?::numeric': query.max_score ?? null,
    };
    const position = decodeCursor(query.cursor, [idShape, idShape]);
    const [{ json, source, is_sample, next }, audit] = await inOneTrip(db, (one) => [
      readLatestQuality(one, filters, { position, limit }),
      auditProgress(one, query),
    ]);
    return jsonAnswer(json, { source, is_sample, limit, next_cursor: encodeCursor(next), audit });
  },
});
