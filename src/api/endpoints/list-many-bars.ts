import { z } from '@hono/zod-openapi';
import { partOf } from '../../lake/cold/bar-index.ts';
import { channelName, instrumentId, instrumentIdPattern, interval } from '../../model/symbol.ts';
import type { BarsRequest } from '../../storage/read/bars.ts';
import type { TimelinePage } from '../../storage/read/timeline.ts';
import { jsonAnswer, meta } from '../answer.ts';
import { readManyBarsOfBoth } from '../both-stores/read-bars.ts';
import type { CursorSeal } from '../cursor-seal.ts';
import { endpoint } from '../endpoint.ts';
import { onlyOne } from '../only-one.ts';
import * as parameters from '../parameters.ts';
import { barColumns, barRow, listBars, priceUnit, refuseUnit } from './list-bars.ts';
import { cursorOf } from './timeline-request.ts';

const most = 20;

const page = z
  .object({
    instrument_id: instrumentId,
    source: z.string().nullable(),
    unit: z.string().nullable().openapi({ description: 'The unit of all its prices, where it is one' }),
    is_sample: z.boolean(),
    behind: z.boolean(),
    next_cursor: z
      .string()
      .nullable()
      .openapi({ description: 'Give it to /v1/bars/{id} as `cursor`, with the same parameters, to go on' }),
    bars: z.union([z.array(barRow), barColumns]),
  })
  .openapi('BarsOfOne');

export const missingMeta = meta
  .extend({ missing: z.array(z.string()).openapi({ description: 'Ids that nothing is known of' }) })
  .openapi('MissingMeta');

export const listManyBars = endpoint({
  method: 'GET',
  path: '/v1/bars',
  operationId: 'listManyBars',
  summary: 'Bars of up to 20 instruments at once, each with its own source, unit and next page',
  description:
    'As /v1/bars/{id} answers each of them, in the order that is asked for. `limit` is of each instrument; all together are no more than the rows of the plan, which `meta.limit` says. An id that nothing is known of is named in `meta.missing`. Bars are as published: adjusted ones are read one instrument at a time.',
  tag: 'Prices',
  scope: 'read',
  cost: 5,
  cache: { ttlSeconds: 60, rowCapped: true },
  params: z.object({}),
  query: z
    .object({
      ids: parameters
        .namesParameter(most, instrumentIdPattern, `ids such as XJSE:NPN`)
        .openapi({ type: 'string', description: `Up to ${most} ids of instruments, separated by commas` }),
      interval: interval.default('1d').openapi({ description: 'Length of a bar' }),
      from: parameters.fromMoment,
      to: parameters.toMoment,
      limit: parameters.limitParameter(1_000, 100),
      order: parameters.orderParameter,
      as_of: parameters.asOf,
      format: parameters.formatParameter,
      unit: priceUnit,
      source: parameters.sourceParameter,
      adjust: z
        .enum(
          ['none'],
          'must be none: adjusted bars of several instruments are not offered, ask /v1/bars/{id} for each',
        )
        .default('none'),
    })
    .refine(({ from, to }) => parameters.momentsAreForward(from, to), parameters.backwards),
  response: z.array(page),
  asTable: false,
  meta: missingMeta,
  example: {
    path: '/v1/bars?ids=XJSE:NPN,XJSE:NOBODY&from=2021-01-13&to=2021-01-13',
    data: [
      {
        ...{ instrument_id: 'XJSE:NPN', source: 'yahoo-chart', unit: 'ZAc', is_sample: true, behind: false },
        next_cursor: null,
        bars: [
          {
            ...{ instrument_id: 'XJSE:NPN', interval: '1d', source: 'yahoo-chart' },
            ...{ time: '2021-01-13T07:00:00.000Z', session_date: '2021-01-13' },
            ...{ open: '322000', high: '325585', low: '318912', close: '319878', volume: '1256331' },
            ...{ turnover: null, trades: null, unit: 'ZAc', final: true, is_sample: true },
            fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
            ...{ recorded_at: '2026-11-24T05:00:00.000Z', rev: 1 },
          },
        ],
      },
    ],
    meta: { is_sample: true, limit: 100, missing: ['XJSE:NOBODY'] },
  },
  async handle({ query }, { db, lake, cursors }, principal) {
    const { ids, unit = null, as_of = null, source = null, format } = query;
    const share = Math.floor(parameters.rowCap(principal) / ids.length);
    const limit = Math.min(query.limit, share);
    const requests = ids.map(
      (id): BarsRequest => ({
        ...{ key: [id, query.interval], part: partOf(id), unit, as_of, source, format, limit },
        ...{ order: query.order ?? 'latest', position: null, from: query.from ?? null, before: query.to ?? null },
      }),
    );
    const pages = await readManyBarsOfBoth({ db, lake }, requests);
    const found = ids.flatMap((id, index) => {
      const one = pages[index];
      return one?.known ? [{ id, page: one }] : [];
    });
    for (const one of found) refuseUnit(query.unit, one.page.unit);
    const parts = await Promise.all(found.map((one) => pageJson(one, cursors)));
    return jsonAnswer(
      `[${parts.join(',')}]`,
      {
        as_of,
        source: onlyOne(found.map((one) => one.page.source)),
        unit: onlyOne(found.map((one) => one.page.unit)),
        is_sample: found.some((one) => one.page.is_sample),
        limit,
        missing: ids.filter((_, index) => pages[index]?.known !== true),
      },
      ids.map((id) => channelName('bar', id, query.interval)),
    );
  },
});

interface Found {
  readonly id: string;
  readonly page: TimelinePage;
}

/** The bars go on as Postgres wrote them. */
async function pageJson({ id, page: of }: Found, cursors: CursorSeal): Promise<string> {
  const { source, unit, is_sample, behind, next, json } = of;
  const cursor = cursorOf(next, source);
  const next_cursor = cursor === null ? null : await cursors.seal(cursor, listBars.operationId);
  const said = { instrument_id: id, source, unit, is_sample, behind, next_cursor };
  return `${JSON.stringify(said).slice(0, -1)},"bars":${json}}`;
}
