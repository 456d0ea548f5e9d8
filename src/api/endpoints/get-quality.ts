import { z } from '@hono/zod-openapi';
import { datasets, interval as intervalSchema } from '../../model/symbol.ts';
import { explained, type Metrics } from '../../quality/scores.ts';
import { inOneTrip } from '../../storage/one-trip.ts';
import { readSeriesQuality } from '../../storage/read/quality.ts';
import { jsonAnswer } from '../answer.ts';
import { auditedMeta, auditProgress, exampleAudit } from '../audit-progress.ts';
import { dayShape, decodeCursor, encodeCursor, idShape } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { exampleQuality, qualityRow, seriesIdParameter } from './list-quality.ts';

const explainedRow = qualityRow
  .extend({ explanation: z.array(z.string()).openapi({ description: 'Each metric in words' }) })
  .openapi('ExplainedQuality');

export const getQuality = endpoint({
  method: 'GET',
  path: '/v1/quality/{dataset}/{id}',
  operationId: 'getQuality',
  summary: 'Quality of one instrument, pair, series or feed, in words and through time',
  description:
    'The last audit of each source; with `from` or `to` the audits of those days, newest first, one a day. `as_of` leaves out what was audited later. Empty until the first audit, which comes within an hour of the first rows; `meta.audit` says how far it has come.',
  tag: 'Quality',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 60, rowCapped: true },
  params: z.object({
    dataset: z.enum(datasets, 'must be a dataset such as bar').openapi({ example: 'bar' }),
    id: seriesIdParameter,
  }),
  query: z
    .object({
      interval: intervalSchema.optional().openapi({ description: 'Of bars; left out, of all intervals' }),
      source: parameters.sourceParameter.openapi({ description: 'Audits of this source only' }),
      from: parameters.dayParameter('First day of audits, inclusive', '2026-11-01'),
      to: parameters.dayParameter('Last day of audits, inclusive', '2026-11-24'),
      as_of: parameters.asOf,
      limit: parameters.limitParameter(1_000, 100),
      cursor: parameters.cursorParameter,
    })
    .refine(({ from, to }) => parameters.daysAreForward(from, to), parameters.backwards),
  response: z.array(explainedRow),
  meta: auditedMeta,
  example: {
    path: '/v1/quality/bar/XJSE:MTN?interval=1d',
    data: [{ ...exampleQuality, explanation: explained(exampleQuality.metrics) }],
    meta: { source: 'yahoo-chart', is_sample: true, limit: 100, audit: exampleAudit },
  },
  async handle({ params: { dataset, id }, query }, { db }, principal) {
    const limit = parameters.cappedRows(principal, query.limit);
    const as_of = query.as_of ?? null;
    const interval = query.interval ?? null;
    const [{ json, source, is_sample, next }, audit] = await inOneTrip(db, (one) => [
      readSeriesQuality(one, {
        ...{ dataset, id, interval, as_of, limit },
        source: query.source ?? null,
        from: query.from ?? null,
        to: query.to ?? null,
        position: decodeCursor(query.cursor, [dayShape, idShape, idShape]),
      }),
      auditProgress(one, { dataset, id, interval }),
    ]);
    const known = JSON.parse(json) as { readonly metrics?: Partial<Metrics> }[];
    const data = known.map((row) => ({ ...row, explanation: explained(row.metrics ?? {}) }));
    return jsonAnswer(JSON.stringify(data), {
      as_of,
      source,
      is_sample,
      limit,
      next_cursor: encodeCursor(next),
      audit,
    });
  },
});
