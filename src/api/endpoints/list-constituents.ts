import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { channelName, instrumentId } from '../../model/symbol.ts';
import { baseOf, derivedIntervals } from '../../rollups/buckets.ts';
import { derivedSource } from '../../rollups/constituents.ts';
import type { BarRow } from '../../storage/read/bars.ts';
import { jsonAnswer } from '../answer.ts';
import { readConstituents } from '../constituents.ts';
import { endpoint } from '../endpoint.ts';
import { onlyOne } from '../only-one.ts';
import * as parameters from '../parameters.ts';
import { barRow } from './list-bars.ts';

const derivedInterval = z.enum(derivedIntervals, `must be one of ${derivedIntervals.join(', ')}`);

const constituent = barRow
  .extend({
    provenance: z.string().openapi({ description: 'What is known of the fetch that brought it, and its bytes' }),
    constituents: z
      .string()
      .nullable()
      .openapi({ description: 'Where it is derived itself, what it was made of; null where a source published it' }),
  })
  .openapi('Constituent');

const answer = z.object({ bar: barRow, constituents: z.array(constituent) }).openapi('Constituents');

const naspers = {
  ...{ instrument_id: 'XJSE:NPN', turnover: null, trades: null, unit: 'ZAc', is_sample: true, rev: 1 },
  ...{ fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f', recorded_at: '2026-11-24T05:00:00.000Z' },
} as const;
/** The week of 2021-01-11, of which three days are known. */
const naspersWeek = {
  ...{
    ...naspers,
    interval: '1w',
    source: derivedSource,
    time: '2021-01-11T00:00:00.000Z',
    session_date: '2021-01-11',
  },
  ...{ open: '312400', high: '325585', low: '311001', close: '319878', volume: '3847751', final: false },
} as const;
const naspersDays = (
  [
    ['2021-01-11', '312400', '322387', '311001', '320258', '1232913'],
    ['2021-01-12', '322500', '322953', '318513', '319441', '1358507'],
    ['2021-01-13', '322000', '325585', '318912', '319878', '1256331'],
  ] as const
).map(([session_date, open, high, low, close, volume]) => ({
  ...{
    ...naspers,
    interval: '1d' as const,
    source: 'yahoo-chart',
    time: `${session_date}T07:00:00.000Z`,
    session_date,
  },
  ...{ open, high, low, close, volume, final: true },
}));

export const listConstituents = endpoint({
  method: 'GET',
  path: '/v1/bars/{id}/constituents',
  operationId: 'listConstituents',
  summary: 'The bars that a derived bar was made of, each with the fetch that brought it',
  description:
    'A bar whose source is `derived` was rolled up from shorter ones: minutes to hours, hours to days, days to weeks and months. They are of one source: of the one that has most of the span, and among equals of the best-ranked. The `fetch_id` of the derived bar is the newest of all.',
  tag: 'Provenance',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 60, rowCapped: false },
  params: z.object({ id: instrumentId.meta({ example: 'XJSE:NPN' }) }),
  query: z.object({
    interval: derivedInterval.openapi({ description: 'Length of the derived bar', example: '1w' }),
    time: parameters.atMoment.openapi({ description: 'The `time` of the derived bar' }),
    as_of: parameters.asOf,
  }),
  response: answer,
  example: {
    path: '/v1/bars/XJSE:NPN/constituents?interval=1w&time=2021-01-11',
    data: { bar: naspersWeek, constituents: naspersDays.map((bar) => withLinks(bar, null)) },
    meta: { source: 'yahoo-chart', is_sample: true, unit: 'ZAc' },
  },
  async handle({ params: { id }, query: { interval, time, as_of = null } }, { db, lake }) {
    const found = await readConstituents({ db, lake }, { instrument_id: id, interval, time, as_of });
    if (found === null) {
      throw new WizError(
        'not_found',
        `No ${interval} bar of ${id} at ${time} is derived; a published bar names its payload itself, in fetch_id`,
      );
    }
    const { bar, constituents, unit, is_sample } = found;
    const data = { bar, constituents: constituents.map((one) => withLinks(one, as_of)) };
    const source = onlyOne(constituents.map((one) => one.source));
    return jsonAnswer(JSON.stringify(data), { as_of, source, unit, is_sample }, [
      channelName('bar', id, interval),
      channelName('bar', id, baseOf(interval)),
    ]);
  },
});

function withLinks(bar: BarRow, as_of: string | null): z.infer<typeof constituent> {
  const known = as_of === null ? '' : `&as_of=${as_of}`;
  const below = `/v1/bars/${bar.instrument_id}/constituents?interval=${bar.interval}&time=${bar.time}${known}`;
  return {
    ...bar,
    provenance: `/v1/provenance/${bar.fetch_id}`,
    constituents: bar.source === derivedSource ? below : null,
  };
}
