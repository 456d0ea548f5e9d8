import { z } from '@hono/zod-openapi';
import { decimal } from '../../model/records.ts';
import { instrumentId } from '../../model/symbol.ts';
import { currencyOf } from '../../model/unit.ts';
import { readSessionChanges, type SessionChange } from '../../storage/read/session-changes.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { type Compared, mean, median, sessionMeta, venueSession } from '../venue-session.ts';

const cell = z
  .object({
    instrument_id: instrumentId,
    name: z.string().nullable(),
    change_percent: decimal,
    weight: decimal.nullable().openapi({
      description: 'Market capitalisation of the newest quote until the session; null where no quote tells it',
    }),
    weight_currency: z.string().nullable(),
    fetch_id: z.string(),
  })
  .openapi('HeatMapCell');

const sector = z
  .object({
    sector: z.string().nullable().openapi({ description: 'In the words of the source; null: nobody says it' }),
    instruments: z.number().int().openapi({ description: 'All of the venue that are known' }),
    priced: z.number().int().openapi({ description: 'Those that have a change' }),
    mean_change_percent: decimal.nullable(),
    median_change_percent: decimal.nullable(),
    cells: z.array(cell),
  })
  .openapi('Sector');

export const listSectors = endpoint({
  method: 'GET',
  path: '/v1/sectors',
  operationId: 'listSectors',
  summary: 'A session of a venue by sector: mean and median change, and the cells of a heat map',
  description:
    'Changes are those of /v1/movers, each instrument counting once whatever its size. Sectors are in the words of the most believed source that names one, so that two sources may split a group.',
  tag: 'Prices',
  scope: 'read',
  cost: 5,
  cache: { ttlSeconds: 60, rowCapped: false },
  params: z.object({}),
  query: z.object({
    venue: parameters.venueParameter,
    on: parameters.dayParameter('The session; left out, the last one of which a close is stored', '2021-01-13'),
    as_of: parameters.asOf,
  }),
  response: z.array(sector),
  asTable: false,
  meta: sessionMeta,
  example: {
    path: '/v1/sectors?venue=XJSE&on=2021-01-13',
    data: [
      {
        ...{ sector: 'Technology', instruments: 2, priced: 1 },
        ...{ mean_change_percent: '0.136801475077', median_change_percent: '0.136801475077' },
        cells: [
          {
            ...{ instrument_id: 'XJSE:NPN', name: 'Naspers Limited', change_percent: '0.136801475077' },
            ...{ weight: null, weight_currency: null, fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f' },
          },
        ],
      },
    ],
    meta: {
      ...{ is_sample: true, venue: 'XJSE', session_date: '2021-01-13', previous_session: '2021-01-12' },
      ...{ compared: 1, left_out: [] },
    },
  },
  async handle({ query: { venue, on = null, as_of = null } }, { db }) {
    const read = await readSessionChanges(db, { venue, on, as_of });
    const { previous_session, compared, left_out } = venueSession(venue, read);
    return jsonAnswer(
      JSON.stringify(bySector(read.rows, compared)),
      {
        ...{ as_of, is_sample: read.is_sample, venue, session_date: read.session_date, previous_session },
        ...{ compared: compared.length, left_out },
      },
      ['bar', 'instrument', 'corporate_action', 'quote'],
    );
  },
});

/** By name, what nobody has put into a sector last. */
function bySector(rows: readonly SessionChange[], compared: readonly Compared[]): z.infer<typeof sector>[] {
  const all = Map.groupBy(rows, (one) => one.sector);
  const priced = Map.groupBy(compared, (one) => one.sector);
  const names = [...all.keys()].sort((one, other) => (one === null ? 1 : other === null || one < other ? -1 : 1));
  return names.map((name) => {
    const members = priced.get(name) ?? [];
    const changes = members.map(({ change_percent }) => change_percent);
    return {
      ...{ sector: name, instruments: all.get(name)?.length ?? 0, priced: members.length },
      ...{ mean_change_percent: mean(changes), median_change_percent: median(changes), cells: members.map(cellOf) },
    };
  });
}

function cellOf(one: Compared): z.infer<typeof cell> {
  const { instrument_id, name, change_percent, market_cap: weight, market_cap_unit, fetch_id } = one;
  const weight_currency = market_cap_unit === null ? null : currencyOf(market_cap_unit);
  return { instrument_id, name, change_percent, weight, weight_currency, fetch_id: fetch_id ?? '' };
}
