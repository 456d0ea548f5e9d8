import type { NamedInstrument, NamedSeries } from '../../model/named.ts';
import type { Database } from '../client.ts';
import { knownRows } from './known-rows.ts';
import { type Parameters, parameters } from './parameters.ts';
import { instruments, likeness } from './search.ts';
import { rankOf } from './speaking-sources.ts';

export interface NamesRequest {
  /** What may be the name of an instrument. */
  readonly phrases: readonly string[];
  /** Names of indicators, of which series are looked for. */
  readonly indicators: readonly string[];
  /** Codes of the entities of the series; what phrases name is one too. */
  readonly entities: readonly string[];
  /** The days whose figures are wanted; null has no end. */
  readonly from: string | null;
  readonly to: string | null;
  readonly as_of: string | null;
  /** On which codes are in force. */
  readonly on: string;
}

export interface Names {
  readonly instruments: readonly NamedInstrument[];
  readonly series: readonly NamedSeries[];
}

/** What a few phrases may name, and whether there are figures of it, in one trip. */
export async function readNames(db: Database, request: NamesRequest): Promise<Names> {
  const [forInstruments, forSeries] = [parameters(), parameters()];
  const statements = [
    { text: `SELECT set_config('pg_trgm.word_similarity_threshold', '${likeness}', true)` },
    { text: namedInstruments(request, forInstruments), params: forInstruments.values },
    { text: namedSeries(request, forSeries), params: forSeries.values },
  ];
  const [, found = [], series = []] = await db.batch(statements);
  return { instruments: found as unknown as NamedInstrument[], series: series as unknown as NamedSeries[] };
}

function namedInstruments({ phrases, from, to, as_of, on }: NamesRequest, p: Parameters): string {
  const asked = p.add(JSON.stringify(phrases));
  const day = `${p.add(on)}::date`;
  const asOf = as_of === null ? null : p.add(as_of);
  const wanted = `"interval" = '1d' AND source = s.source AND instrument_id = best.id
    AND time >= COALESCE(${p.add(from)}::timestamptz, '-infinity') AND time < COALESCE(${p.add(to)}::date + 1, 'infinity')`;
  return `SELECT asked.phrase, best.id, best.title AS name, best.matched_by, best.kind, best.mic, best.country, best.unit,
      COALESCE(bars.json, '[]'::json) AS bars
    FROM json_array_elements_text(${asked}::json) asked(phrase)
    CROSS JOIN LATERAL (
      SELECT found.id, found.title, found.matched_by, said.kind, said.mic, said.country, said.unit
      FROM (${instruments('asked.phrase', day, asOf)}) found
      LEFT JOIN LATERAL (
        SELECT max(kind) AS kind, max(mic) AS mic, max(country) AS country, max(unit) AS unit
        FROM (${knownRows('instrument', 'kind, mic, country, unit', 'instrument_id = found.id', asOf)}) i
      ) said ON true
      ORDER BY score DESC, length(found.id), found.id LIMIT 12
    ) best
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object('source', s.source, 'rank', ${rankOf('s.source')}, 'rows', of.rows, 'last', of.last) ORDER BY s.source) AS json
      FROM bar_series s CROSS JOIN LATERAL (
        SELECT count(*) AS rows, max(time)::date::text AS last FROM (${knownRows('bar', 'time', wanted, asOf)}) b
      ) of WHERE s.instrument_id = best.id AND s."interval" = '1d'
    ) bars ON true`;
}

function namedSeries({ phrases, indicators, entities, from, to, as_of }: NamesRequest, p: Parameters): string {
  if (indicators.length === 0) return 'SELECT 1 WHERE false';
  const asOf = as_of === null ? null : p.add(as_of);
  const looked = p.add(JSON.stringify(indicators));
  const of = p.add(JSON.stringify(entities));
  const names = p.add(JSON.stringify(phrases));
  const isMeant = `(entity IN (SELECT json_array_elements_text(${of}::json))
    OR EXISTS (SELECT FROM json_array_elements_text(${names}::json) n(phrase) WHERE n.phrase <% entity_name))`;
  const columns = 'series_id, source, name, entity, entity_name, unit, "interval"';
  const counted = `series_id = s.series_id AND value IS NOT NULL
    AND period >= COALESCE(${p.add(from)}::date, '-infinity') AND period <= COALESCE(${p.add(to)}::date, 'infinity')`;
  return `SELECT s.*, (SELECT count(*)::int FROM (${knownRows('observation', 'period', counted, asOf)}) o) AS rows
    FROM (
      SELECT DISTINCT ON (series_id) series_id, name, entity, entity_name, unit, "interval",
        (SELECT max(word_similarity(l.indicator, name))::float8 FROM json_array_elements_text(${looked}::json) l(indicator)) AS likeness
      FROM (${knownRows('series', columns, isMeant, asOf)}) known ORDER BY series_id, ${rankOf('source')}, source
    ) s WHERE likeness > 0.3 ORDER BY likeness DESC, series_id LIMIT 60`;
}
