import type { Row, Statement } from '../client.ts';
import { knownRows } from './known-rows.ts';
import { parameters } from './parameters.ts';
import { rankOf } from './speaking-sources.ts';

export interface EsgInputsRequest {
  /** What ids of series begin with, up to the dot before their entity, and for how many years a value of one stands. */
  readonly heads: readonly { readonly head: string; readonly carried_years: number }[];
  /** Entities, or what the entities of all that are told of begin with. */
  readonly entities: readonly string[] | { readonly beginWith: string };
  /** Null for the newest of which two entities have a value of one head. */
  readonly year: number | null;
  /** How many years up to it: of one only the newest value is read. */
  readonly years: number;
  /** Entities whose values are told with where they come from. */
  readonly focus: readonly string[];
  readonly as_of: string | null;
}

/** A value with where it comes from. */
export interface EsgInput {
  readonly entity: string;
  readonly head: string;
  readonly series_id: string;
  readonly series_name: string;
  readonly unit: string | null;
  readonly source: string;
  readonly period: string;
  readonly value: string;
  readonly status: string | null;
  readonly document: string | null;
  readonly page: string | null;
  readonly is_sample: boolean;
  readonly fetch_id: string;
  readonly recorded_at: string;
  readonly rev: number;
}

export interface EsgInputs {
  readonly year: number | null;
  readonly is_sample: boolean;
  /** Per head and entity the years, newest first, and their values. */
  readonly cells: readonly [head: string, entity: string, values: readonly [year: number, value: number][]][];
  /** The entities that any series tells of, with their name there. */
  readonly names: ReadonlyMap<string, string>;
  readonly focused: readonly EsgInput[];
}

const provenance = 'status, document, page, is_sample, fetch_id, recorded_at, rev';

/** All published values that a ranking needs, each as the most believed source that describes its series tells it. */
export function esgInputsStatement(request: EsgInputsRequest): Statement {
  const p = parameters();
  const heads = p.add(request.heads.map(({ head }) => head));
  const carried = p.add(request.heads.map(({ carried_years }) => carried_years));
  const asOf = request.as_of === null ? null : p.add(request.as_of);
  const year = `${p.add(request.year)}::int`;
  const years = `${p.add(request.years)}::int`;
  const focus = p.add(request.focus);
  const facts = 'source, name, entity, entity_name, unit';
  const asked = Array.isArray(request.entities)
    ? `unnest(${p.add(request.entities)}::text[]) AS e(entity)`
    : `(SELECT DISTINCT entity FROM series
        WHERE entity LIKE ${p.add(`${(request.entities as { beginWith: string }).beginWith}%`)}) AS e`;
  const of = 'series_id = d.series_id AND source = d.source AND value IS NOT NULL';
  const last = 'ORDER BY period DESC LIMIT 1';
  const within = `${of} AND period > make_date(chosen.year - d.carried - ${years}, 12, 31) AND period < make_date(chosen.year + 1, 1, 1)`;
  const newestOnly = request.years === 1;
  const rows = knownRows('observation', `period, value, ${provenance}`, within, asOf, newestOnly ? last : undefined);
  const text = `
WITH described AS MATERIALIZED (
  SELECT DISTINCT ON (h.place, e.entity) h.place, h.head, h.carried, h.head || '.' || e.entity AS series_id, s.*
  FROM unnest(${heads}::text[], ${carried}::int[]) WITH ORDINALITY AS h(head, carried, place) CROSS JOIN ${asked}
  CROSS JOIN LATERAL (${knownRows('series', facts, "series_id = h.head || '.' || e.entity", asOf)}) s
  ORDER BY h.place, e.entity, ${rankOf('s.source')}, s.source
), newest AS (
  SELECT d.place, k.period FROM described d CROSS JOIN LATERAL (
    SELECT period FROM (${knownRows('observation', 'period', of, asOf, last)}) k ${last}
  ) k WHERE ${year} IS NULL
), chosen AS MATERIALIZED (
  SELECT COALESCE(${year}, (SELECT max(second) FROM (
    SELECT extract(year FROM (array_agg(period ORDER BY period DESC))[2])::int AS second FROM newest GROUP BY place
  ) of_head)) AS year
), valued AS MATERIALIZED (
  SELECT d.place, d.head, d.series_id, d.source, d.name, d.entity, d.unit, v.*
  FROM described d CROSS JOIN chosen CROSS JOIN LATERAL (
    SELECT * FROM (${rows}) k ORDER BY period DESC ${newestOnly ? 'LIMIT 1' : ''}
  ) v
)
SELECT (SELECT year FROM chosen) AS year,
  (SELECT COALESCE(bool_or(is_sample), false) FROM valued) AS is_sample,
  (SELECT json_object_agg(entity, entity_name)::text FROM
    (SELECT entity, min(entity_name) AS entity_name FROM described GROUP BY entity) e) AS names,
  (SELECT json_agg(json_build_array(place, entity, values))::text FROM (
    SELECT place, entity, json_agg(json_build_array(extract(year FROM period)::int, value) ORDER BY period DESC) AS values
    FROM valued GROUP BY place, entity) c) AS cells,
  (SELECT json_agg(json_build_object('entity', entity, 'head', head, 'series_id', series_id, 'series_name', name,
    'unit', unit, 'source', source, 'period', period::text, 'value', value::text, 'status', status,
    'document', document, 'page', page, 'is_sample', is_sample, 'fetch_id', fetch_id,
    'recorded_at', wire_instant(recorded_at), 'rev', rev))::text
    FROM valued WHERE entity = ANY(${focus}::text[])) AS focused`;
  return { text, params: p.values };
}

/** What {@link esgInputsStatement} answers, in its only row. */
export function readEsgInputs({ heads }: Pick<EsgInputsRequest, 'heads'>, row: Row = {}): EsgInputs {
  const {
    year = null,
    is_sample,
    names,
    cells,
    focused,
  } = row as Readonly<Partial<Record<string, string | null>>> & {
    year?: number | null;
    is_sample?: boolean;
  };
  const placed = JSON.parse(cells ?? '[]') as [number, string, [number, number][]][];
  return {
    year,
    is_sample: is_sample === true,
    names: new Map(Object.entries(JSON.parse(names ?? '{}') as Record<string, string>)),
    cells: placed.map(([place, entity, values]) => [heads[place - 1]?.head ?? '', entity, values]),
    focused: JSON.parse(focused ?? '[]') as EsgInput[],
  };
}
