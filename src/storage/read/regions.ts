import type { Database } from '../client.ts';
import { knownRows } from './known-rows.ts';
import { parameters } from './parameters.ts';
import { rankOf } from './speaking-sources.ts';

interface RegionEntity {
  readonly entity: string;
  /** As the most believed source calls it. */
  readonly name: string;
}

interface Entities {
  readonly is_sample: boolean;
  readonly entities: readonly RegionEntity[];
}

/** More than there are countries, provinces, cities and companies. */
const most = 20_000;

/** Every entity that a series is about, one probe of an index each. */
export async function readEntities(db: Database, as_of: string | null): Promise<Entities> {
  const p = parameters();
  const asOf = as_of === null ? null : p.add(as_of);
  const rows = knownRows('series', 'entity_name, source, is_sample', 'entity = heard.entity', asOf);
  const [row] = await db.query<{ json: string; is_sample: boolean }>(
    `WITH RECURSIVE heard AS (
      (SELECT entity FROM series ORDER BY entity LIMIT 1)
      UNION ALL SELECT (SELECT s.entity FROM series s WHERE s.entity > heard.entity ORDER BY s.entity LIMIT 1)
      FROM heard WHERE heard.entity IS NOT NULL
    ), shown AS (
      SELECT heard.entity, said.entity_name AS name, said.is_sample
      FROM (SELECT entity FROM heard WHERE entity IS NOT NULL LIMIT ${most}) heard CROSS JOIN LATERAL (
        SELECT * FROM (${rows}) s LIMIT 1
      ) said
    )
    SELECT COALESCE(json_agg(json_build_object('entity', entity, 'name', name) ORDER BY entity), '[]')::text AS json,
      COALESCE(bool_or(is_sample), false) AS is_sample FROM shown`,
    p.values,
  );
  const { json = '[]', is_sample = false } = row ?? {};
  return { is_sample, entities: JSON.parse(json) as RegionEntity[] };
}

interface RegionFactsRequest {
  readonly entity: string;
  readonly topic: string | null;
  readonly position: string | null;
  readonly limit: number;
  readonly as_of: string | null;
}

export interface RegionFacts {
  /** A series is about the entity, whatever was asked for. */
  readonly known: boolean;
  /** As the most believed source calls the entity. */
  readonly name: string | null;
  readonly next: string | null;
  readonly is_sample: boolean;
  readonly json: string;
}

/** The newest published value of each series of an entity, as the most believed of the sources that describe it tells it. */
export async function readRegionFacts(db: Database, request: RegionFactsRequest): Promise<RegionFacts> {
  const p = parameters();
  const entity = p.add(request.entity);
  const limit = `${p.add(request.limit)}::int`;
  const asOf = request.as_of === null ? null : p.add(request.as_of);
  const conditions = [`entity = ${entity}`];
  if (request.topic !== null) conditions.push(`topic = ${p.add(request.topic)}`);
  if (request.position !== null) conditions.push(`series_id > ${p.add(request.position)}`);
  const facts = 'series_id, name, indicator, entity_name, unit, "interval", topic, source, is_sample';
  const described = knownRows('series', facts, conditions.join(' AND '), asOf);
  const last = 'ORDER BY period DESC LIMIT 1';
  const values = knownRows(
    'observation',
    'period, value, status, fetch_id, recorded_at, rev, is_sample',
    'series_id = kept.series_id AND source = kept.source AND value IS NOT NULL',
    asOf,
    last,
  );
  const [row] = await db.query<Omit<RegionFacts, 'next'> & { more: boolean; next: string | null }>(
    `WITH page AS MATERIALIZED (
      SELECT DISTINCT ON (series_id) * FROM (${described}) s
      ORDER BY series_id, ${rankOf('s.source')}, source LIMIT ${limit} + 1
    ), kept AS MATERIALIZED (SELECT * FROM page ORDER BY series_id LIMIT ${limit}
    ), shown AS (
      SELECT kept.series_id, kept.name, indicator, topic, "interval", unit, period::text AS period, value::text AS value,
        status, kept.source, COALESCE(latest.is_sample, kept.is_sample) AS is_sample, fetch_id,
        wire_instant(recorded_at) AS recorded_at, rev
      FROM kept LEFT JOIN LATERAL (SELECT * FROM (${values}) known ${last}) latest ON true
    )
    SELECT EXISTS (${knownRows('series', '1', `entity = ${entity}`, asOf)}) AS known,
      (SELECT entity_name FROM (${knownRows('series', 'entity_name, source', `entity = ${entity}`, asOf)}) s
        ORDER BY ${rankOf('s.source')}, source LIMIT 1) AS name,
      (SELECT count(*) FROM page) > ${limit} AS more, (SELECT max(series_id) FROM kept) AS next,
      (SELECT COALESCE(bool_or(is_sample), false) FROM shown) AS is_sample,
      (SELECT COALESCE('[' || string_agg(row_to_json(shown)::text, ',' ORDER BY series_id) || ']', '[]') FROM shown) AS json`,
    p.values,
  );
  const { known = false, name = null, is_sample = false, json = '[]' } = row ?? {};
  return { known, name, is_sample, json, next: row?.more ? row.next : null };
}
