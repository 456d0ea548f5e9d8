import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { day, decimal, instant, series } from '../../model/records.ts';
import { countryOfProvince, entityOf, type Region, regionOf, regions } from '../../model/world-regions.ts';
import { readEntities, readRegionFacts } from '../../storage/read/regions.ts';
import { jsonAnswer } from '../answer.ts';
import { decodeCursor, encodeCursor, idShape } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';

const regionId = z
  .string()
  .regex(/^(?:\d{3}|[A-Z]{3}(?:-\d{1,3}_\d{1,2})?)$/, 'must be an id of /v1/regions such as 002, ZAF or ZAF-9_1');

const region = z
  .object({
    id: regionId.meta({ description: 'M49 code, ISO 3166-1 alpha-3, or the code of a province' }),
    kind: z.enum(['world', 'region', 'country', 'province']),
    name: z.string(),
    parent: regionId.nullable(),
    has_series: z.boolean().openapi({ description: 'Whether a series is about it' }),
  })
  .openapi('Region');

const common = { method: 'GET', tag: 'Series', scope: 'read' } as const;
const southAfrica = { id: 'ZAF', kind: 'country', name: 'South Africa', parent: '018', has_series: true } as const;

export const listRegions = endpoint({
  ...common,
  path: '/v1/regions',
  operationId: 'listRegions',
  summary: 'The world, its regions, countries and provinces',
  description:
    "Each row names the one that it lies in. Regions are those of the United Nations' M49, countries and areas those of ISO 3166-1; provinces are those that a source tells of.",
  cost: 2,
  cache: { ttlSeconds: 300, rowCapped: false },
  params: z.object({}),
  query: z.object({
    within: regionId.optional().openapi({ description: 'Only it and what lies in it', example: '018' }),
    as_of: parameters.asOf,
  }),
  response: z.array(region),
  mayMiss: true,
  example: { path: '/v1/regions?within=ZAF', data: [southAfrica], meta: { is_sample: true } },
  async handle({ query: { within = null, as_of = null } }, { db }) {
    const { entities, is_sample } = await readEntities(db, as_of);
    const told = new Set(entities.map(({ entity }) => entity));
    const tree = [...regions, ...entities.flatMap(({ entity, name }) => province(entity, name) ?? [])];
    const rows = tree
      .filter((one) => within === null || isWithin(one, within))
      .map((one) => ({ ...one, has_series: told.has(entityOf(one)) }));
    if (rows.length === 0) throw new WizError('not_found', `There is no region ${within}; /v1/regions lists all`);
    return jsonAnswer(JSON.stringify(rows), { as_of, is_sample }, ['series']);
  },
});

function isWithin(one: Region, id: string): boolean {
  for (let at: Region | null = one; at !== null; at = at.parent === null ? null : regionOf(at.parent)) {
    if (at.id === id) return true;
  }
  return false;
}

const fact = z
  .object({
    ...series.pick({ series_id: true, name: true, indicator: true, topic: true, interval: true, unit: true }).shape,
    period: day.nullable().meta({ description: 'Null, as all that follows, where no value is published' }),
    value: decimal.nullable(),
    status: z.string().nullable(),
    source: z.string(),
    is_sample: z.boolean(),
    fetch_id: z.string().nullable(),
    recorded_at: instant.nullable(),
    rev: z.number().int().nullable(),
  })
  .openapi('RegionFact');

const told = region
  .omit({ has_series: true })
  .extend({
    path: z.array(region.pick({ id: true, name: true })).openapi({ description: 'What it lies in, the world first' }),
    children: z.array(region.pick({ id: true, name: true })).openapi({ description: 'Regions and countries in it' }),
    facts: z.array(fact),
  })
  .openapi('RegionFacts');

export const getRegion = endpoint({
  ...common,
  path: '/v1/regions/{id}',
  operationId: 'getRegion',
  summary: 'A region, country or province, with the newest value of each of its series',
  description:
    'One fact a series, in the order of their ids, as published by the most believed source that describes it. M49 regions have none: what sources tell of groups of countries is of groups of their own.',
  cost: 3,
  cache: { ttlSeconds: 300, rowCapped: true },
  params: z.object({ id: regionId.meta({ example: 'ZAF' }) }),
  query: z.object({
    topic: series.shape.topic.optional(),
    limit: parameters.limitParameter(500, 100),
    cursor: parameters.cursorParameter,
    as_of: parameters.asOf,
  }),
  response: told,
  example: {
    path: '/v1/regions/ZAF?limit=1',
    data: {
      ...{ id: 'ZAF', kind: 'country', name: 'South Africa', parent: '018' },
      path: [
        { id: '001', name: 'World' },
        { id: '002', name: 'Africa' },
        { id: '202', name: 'Sub-Saharan Africa' },
        { id: '018', name: 'Southern Africa' },
      ],
      children: [],
      facts: [
        {
          ...{ series_id: 'WB:FP.CPI.TOTL.ZG.ZAF', name: 'Inflation, consumer prices (annual %)' },
          ...{ indicator: 'FP.CPI.TOTL.ZG', topic: 'macro', interval: '1y', unit: 'percent' },
          ...{ period: '2024-01-01', value: '4.36115246518962', status: null, source: 'worldbank', is_sample: true },
          ...{ fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f', recorded_at: '2026-11-24T05:00:00.000Z', rev: 1 },
        },
      ],
    },
    meta: { is_sample: true, limit: 1 },
  },
  async handle({ params: { id }, query }, { db }, principal) {
    const { topic = null, as_of = null } = query;
    const limit = parameters.cappedRows(principal, query.limit);
    const known = regionOf(id);
    const read = await readRegionFacts(db, {
      ...{ entity: known === null ? id : entityOf(known), topic, limit, as_of },
      position: decodeCursor(query.cursor, [idShape])?.[0] ?? null,
    });
    const one = known ?? (read.known ? province(id, read.name) : null);
    if (one === null) throw new WizError('not_found', `There is no region ${id}; /v1/regions lists all`);
    const children = regions.filter(({ parent }) => parent === id).map(shortly);
    const said = JSON.stringify({ ...one, path: pathTo(one), children });
    return jsonAnswer(
      `${said.slice(0, -1)},"facts":${read.json}}`,
      { as_of, is_sample: read.is_sample, limit, next_cursor: encodeCursor(read.next) },
      ['series', 'observation'],
    );
  },
});

function province(id: string, name: string | null): Region | null {
  const parent = countryOfProvince(id);
  return parent === null ? null : { id, kind: 'province', name: name ?? id, parent };
}

const shortly = ({ id, name }: Region) => ({ id, name });

function pathTo({ parent }: Region): { id: string; name: string }[] {
  const above = parent === null ? null : regionOf(parent);
  return above === null ? [] : [...pathTo(above), shortly(above)];
}
