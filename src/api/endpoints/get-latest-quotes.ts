import { z } from '@hono/zod-openapi';
import { toInstant } from '../../core/clock.ts';
import { day, decimal, instant } from '../../model/records.ts';
import { channelName, instrumentId } from '../../model/symbol.ts';
import { currencyOf } from '../../model/unit.ts';
import { type LatestPrice, priceKinds, readLatestPrices } from '../../storage/read/latest-prices.ts';
import { jsonAnswer, meta } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { changeOf, marketDay, sessionBefore } from '../session-change.ts';

export const latestRow = z
  .object({
    asked: z.string().openapi({ description: 'The name that was asked for' }),
    instrument_id: instrumentId,
    matched_by: z.string().openapi({ description: 'As /v1/resolve says it: id, isin, ticker, yahoo ...' }),
    name: z.string().nullable(),
    kind: z.enum(priceKinds).nullable().openapi({
      description: 'What the price is of: a quote, a trade or the close of a bar; null where no price is known',
    }),
    time: instant.nullable().openapi({ description: 'Of the quote or trade; of a bar its beginning' }),
    session_date: day.nullable().openapi({ description: "The market's day of the price" }),
    price: decimal.nullable(),
    unit: z.string().nullable(),
    currency: z.string().nullable(),
    volume: decimal.nullable(),
    market_cap: decimal.nullable(),
    previous_close: decimal.nullable(),
    previous_session: day.nullable().openapi({ description: 'The session of `previous_close`' }),
    change: decimal.nullable(),
    change_percent: decimal.nullable(),
    change_unknown: z
      .enum(['no_price', 'no_previous_close', 'split_between'])
      .nullable()
      .openapi({ description: 'Why there is no change; null where there is' }),
    age_seconds: z.number().int().nullable().openapi({ description: 'From `time` to `meta.at`' }),
    source: z.string().nullable(),
    is_sample: z.boolean(),
    fetch_id: z.string().nullable(),
    recorded_at: instant.nullable(),
  })
  .openapi('LatestPrice');

type Row = z.infer<typeof latestRow>;

export const latestMeta = meta
  .extend({
    at: instant.meta({ description: 'The moment against which ages are counted' }),
    missing: z.array(z.string()).openapi({ description: 'Names that name no instrument' }),
  })
  .openapi('LatestMeta');

export const getLatestQuotes = endpoint({
  method: 'GET',
  path: '/v1/quotes/latest',
  operationId: 'getLatestQuotes',
  summary: 'The newest price of up to 50 instruments, with its change against the session before',
  description:
    'The newest of what is stored: a quote, a trade, or the close of a bar of a day or less, which counts from its beginning; `kind` says which. The change is against the daily close of the session before, of the same source and unit, and null where that is not known or a split lies between. Names may be ids, ISINs, tickers and what vendors say; a name that names several instruments names the first of /v1/resolve.',
  tag: 'Prices',
  scope: 'read',
  cost: 3,
  cache: { ttlSeconds: 15, rowCapped: false },
  params: z.object({}),
  query: z.object({
    ids: parameters.namesParameter(50, parameters.anyName, 'names of 1 to 100 characters').openapi({
      type: 'string',
      description: 'Up to 50 ids or other names of instruments, separated by commas',
      example: 'XJSE:NPN,ZAE000066304',
    }),
    date: parameters.dayParameter('The day on which the names were in force; today when left out', '2026-11-24'),
    as_of: parameters.asOf,
  }),
  response: z.array(latestRow),
  meta: latestMeta,
  example: {
    path: '/v1/quotes/latest?ids=NPN.JO',
    data: [
      {
        ...{ asked: 'NPN.JO', instrument_id: 'XJSE:NPN', matched_by: 'yahoo', name: 'Naspers Limited', kind: 'bar' },
        ...{ time: '2021-01-13T07:00:00.000Z', session_date: '2021-01-13', price: '319878', unit: 'ZAc' },
        ...{ currency: 'ZAR', volume: '1256331', market_cap: null },
        ...{ previous_close: '319441', previous_session: '2021-01-12' },
        ...{ change: '437', change_percent: '0.136801475077', change_unknown: null, age_seconds: 185086800 },
        ...{ source: 'yahoo-chart', is_sample: true, fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f' },
        recorded_at: '2026-11-24T05:00:00.000Z',
      },
    ],
    meta: { is_sample: true, at: '2026-11-24T12:00:00.000Z', missing: [] },
  },
  async handle({ query: { ids, date, as_of = null } }, { db, clock }) {
    const at = as_of ?? toInstant(clock.now());
    const found = await readLatestPrices(db, { symbols: ids, on: date ?? at.slice(0, 10), as_of });
    const rows = found.map((price) => latestOf(price, at));
    const named = new Set(found.map(({ symbol }) => symbol));
    const missing = ids.filter((name) => !named.has(name));
    return jsonAnswer(
      JSON.stringify(rows),
      { as_of, is_sample: rows.some(({ is_sample }) => is_sample), at, missing },
      tagsOf(found),
    );
  },
});

/** All that a price, or what it is compared with, may come from. */
export const tagsOf = (found: readonly LatestPrice[]): string[] => [
  'instrument',
  'alias',
  ...[...new Set(found.map(({ instrument_id }) => instrument_id))].flatMap((id) => [
    ...(['quote', 'trade', 'corporate_action'] as const).map((dataset) => channelName(dataset, id)),
    ...(['1m', '5m', '15m', '1h', '4h', '1d'] as const).map((step) => channelName('bar', id, step)),
  ]),
];

/** A price as REST shows it, compared with the session before where that can be done. */
export function latestOf(found: LatestPrice, at: string): Row {
  const { symbol, time, price, unit } = found;
  const session = time === null ? null : (found.session_date ?? marketDay(found.timezone, time));
  const base = {
    ...{ asked: symbol, instrument_id: found.instrument_id, matched_by: found.matched_by, name: found.name },
    ...{ kind: found.kind, time, session_date: session, price, unit },
    currency: found.currency ?? (unit === null ? null : currencyOf(unit)),
    ...{ volume: found.volume, market_cap: found.market_cap },
  };
  return {
    ...base,
    ...comparison(found, session),
    age_seconds: time === null ? null : Math.max(0, Math.floor((Date.parse(at) - Date.parse(time)) / 1000)),
    ...{ source: found.source, is_sample: found.is_sample === true, fetch_id: found.fetch_id },
    recorded_at: found.recorded_at,
  };
}

type Comparison = Pick<Row, 'previous_close' | 'previous_session' | 'change' | 'change_percent' | 'change_unknown'>;

function comparison(found: LatestPrice, session: string | null): Comparison {
  const { instrument_id, instrument_kind: kind, mic, price, closes, splits } = found;
  const none = { previous_close: null, previous_session: null, change: null, change_percent: null };
  if (price === null || session === null) return { ...none, change_unknown: 'no_price' };
  const earlier = (closes ?? []).filter(({ session_date }) => session_date < session);
  const before = sessionBefore({ instrument_id, kind, mic }, session, earlier[0]?.session_date ?? null);
  const last = earlier.find(({ session_date }) => session_date === before);
  if (last === undefined) return { ...none, change_unknown: 'no_previous_close' };
  const known = { ...none, previous_close: last.close, previous_session: last.session_date };
  const isSplit = (splits ?? []).some((ex) => ex > last.session_date && ex <= session);
  const change = isSplit ? null : changeOf(price, last.close);
  if (change === null) return { ...known, change_unknown: isSplit ? 'split_between' : 'no_previous_close' };
  return { ...known, ...change, change_unknown: null };
}
