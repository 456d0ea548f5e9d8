import { z } from '@hono/zod-openapi';
import { toInstant } from '../../core/clock.ts';
import { WizError } from '../../core/errors.ts';
import { decimal } from '../../model/records.ts';
import { instrumentId } from '../../model/symbol.ts';
import type { Database } from '../../storage/client.ts';
import { type LatestPrice, readLatestPrices } from '../../storage/read/latest-prices.ts';
import { jsonAnswer, meta } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { latestMeta, latestOf, latestRow, tagsOf } from './get-latest-quotes.ts';

const allShare = {
  ...{ asked: 'INDEX:J203', instrument_id: 'INDEX:J203', matched_by: 'id', name: 'FTSE/JSE All Share Index' },
  ...{ kind: 'bar' as const, time: '2020-07-31T00:00:00.000Z', session_date: '2020-07-31' },
  ...{ price: '55721.8', unit: 'points', currency: 'ZAR', volume: null, market_cap: null },
  ...{ previous_close: '55844.9', previous_session: '2020-07-30', change: '-123.1', change_percent: '-0.220431946337' },
  ...{ change_unknown: null, age_seconds: 199195200, source: 'price-file', is_sample: true },
  ...{ fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f', recorded_at: '2026-11-24T05:00:00.000Z' },
};

const common = {
  method: 'GET',
  tag: 'Instruments',
  scope: 'read',
  cache: { ttlSeconds: 60, rowCapped: false },
} as const;

const indexId = instrumentId.meta({ example: 'INDEX:J203' });

export const listIndices = endpoint({
  ...common,
  path: '/v1/indices',
  operationId: 'listIndices',
  summary: 'Indices, each with its newest level and its change against the session before',
  description:
    'What a source describes as an index. Levels are as /v1/quotes/latest tells prices; null where none is stored.',
  cost: 3,
  params: z.object({}),
  query: z.object({ as_of: parameters.asOf }),
  response: z.array(latestRow),
  meta: latestMeta,
  example: {
    path: '/v1/indices',
    data: [allShare],
    meta: { is_sample: true, at: '2026-11-24T12:00:00.000Z', missing: [] },
  },
  async handle({ query: { as_of = null } }, { db, clock }) {
    const at = as_of ?? toInstant(clock.now());
    const found = await readLatestPrices(db, { symbols: null, on: at.slice(0, 10), as_of });
    const is_sample = found.some((one) => one.is_sample === true);
    const rows = found.map((one) => latestOf(one, at));
    return jsonAnswer(JSON.stringify(rows), { as_of, is_sample, at, missing: [] }, [
      ...['instrument', 'bar', 'quote', 'trade', 'corporate_action'],
    ]);
  },
});

export const getIndex = endpoint({
  ...common,
  path: '/v1/indices/{id}',
  operationId: 'getIndex',
  summary: 'An index with its newest level',
  cost: 1,
  params: z.object({ id: indexId }),
  query: z.object({ as_of: parameters.asOf }),
  response: latestRow,
  meta: latestMeta,
  example: {
    path: '/v1/indices/INDEX:J203',
    data: allShare,
    meta: { is_sample: true, at: '2026-11-24T12:00:00.000Z', missing: [] },
  },
  async handle({ params: { id }, query: { as_of = null } }, { db, clock }) {
    const at = as_of ?? toInstant(clock.now());
    const found = await readIndex(db, id, as_of, at);
    const row = latestOf(found, at);
    return jsonAnswer(JSON.stringify(row), { as_of, is_sample: row.is_sample, at, missing: [] }, tagsOf([found]));
  },
});

const constituent = z
  .object({ instrument_id: instrumentId, name: z.string().nullable(), weight_percent: decimal.nullable() })
  .openapi('IndexConstituent');

const constituentsMeta = meta
  .extend({ why: z.string().nullable().openapi({ description: 'Why there are none, where there are none' }) })
  .openapi('ConstituentsMeta');

const why = 'None of the sources of /v1/sources carries the constituents of an index, so none are stored.';

export const listIndexConstituents = endpoint({
  ...common,
  path: '/v1/indices/{id}/constituents',
  operationId: 'listIndexConstituents',
  summary: 'What an index is made of, where a source tells it',
  description:
    'An empty list says that no source tells it, and `meta.why` says so in words; it never means an empty index.',
  cost: 1,
  params: z.object({ id: indexId }),
  query: z.object({ as_of: parameters.asOf }),
  response: z.array(constituent),
  meta: constituentsMeta,
  example: { path: '/v1/indices/INDEX:J203/constituents', data: [], meta: { is_sample: true, why } },
  async handle({ params: { id }, query: { as_of = null } }, { db, clock }) {
    const found = await readIndex(db, id, as_of, as_of ?? toInstant(clock.now()));
    return jsonAnswer('[]', { as_of, is_sample: found.is_sample === true, why }, ['instrument']);
  },
});

async function readIndex(db: Database, id: string, as_of: string | null, at: string): Promise<LatestPrice> {
  const [found] = await readLatestPrices(db, { symbols: [id], on: at.slice(0, 10), as_of });
  if (found?.instrument_kind === 'index') return found;
  throw new WizError('not_found', `There is no index ${id}; /v1/indices lists all`);
}
