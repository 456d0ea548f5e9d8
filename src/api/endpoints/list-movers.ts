import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { decimal } from '../../model/records.ts';
import { instrumentId } from '../../model/symbol.ts';
import { readSessionChanges } from '../../storage/read/session-changes.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { onlyOne } from '../only-one.ts';
import * as parameters from '../parameters.ts';
import { type Compared, descending, sessionMeta, valueTraded, venueSession } from '../venue-session.ts';
import { priceUnit } from './list-bars.ts';

const directions = ['gainers', 'losers', 'active'] as const;

const row = z
  .object({
    instrument_id: instrumentId,
    name: z.string().nullable(),
    sector: z.string().nullable(),
    close: decimal,
    previous_close: decimal,
    change: decimal,
    change_percent: decimal,
    volume: decimal.nullable(),
    value_traded: decimal.nullable().openapi({ description: 'In `unit`: the turnover, or close times volume' }),
    value_basis: z.enum(['turnover', 'close_times_volume']).nullable(),
    unit: z.string(),
    source: z.string(),
    is_sample: z.boolean(),
    fetch_id: z.string(),
    previous_fetch_id: z.string(),
  })
  .openapi('Mover');

export const listMovers = endpoint({
  method: 'GET',
  path: '/v1/movers',
  operationId: 'listMovers',
  summary: 'What rose, fell or was traded most in a session of a venue',
  description:
    'From the close of the session before to the close of the session, both final, as published, of the same source and unit. What has a split between the two days is left out and named in `meta.left_out`, as is what has no close of the session before. Among equals the id decides.',
  tag: 'Prices',
  scope: 'read',
  cost: 5,
  cache: { ttlSeconds: 60, rowCapped: false },
  params: z.object({}),
  query: z.object({
    venue: parameters.venueParameter,
    direction: z
      .enum(directions, `must be one of ${directions.join(', ')}`)
      .default('gainers')
      .openapi({
        description: 'active: by the value traded',
      }),
    on: parameters.dayParameter('The session; left out, the last one of which a close is stored', '2021-01-13'),
    unit: priceUnit.openapi({ description: 'Only what is priced in this unit', example: 'ZAc' }),
    limit: parameters.limitParameter(100, 20),
    as_of: parameters.asOf,
  }),
  response: z.array(row),
  meta: sessionMeta,
  example: {
    path: '/v1/movers?venue=XJSE&on=2021-01-13',
    data: [
      {
        ...{ instrument_id: 'XJSE:NPN', name: 'Naspers Limited', sector: 'Technology' },
        ...{ close: '319878', previous_close: '319441', change: '437', change_percent: '0.136801475077' },
        ...{ volume: '1256331', value_traded: '401872647618', value_basis: 'close_times_volume', unit: 'ZAc' },
        ...{ source: 'yahoo-chart', is_sample: true, fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f' },
        previous_fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
      },
    ],
    meta: {
      ...{ source: 'yahoo-chart', is_sample: true, unit: 'ZAc', limit: 20, venue: 'XJSE', session_date: '2021-01-13' },
      ...{ previous_session: '2021-01-12', compared: 1, left_out: [] },
    },
  },
  async handle({ query }, { db }) {
    const { venue, direction, unit = null, limit, on = null, as_of = null } = query;
    const read = await readSessionChanges(db, { venue, on, as_of });
    const { previous_session, compared, left_out } = venueSession(venue, read);
    const asked = compared.filter((one) => unit === null || one.unit === unit);
    const units = [...new Set(asked.map((one) => one.unit))].sort();
    if (direction === 'active' && units.length > 1) {
      throw new WizError(
        'invalid_request',
        `unit: values in several units cannot be compared; ask for ${units.join(' or ')}`,
      );
    }
    const rows = ranked(asked, direction).slice(0, limit);
    return jsonAnswer(
      JSON.stringify(rows.map(shown)),
      {
        as_of,
        ...{ source: onlyOne(rows.map(({ source }) => source)), is_sample: read.is_sample },
        ...{ unit: onlyOne(units), limit, venue, session_date: read.session_date },
        ...{ previous_session, compared: asked.length, left_out },
      },
      ['bar', 'instrument', 'corporate_action'],
    );
  },
});

function ranked(compared: readonly Compared[], direction: (typeof directions)[number]): Compared[] {
  const by = (value: (one: Compared) => string, sign: 1 | -1 = 1): Compared[] =>
    compared.toSorted(
      (one, other) => sign * descending(value(one), value(other)) || (one.instrument_id < other.instrument_id ? -1 : 1),
    );
  const percent = ({ change_percent }: Compared): string => change_percent;
  if (direction === 'gainers') return by(percent).filter(({ change }) => Number(change) > 0);
  if (direction === 'losers') return by(percent, -1).filter(({ change }) => Number(change) < 0);
  return by((one) => valueTraded(one) ?? '0').filter((one) => valueTraded(one) !== null);
}

function shown(one: Compared): z.infer<typeof row> {
  const value_traded = valueTraded(one);
  return {
    ...{ instrument_id: one.instrument_id, name: one.name, sector: one.sector, close: one.close },
    previous_close: one.previous_close ?? '',
    ...{ change: one.change, change_percent: one.change_percent, volume: one.volume, value_traded },
    value_basis: value_traded === null ? null : one.turnover === null ? 'close_times_volume' : 'turnover',
    ...{ unit: one.unit, source: one.source ?? '', is_sample: one.is_sample === true, fetch_id: one.fetch_id ?? '' },
    previous_fetch_id: one.previous_fetch_id ?? '',
  };
}
