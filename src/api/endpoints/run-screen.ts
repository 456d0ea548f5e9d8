import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { day } from '../../model/records.ts';
import { mostCandidates, type Universe } from '../../storage/read/screen.ts';
import { jsonAnswer, meta } from '../answer.ts';
import { countShape, decodeCursor, encodeCursor } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import { onlyOne } from '../only-one.ts';
import * as parameters from '../parameters.ts';
import { cappedRows } from '../parameters.ts';
import { fields } from '../screener/fields.ts';
import { readSeen } from '../screener/read-seen.ts';
import { type Filter, type Match, matchesOf, needsOf, sorted } from '../screener/screen.ts';
import { screenDefinition, screenRow } from './screen-schemas.ts';

const screenMeta = meta
  .extend({
    day: day.nullable().openapi({ description: 'The day that is looked at; null where no bar is stored' }),
    looked_at: z
      .number()
      .int()
      .openapi({
        description: `Instruments of the universe with a close of the month until the day, at most ${mostCandidates}`,
      }),
    matched: z.number().int(),
    without: z.record(z.string(), z.number().int()).openapi({ description: 'By field, how many have no figure' }),
  })
  .openapi('ScreenMeta');

export const runScreen = endpoint({
  method: 'POST',
  path: '/v1/screener',
  operationId: 'runScreen',
  summary: 'Instruments for which all filters hold, and why',
  description:
    'Figures of daily bars as published until the day, with what was known at `as_of`; fields are listed at /v1/screener/fields. What has no figure of a filter is not matched. Prices with a split that is not in them give no figure across it. Each figure names the path where all that it rests on is read.',
  tag: 'Screener',
  scope: 'read',
  cost: 10,
  cache: 'none',
  params: z.object({}),
  query: z.object({
    on: parameters.dayParameter('The day; left out, the last one of which a close is stored', '2021-01-13'),
    limit: parameters.limitParameter(500, 50),
    cursor: parameters.cursorParameter,
    as_of: parameters.asOf,
  }),
  body: screenDefinition,
  response: z.array(screenRow),
  asTable: false,
  meta: screenMeta,
  example: {
    path: '/v1/screener?on=2021-01-13',
    body: {
      universe: { venues: ['XJSE'], units: ['ZAc'] },
      filters: [{ field: 'change_1d', min: '0' }],
      sort: { field: 'change_1d', order: 'desc' },
    },
    data: [
      {
        ...{ instrument_id: 'XJSE:NPN', name: 'Naspers Limited', kind: 'equity', sector: 'Technology', industry: null },
        ...{ country: 'ZA', source: 'yahoo-chart', is_sample: true, unit: 'ZAc', session_date: '2021-01-13' },
        close: '319878',
        figures: [
          {
            ...{ field: 'change_1d', value: '0.136801475077', unit: 'percent', reason: null, min: '0', max: null },
            fetch_ids: ['fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f'],
            evidence: '/v1/bars/XJSE:NPN?source=yahoo-chart&from=2020-12-13&to=2021-01-13',
          },
        ],
      },
    ],
    meta: {
      ...{
        source: 'yahoo-chart',
        is_sample: true,
        unit: 'ZAc',
        limit: 50,
        day: '2021-01-13',
        looked_at: 1,
        matched: 1,
      },
      without: {},
    },
  },
  async handle({ query, body }, { db }, principal) {
    const { on = null, as_of = null, cursor } = query;
    const { filters, sort } = body;
    const shown = [...new Set([...filters.map(({ field }) => field), ...(sort ? [sort.field] : []), ...body.fields])];
    const [start = '0'] = decodeCursor(cursor, [countShape]) ?? [];
    const read = await readSeen(db, { universe: universeOf(body.universe), needs: needsOf(shown), on, as_of });
    if (read.cold) {
      throw new WizError(
        'invalid_request',
        `on: bars of the year before ${read.day} lie in cold storage; ask for a later day`,
      );
    }
    const { matches, without } = matchesOf(read.seen, shown, filters);
    const inOrder = sorted(matches, { field: sort?.field ?? null, descending: sort?.order === 'desc' });
    const limit = cappedRows(principal, query.limit);
    const end = Number(start) + limit;
    const page = inOrder.slice(Number(start), end);
    const of = page.map(({ seen }) => seen);
    return jsonAnswer(JSON.stringify(page.map((match) => rowOf(match, shown, filters))), {
      ...{ as_of, limit, source: onlyOne(of.map(({ source }) => source)), unit: onlyOne(of.map(({ unit }) => unit)) },
      is_sample: read.seen.some(({ is_sample }) => is_sample),
      next_cursor: encodeCursor(end < inOrder.length ? String(end) : null),
      ...{ day: read.day, looked_at: read.seen.length, matched: matches.length, without },
    });
  },
});

type Asked = z.output<typeof screenDefinition>['universe'];
const universeOf = ({ ids, kinds, venues, sectors, countries, units }: Asked): Universe => ({
  ...{ ids: ids ?? null, kinds: kinds ?? null, venues: venues ?? null },
  ...{ sectors: sectors ?? null, countries: countries ?? null, units: units ?? null },
});

function rowOf({ seen, figures }: Match, shown: readonly string[], filters: readonly Filter[]) {
  const { instrument_id, name, kind, sector, industry, country, source, is_sample, unit, day: last, close } = seen;
  return {
    ...{ instrument_id, name, kind, sector, industry, country, source, is_sample, unit, session_date: last, close },
    figures: shown.map((field) => {
      const figure = figures.get(field);
      const { min = null, max = null } = filters.find((filter) => filter.field === field) ?? {};
      const told = fields[field]?.unit ?? 'none';
      return {
        ...{ field, value: figure?.value ?? null, unit: told === 'price' ? unit : told },
        reason: figure !== undefined && figure.value === null ? figure.reason : null,
        ...{ min, max },
        fetch_ids: figure !== undefined && figure.value !== null ? [...new Set(figure.fetch_ids)] : [],
        evidence: figure !== undefined && figure.value !== null ? figure.evidence : null,
      };
    }),
  };
}
