import type { Instrument } from '../../model/records.ts';
import type { Database } from '../client.ts';
import { knownRows } from './known-rows.ts';
import { namedBy } from './names.ts';
import { conditionsOf, parameters } from './parameters.ts';
import { likeness, scoreOf } from './search.ts';
import { rankOf } from './speaking-sources.ts';
import { heardIds } from './undescribed.ts';

interface ChartSearchRequest {
  /** What has been typed so far; empty for anything. */
  readonly text: string;
  readonly kind: Instrument['kind'] | null;
  /** What ids begin with. */
  readonly venue: string | null;
  readonly limit: number;
  /** The day on which a code is in force. */
  readonly on: string;
}

export interface ChartSearchResult {
  readonly instrument_id: string;
  readonly name: string | null;
  readonly instrument_kind: Instrument['kind'] | null;
  readonly source: string;
  readonly is_sample: boolean;
}

/** A code that begins as the text does is meant more likely than a name that is like it. */
const beginsAlike = 0.99;

/** Instruments with bars that the text may mean, the best first, in one transaction with the likeness that counts. */
export async function searchCharted(db: Database, request: ChartSearchRequest): Promise<readonly ChartSearchResult[]> {
  const { text, kind, venue, limit, on } = request;
  const p = parameters();
  const hits = text === '' ? 'SELECT instrument_id, 1.0 AS score FROM bar_series' : named(p.add(text), p.add(on));
  const ofVenue = conditionsOf({ "instrument_id LIKE ? || ':%'": venue }, p);
  const described = 'SELECT name, kind, source, is_sample FROM instrument i WHERE i.instrument_id = best.instrument_id';
  const ofKind = conditionsOf({ 'kind = ?': kind }, p);
  const statement = `WITH best AS (
      SELECT instrument_id, max(score) AS score FROM (${hits}) hit WHERE ${all(ofVenue)} GROUP BY instrument_id
    )
    SELECT best.instrument_id, name, kind AS instrument_kind, COALESCE(said.source, heard.source) AS source, COALESCE(is_sample, false) AS is_sample
    FROM best
    JOIN LATERAL (SELECT source FROM bar_series s WHERE s.instrument_id = best.instrument_id ORDER BY source LIMIT 1) heard ON true
    LEFT JOIN LATERAL (${described} ORDER BY ${rankOf('i.source')}, i.source LIMIT 1) said ON true
    WHERE ${all(ofKind)} ORDER BY score DESC, best.instrument_id LIMIT ${p.add(limit)}::int`;
  const results = await db.batch([
    { text: `SELECT set_config('pg_trgm.word_similarity_threshold', '${likeness}', true)` },
    { text: statement, params: p.values },
  ]);
  return (results[1] ?? []) as unknown as ChartSearchResult[];
}

const all = (conditions: readonly string[]): string => ['true', ...conditions].join(' AND ');

/** SQL for who goes by the text, or by something like it: an id, a code, a number or a name. */
function named(placeholder: string, on: string): string {
  const text = `${placeholder}::text`;
  const exact = namedBy({
    ...{ symbol: text, on: `${on}::date`, scheme: 'NULL::text' },
    ...{ asOf: null, heard: heardIds(`upper(${text})`) },
  });
  const like = (table: string, name: string): string =>
    knownRows(table, `instrument_id, ${scoreOf(text, name)} AS score`, `${text} <% ${name}`, null);
  const begins = knownRows('instrument', `instrument_id, ${beginsAlike}`, `starts_with(ticker, upper(${text}))`, null);
  return `SELECT instrument_id, 1.0 AS score FROM (${exact}) exact
    UNION ALL ${begins} UNION ALL ${like('instrument', 'name')} UNION ALL ${like('alias', 'alias')}`;
}
