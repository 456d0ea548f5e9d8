import { timeClasses } from '../../model/time-classes.ts';
import { currencyOf, minorExponents } from '../../model/unit.ts';
import { knownRows } from './known-rows.ts';

/** Venues of four letters that are no market of ISO 10383. */
const noMics = ['LUNO', 'VALR'];
const majors = Object.keys(minorExponents)
  .map((unit) => `WHEN '${unit}' THEN '${currencyOf(unit)}'`)
  .join(' ');

/** Where instruments are named beside bars: when each row is, and in which unit prices are. The first that has any speaks. */
const others = [
  { table: 'quote', at: 'time', unit: 'unit' },
  { table: 'trade', at: 'time', unit: 'unit' },
  { table: 'corporate_action', at: 'ex_date::timestamptz', unit: 'NULL::text' },
] as const;

/** One probe of an index an id. */
const idsIn = (table: string): string => `(WITH RECURSIVE named AS (
    (SELECT instrument_id FROM ${table} ORDER BY instrument_id LIMIT 1)
    UNION ALL SELECT (SELECT o.instrument_id FROM ${table} o WHERE o.instrument_id > named.instrument_id
      ORDER BY o.instrument_id LIMIT 1) FROM named WHERE named.instrument_id IS NOT NULL
  ) SELECT instrument_id FROM named WHERE instrument_id IS NOT NULL)`;

/**
 * SQL for the ids of instruments that have rows, whoever describes them; or for one id, where there is anything of it, be
 * it only an article that names it.
 */
export function heardIds(id: string | null): string {
  if (id === null) {
    return ['SELECT instrument_id FROM bar_series', ...others.map(({ table }) => idsIn(table))].join(' UNION ');
  }
  const tables = ['bar_series', ...others.map(({ table }) => table)];
  const any = tables.map((table) => `EXISTS (SELECT FROM ${table} WHERE instrument_id = ${id})`).join(' OR ');
  // Counted and not looked for, since the planner hopes to meet a first one soon in a scan, where there mostly is none.
  const told = `(SELECT count(*) FROM news WHERE ${naming(id)}) > 0`;
  return `SELECT ${id}::text AS instrument_id WHERE ${any} OR ${told}`;
}

/** SQL that tells whether an instrument is known by anything. */
export const isHeardOf = (id: string): string =>
  `(EXISTS (SELECT FROM instrument WHERE instrument_id = ${id}) OR EXISTS (${heardIds(id)}))`;

/**
 * SQL for rows like those of `instrument` of what no source describes: what its id says and its newest bar, or where it
 * has none its newest row elsewhere. The rest is null, since nobody has said it; where all its bars lie in cold storage
 * that is the unit too, and which fetch brought them.
 * @param ids SQL for the ids that are asked about
 */
export function undescribed(ids: string, asOf: string | null): string {
  return `SELECT ${said(currency)}, newest.*, NULL::text AS timezone, NULL::text AS industry, NULL::text AS country
    FROM (${ids}) heard CROSS JOIN LATERAL (${newest(asOf)}) newest WHERE ${isUndescribed(asOf)}`;
}

/** As {@link undescribed}, with what can be searched for: the newest bar of each is looked for only where it matters. */
export function undescribedKeys(ids: string, asOf: string | null): string {
  const isKnown = asOf === null ? 'true' : `EXISTS (${newest(asOf)})`;
  return `SELECT ${said(`(SELECT ${currency} FROM (${newest(asOf)}) newest)`)}
    FROM (${ids}) heard WHERE ${isUndescribed(asOf)} AND ${isKnown}`;
}

const isUndescribed = (asOf: string | null): string =>
  `NOT EXISTS (${knownRows('instrument', '1', 'instrument_id = heard.instrument_id', asOf)})`;

const currency = `CASE newest.unit ${majors} ELSE newest.unit END`;

function said(inCurrency: string): string {
  const venue = `split_part(heard.instrument_id, ':', 1)`;
  const others = noMics.map((name) => `'${name}'`).join(', ');
  return `heard.instrument_id, NULL::text AS kind, NULL::text AS name,
    CASE WHEN length(${venue}) = 4 AND ${venue} NOT IN (${others}) THEN ${venue} END AS mic,
    split_part(heard.instrument_id, ':', 2) AS ticker, ${inCurrency} AS currency,
    NULL::text AS isin, NULL::text AS sector`;
}

const provenance = 'source, is_sample, fetch_id, recorded_at, rev';
const naming = (id: string): string =>
  `mentions @> jsonb_build_array(jsonb_build_object('instrument_id', ${id}::text))`;

/** Published before derived ones, since these are of the same figures. */
function newest(asOf: string | null): string {
  const id = 'heard.instrument_id';
  const columns = `${provenance}, unit, time`;
  const last = 'ORDER BY time DESC LIMIT 1';
  const ofSeries = `instrument_id = s.instrument_id AND "interval" = s."interval" AND source = s.source`;
  // At a past moment it may not have had the bars that it has now.
  const barless = asOf === null ? ` AND NOT EXISTS (SELECT FROM bar WHERE instrument_id = ${id})` : '';
  const elsewhere = [
    ...others.map(({ table, at, unit }) =>
      knownRows(table, `${provenance}, ${unit} AS unit, ${at} AS time`, `instrument_id = ${id}${barless}`, asOf),
    ),
    knownRows('news', `${provenance}, NULL::text, published_at AS time`, naming(id) + barless, asOf),
  ];
  return `SELECT * FROM (
      SELECT b.*, CASE b.source WHEN 'derived' THEN 2 ELSE 1 END AS place FROM bar_series s CROSS JOIN LATERAL (
        SELECT * FROM (${knownRows('bar', columns, ofSeries, asOf, last)}) known ${last}
      ) b WHERE s.instrument_id = ${id}
      ${elsewhere.map((rows, at) => `UNION ALL (SELECT *, ${at + 3} FROM (${rows}) known ${last})`).join('\n')}
      UNION ALL ${coldSeries(id, asOf)}
    ) row ORDER BY place, time DESC LIMIT 1`;
}

/** After all that says more: whoever has bars in files and none in the table. Nobody knew of them before their time. */
function coldSeries(id: string, asOf: string | null): string {
  const known = asOf === null ? '' : ` AND c.period_from <= ${asOf}::timestamptz`;
  const intraday = timeClasses.intraday.intervals.map((interval) => `'${interval}'`).join(', ');
  return `SELECT s.source, COALESCE((SELECT l.is_sample FROM fetch_log l WHERE l.connector = s.source LIMIT 1), false),
      NULL, NULL::timestamptz, NULL::int, NULL, NULL::timestamptz, CASE s.source WHEN 'derived' THEN 99 ELSE 98 END
    FROM bar_series s WHERE s.instrument_id = ${id}
      AND NOT EXISTS (SELECT FROM bar b WHERE b.instrument_id = s.instrument_id AND b."interval" = s."interval"
        AND b.source = s.source)
      AND EXISTS (SELECT FROM cold_file c
        WHERE c.interval_class = CASE WHEN s."interval" IN (${intraday}) THEN 'intraday' ELSE 'daily' END
          AND c.part = cold_part(s.instrument_id) AND c.hashes ? s.source${known}
          AND NOT EXISTS (SELECT FROM cold_reopened r WHERE r.interval_class = c.interval_class
            AND r.period = c.period AND r.instrument_id = s.instrument_id))`;
}
