import { z } from '@hono/zod-openapi';
import { provenanceFields, series } from '../../model/records.ts';
import { listCatalogue, seriesCatalogue } from '../../storage/read/catalogue.ts';
import { jsonAnswer } from '../answer.ts';
import { decodeCursor, encodeCursor, idShape } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { filledFrom } from './list-instruments.ts';

const seriesRow = series
  .extend(provenanceFields.shape)
  .extend({ sources: z.array(z.string()), filled_from: filledFrom })
  .openapi('Series');

export const listSeries = endpoint({
  method: 'GET',
  path: '/v1/series',
  operationId: 'listSeries',
  summary: 'Search series of observations: macro-economy, environment, society, governance',
  tag: 'Series',
  scope: 'read',
  cost: 2,
  cache: { ttlSeconds: 300, rowCapped: true },
  params: z.object({}),
  query: z.object({
    q: parameters.wordsParameter
      .optional()
      .openapi({ description: 'Found anywhere in the name, indicator, entity or id' }),
    entity: parameters.wordsParameter
      .optional()
      .openapi({ description: 'A country as ISO 3166-1 alpha-3', example: 'ZAF' }),
    topic: series.shape.topic.optional(),
    limit: parameters.limitParameter(1_000, 100),
    cursor: parameters.cursorParameter,
    as_of: parameters.asOf,
  }),
  response: z.array(seriesRow),
  example: {
    path: '/v1/series?q=inflation&entity=ZAF',
    data: [
      {
        series_id: 'WB:FP.CPI.TOTL.ZG.ZAF',
        source: 'worldbank',
        name: 'Inflation, consumer prices (annual %)',
        indicator: 'FP.CPI.TOTL.ZG',
        entity: 'ZAF',
        entity_name: 'South Africa',
        unit: null,
        interval: '1y',
        topic: 'macro',
        is_sample: true,
        fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
        recorded_at: '2026-11-24T05:00:00.000Z',
        rev: 1,
        sources: ['worldbank'],
        filled_from: {},
      },
    ],
    meta: { is_sample: true, limit: 100 },
  },
  async handle({ query }, { db }, principal) {
    const limit = parameters.cappedRows(principal, query.limit);
    const { is_sample, next, json } = await listCatalogue(db, seriesCatalogue, {
      q: query.q ?? null,
      filters: { entity: query.entity ?? null, topic: query.topic ?? null },
      as_of: query.as_of ?? null,
      position: decodeCursor(query.cursor, [idShape])?.[0] ?? null,
      limit,
    });
    return jsonAnswer(json, { as_of: query.as_of ?? null, is_sample, limit, next_cursor: encodeCursor(next) }, [
      'series',
    ]);
  },
});
