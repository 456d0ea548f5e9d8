import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { day, decimal } from '../../model/records.ts';
import { channelName, instrumentIdPattern, seriesIdPattern } from '../../model/symbol.ts';
import { commonDays, measured, measures, oneUnit } from '../aligned.ts';
import { jsonAnswer } from '../answer.ts';
import { type ComparedMember, readCompared } from '../both-stores/read-compared.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { missingMeta } from './list-many-bars.ts';

const most = 10;

const member = z
  .object({
    id: z.string(),
    kind: z.enum(['instrument', 'series']),
    source: z.string().nullable(),
    is_sample: z.boolean(),
    unit: z.string().nullable().openapi({ description: 'Of what is published; null where it is several or not said' }),
    values_in: z
      .string()
      .nullable()
      .openapi({ description: 'The unit of `values`: the published one, `index` (100 on the first day) or percent' }),
    values: z.array(decimal.nullable()),
    fetch_ids: z.array(z.string()).openapi({ description: 'Where the published figure of each day is from' }),
    splits: z
      .array(z.object({ ex_date: day, ratio: decimal.nullable() }))
      .openapi({ description: 'Within the days: closes are as published, and so may not be on the same shares' }),
  })
  .openapi('ComparedMember');

const comparison = z.object({ days: z.array(day), members: z.array(member) }).openapi('Comparison');

const steps = ['1d', '1w', '1M', '1q', '1y'] as const;
const idPattern = new RegExp(`^(?:${[instrumentIdPattern, seriesIdPattern].map(parameters.unanchored).join('|')})$`);

export const compare = endpoint({
  method: 'GET',
  path: '/v1/compare',
  operationId: 'compare',
  summary: 'Closes of instruments and values of series side by side, on the days that all of them have',
  description:
    'Up to ten, of the newest `limit` rows of the span of each. `close` shows what is published and refuses several units; `rebased` puts each on 100 on the first common day, `return` is the change in percent from the common day before. A series is dated by the beginning of its period: beside yearly figures ask for bars with interval=1y. Prices are not adjusted; splits within the days are named.',
  tag: 'Prices',
  scope: 'read',
  cost: 5,
  cache: { ttlSeconds: 60, rowCapped: true },
  params: z.object({}),
  query: z
    .object({
      ids: parameters
        .namesParameter(most, idPattern, 'ids of instruments or series')
        .openapi({ type: 'string', description: `Up to ${most} ids of instruments or series, separated by commas` }),
      measure: z.enum(measures, `must be one of ${measures.join(', ')}`).default('rebased'),
      interval: z
        .enum(steps, `must be one of ${steps.join(', ')}`)
        .default('1d')
        .openapi({
          description: 'Length of the bars of instruments',
        }),
      from: parameters.fromMoment,
      to: parameters.toMoment,
      source: parameters.sourceParameter,
      limit: parameters.limitParameter(1_000, 260),
      as_of: parameters.asOf,
    })
    .refine(({ from, to }) => parameters.momentsAreForward(from, to), parameters.backwards),
  response: comparison,
  mayMiss: true,
  meta: missingMeta,
  example: {
    path: '/v1/compare?ids=XJSE:NPN,XJSE:SOL&from=2021-01-12&to=2021-01-13',
    data: {
      days: ['2021-01-12', '2021-01-13'],
      members: [
        {
          ...{ id: 'XJSE:NPN', kind: 'instrument', source: 'yahoo-chart', is_sample: true, unit: 'ZAc' },
          ...{ values_in: 'index', values: ['100', '100.136801475'], splits: [] },
          fetch_ids: Array.from({ length: 2 }, () => 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f'),
        },
        {
          ...{ id: 'XJSE:SOL', kind: 'instrument', source: 'yahoo-csv', is_sample: true, unit: 'ZAc' },
          ...{ values_in: 'index', values: ['100', '101.182061182'], splits: [] },
          fetch_ids: Array.from({ length: 2 }, () => 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e60'),
        },
      ],
    },
    meta: { is_sample: true, unit: 'index', limit: 260, missing: [] },
  },
  async handle({ query }, { db, lake }, principal) {
    const { ids, measure, interval, as_of = null } = query;
    const limit = Math.min(query.limit, Math.floor(parameters.rowCap(principal) / ids.length));
    const span = { from: query.from ?? null, before: query.to ?? null, source: query.source ?? null };
    const members = await readCompared({ db, lake }, { ids, interval, ...span, limit, as_of });
    if (members.length === 0) throw new WizError('not_found', 'None of the ids is known; search with /v1/search?q=');
    const unit = measure === 'close' ? oneUnit(members) : measure === 'rebased' ? 'index' : 'percent';
    const days = commonDays(members);
    const shown = members.map((one) => ({
      ...{ id: one.id, kind: one.kind, source: one.source, is_sample: one.is_sample, unit: one.unit, values_in: unit },
      values: measured(one, days, measure),
      fetch_ids: days.map((at) => one.points.get(at)?.fetch_id),
      splits: splitsWithin(one, days),
    }));
    const known = new Set(members.map(({ id }) => id));
    const missing = ids.filter((id) => !known.has(id));
    return jsonAnswer(
      JSON.stringify({ days, members: shown }),
      { as_of, unit, is_sample: members.some(({ is_sample }) => is_sample), limit, missing },
      members.map((one) =>
        one.kind === 'series' ? channelName('observation', one.id) : channelName('bar', one.id, interval),
      ),
    );
  },
});

function splitsWithin({ splits }: ComparedMember, days: readonly string[]) {
  const [first = '', last = ''] = [days[0], days.at(-1)];
  return splits
    .filter(({ ex_date }) => ex_date > first && ex_date <= last)
    .map(({ ex_date, ratio }) => ({ ex_date, ratio }));
}
