import type { Database } from '../client.ts';
import { knownRows } from './known-rows.ts';
import { namedBy } from './names.ts';
import { parameters } from './parameters.ts';
import { rankOf } from './speaking-sources.ts';
import { heardIds } from './undescribed.ts';

export const searchedKinds = ['instrument', 'series', 'news'] as const;
type SearchedKind = (typeof searchedKinds)[number];

interface SearchRequest {
  readonly q: string;
  readonly kinds: readonly SearchedKind[];
  readonly limit: number;
  /** The day on which a code is in force. */
  readonly on: string;
  readonly as_of: string | null;
}

export interface Found {
  readonly json: string;
  readonly rows: number;
  readonly is_sample: boolean;
}

/**
 * Two letters that changed places leave half of a word's trigrams: "napsers" has four of the eight of "naspers", which
 * Postgres calls a likeness of 4 / (8 + 8 - 4). Far below that, short words begin to look alike.
 */
export const likeness = 0.3;

/**
 * What goes by a name like the text, the best first: a code, number or whole name that is the text scores 1, others by how
 * much of the text is in the name and how much of the name is in the text. One transaction, in which the likeness counts
 * that an index answers by.
 */
export async function search(db: Database, { q, kinds, limit, on, as_of }: SearchRequest): Promise<Found> {
  const p = parameters();
  const text = `${p.add(q)}::text`;
  const most = `${p.add(limit)}::int`;
  const asOf = as_of === null ? null : p.add(as_of);
  const of = {
    instrument: () => instruments(text, `${p.add(on)}::date`, asOf),
    series: () => series(text, asOf),
    news: () => news(text, asOf),
  };
  const asked = searchedKinds.filter((kind) => kinds.includes(kind));
  const each = asked.map(
    (kind, place) =>
      `(SELECT ${place} AS place, '${kind}' AS kind, found.* FROM (${of[kind]()}) found ORDER BY score DESC, at DESC NULLS LAST, id LIMIT ${most})`,
  );
  const statement = `WITH found AS (
      SELECT * FROM (${each.join(' UNION ALL ')}) each_kind ORDER BY score DESC, place, at DESC NULLS LAST, id LIMIT ${most}
    ), shown AS (
      SELECT kind, id, title, detail, matched_by, round(score::numeric, 4)::float8 AS score,
        wire_instant(at) AS published_at, source, is_sample, fetch_id FROM found ORDER BY found.score DESC, place, at DESC NULLS LAST, id
    )
    SELECT COALESCE('[' || string_agg(row_to_json(shown)::text, ',') || ']', '[]') AS json, count(*)::int AS rows,
      COALESCE(bool_or(is_sample), false) AS is_sample FROM shown`;
  const results = await db.batch([
    { text: `SELECT set_config('pg_trgm.word_similarity_threshold', '${likeness}', true)` },
    { text: statement, params: p.values },
  ]);
  const [row] = (results[1] ?? []) as unknown as Found[];
  return row ?? { json: '[]', rows: 0, is_sample: false };
}

/**
 * A word that thousands of names have finds thousands that are equally good, and weighing each takes time. So many are
 * weighed of series, and of news besides all of the last month.
 */
const mostWeighed = 3000;

/** Between two names that have all of the text the shorter one is the better. */
export const scoreOf = (text: string, name: string): string =>
  `0.7 * word_similarity(${text}, ${name}) + 0.29 * similarity(${text}, ${name})`;

const provenance = 'source, is_sample, fetch_id';

export function instruments(text: string, day: string, asOf: string | null): string {
  const exact = namedBy({ symbol: text, on: day, scheme: 'NULL::text', asOf, heard: heardIds(`upper(${text})`) });
  const like = (table: string, name: string): string =>
    knownRows(table, `instrument_id, ${name} AS name, ${provenance}`, `${text} <% ${name}`, asOf);
  const description = knownRows(
    'instrument',
    `name, kind, mic, ${provenance}`,
    'instrument_id = best.instrument_id',
    asOf,
  );
  return `SELECT best.instrument_id AS id, COALESCE(said.name, best.instrument_id) AS title,
      concat_ws(', ', said.kind, said.mic) AS detail, matched_by, score, NULL::timestamptz AS at,
      COALESCE(said.source, best.source) AS source, COALESCE(said.is_sample, best.is_sample) AS is_sample,
      COALESCE(said.fetch_id, best.fetch_id) AS fetch_id
    FROM (
      SELECT DISTINCT ON (instrument_id) * FROM (
        SELECT instrument_id, scheme AS matched_by, 1.0 AS score, ${provenance} FROM (${exact}) exact
        UNION ALL
        SELECT instrument_id, 'name_like', ${scoreOf(text, 'name')}, ${provenance} FROM (
          ${like('instrument', 'name')} UNION ALL ${like('alias', 'alias')}
        ) named
      ) any_name ORDER BY instrument_id, score DESC, source
    ) best LEFT JOIN LATERAL (
      SELECT * FROM (${description}) i ORDER BY ${rankOf('i.source')}, i.source LIMIT 1
    ) said ON true`;
}

function series(text: string, asOf: string | null): string {
  const whole = `(name || ' ' || entity_name)`;
  const isMeant = `(${text} <% ${whole} OR series_id = upper(${text}))`;
  const rows = knownRows('series', `series_id, name, entity_name, ${provenance}`, isMeant, asOf);
  return `SELECT DISTINCT ON (series_id) series_id AS id, name AS title, entity_name AS detail,
      CASE WHEN series_id = upper(${text}) THEN 'id' ELSE 'name_like' END AS matched_by,
      CASE WHEN series_id = upper(${text}) THEN 1.0 ELSE ${scoreOf(text, whole)} END AS score,
      NULL::timestamptz AS at, ${provenance}
    FROM (SELECT * FROM (${rows}) like_name LIMIT ${mostWeighed}) s ORDER BY series_id, ${rankOf('s.source')}, s.source`;
}

/** Of a story that several feeds carry, the first to say it. */
function news(text: string, asOf: string | null): string {
  const columns = `feed_id, news_id, story_id, title, publisher, published_at, ${provenance}`;
  const monthAgo = `COALESCE(${asOf ?? 'NULL'}::timestamptz, now()) - interval '30 days'`;
  const like = (time: string): string => knownRows('news', columns, `${text} <% title AND published_at ${time}`, asOf);
  return `SELECT DISTINCT ON (story_id) feed_id || '/' || news_id AS id, title, publisher AS detail, 'name_like' AS matched_by,
      ${scoreOf(text, 'title')} AS score, published_at AS at, ${provenance}
    FROM (
      (SELECT * FROM (${like(`> ${monthAgo}`)}) newer)
      UNION ALL (SELECT * FROM (${like(`<= ${monthAgo}`)}) older LIMIT ${mostWeighed})
    ) n ORDER BY story_id, published_at, feed_id, news_id`;
}
