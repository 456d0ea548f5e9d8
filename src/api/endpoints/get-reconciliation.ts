import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { partOf } from '../../lake/cold/bar-index.ts';
import { day, decimal, instant } from '../../model/records.ts';
import { channelName, instrumentId, interval } from '../../model/symbol.ts';
import { classOf } from '../../model/time-classes.ts';
import { tolerances } from '../../quality/compare.ts';
import { valuedDatasets } from '../../quality/series.ts';
import { jsonAnswer } from '../answer.ts';
import { readReconciliationOfBoth } from '../both-stores/read-reconciliation.ts';
import { dayShape, decodeCursor, encodeCursor, instantShape, type PartShape } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import { onlyOne } from '../only-one.ts';
import * as parameters from '../parameters.ts';
import { reconcile } from '../reconcile.ts';

const value = z.object({
  source: z.string(),
  rank: z.number().int(),
  time: instant,
  close: decimal,
  unit: z.string(),
  is_sample: z.boolean(),
  fetch_id: z.string(),
  recorded_at: instant,
});

const row = value
  .extend({
    session_date: day.nullable(),
    agrees: z.boolean().nullable().openapi({ description: 'Whether all others agree; null where there is none' }),
    others: z.array(
      value.extend({
        deviation: decimal
          .nullable()
          .openapi({ description: 'From the preferred close, as a part of it; null in another currency' }),
        agrees: z.boolean().nullable(),
      }),
    ),
  })
  .openapi('ReconciledClose');

const response = z
  .object({
    rule: z.string().openapi({ description: 'By which a source is preferred' }),
    tolerance: decimal.meta({ description: 'Up to which deviation sources agree' }),
    rows: z.array(row),
  })
  .openapi('Reconciliation');

/** In the words of the one rule by which every answer of the API prefers a source. */
const rule =
  'The source with the lowest rank in /v1/sources speaks: whoever makes the figure before vendors, vendors before aggregators, computed values last; among equals the first by name.';

const provenance = { is_sample: true, recorded_at: '2026-11-24T05:00:00.000Z' } as const;

/** A session's day, or the instant of what has none. */
const periodShape: PartShape = { test: (text) => dayShape.test(text) || instantShape.test(text) };

export const getReconciliation = endpoint({
  method: 'GET',
  path: '/v1/reconciliation/{id}',
  operationId: 'getReconciliation',
  summary: 'What each source says of the same close, which one is preferred, and whether they agree',
  description:
    'Newest first. Closes are as published; for the comparison they are brought to one unit, and to the same shares where a source divides its prices by splits.',
  tag: 'Quality',
  scope: 'read',
  cost: 2,
  cache: { ttlSeconds: 60, rowCapped: true },
  params: z.object({ id: instrumentId.meta({ example: 'XJSE:NPN' }) }),
  query: z
    .object({
      dataset: z
        .enum(valuedDatasets, `must be one of ${valuedDatasets.join(', ')}`)
        .default('bar')
        .openapi({ description: 'Closes of bars, or rates of a pair such as FX:EUR-ZAR' }),
      interval: interval.default('1d').openapi({ description: 'Length of a bar' }),
      from: parameters.fromMoment,
      to: parameters.toMoment,
      as_of: parameters.asOf,
      limit: parameters.limitParameter(1_000, 100),
      cursor: parameters.cursorParameter,
    })
    .refine(({ from, to }) => parameters.momentsAreForward(from, to), parameters.backwards),
  response,
  example: {
    path: '/v1/reconciliation/XJSE:NPN?from=2021-01-13&to=2021-01-13',
    data: {
      rule,
      tolerance: '0.01',
      rows: [
        {
          source: 'eodhd',
          rank: 2,
          time: '2021-01-13T07:00:00.000Z',
          close: '319878',
          unit: 'ZAc',
          ...provenance,
          fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
          session_date: '2021-01-13',
          agrees: true,
          others: [
            {
              source: 'yahoo-chart',
              rank: 3,
              time: '2021-01-13T07:00:00.000Z',
              close: '3198.78',
              unit: 'ZAR',
              ...provenance,
              fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e60',
              deviation: '0.000000',
              agrees: true,
            },
          ],
        },
      ],
    },
    meta: { source: 'eodhd', is_sample: true, limit: 100 },
  },
  async handle({ params: { id }, query }, { db, lake }, principal) {
    const { dataset, interval: step } = query;
    const pair = /^FX:([A-Z]{3})-([A-Z]{3})$/.exec(id);
    if (dataset === 'rate' && pair === null) {
      throw new WizError('invalid_request', 'id: a rate is of a pair such as FX:EUR-ZAR');
    }
    const limit = parameters.cappedRows(principal, query.limit);
    const as_of = query.as_of ?? null;
    const [, base = '', quote = ''] = pair ?? [];
    const found = await readReconciliationOfBoth(
      { db, lake },
      {
        ...{ dataset, as_of, limit },
        key: dataset === 'rate' ? [base, quote] : [id, step],
        place: dataset === 'rate' ? null : { intervalClass: classOf(step), part: partOf(id) },
        from: query.from ?? null,
        before: query.to ?? null,
        position: decodeCursor(query.cursor, [periodShape])?.[0] ?? null,
      },
    );
    if (!found.known) throw new WizError('not_found', `There are no ${step} closes of ${id} in ${dataset}`);
    const rows = reconcile(found, dataset);
    const meta = {
      ...{ as_of, limit, next_cursor: encodeCursor(found.next) },
      source: onlyOne(rows.map(({ source }) => source)),
      is_sample: rows.some(({ is_sample, others }) => is_sample || others.some((other) => other.is_sample)),
    };
    const data = { rule, tolerance: String(tolerances[dataset]), rows };
    const channel = dataset === 'rate' ? channelName('rate', id, '1d') : channelName('bar', id, step);
    return jsonAnswer(JSON.stringify(data), meta, [channel, channelName('corporate_action', id)]);
  },
});
