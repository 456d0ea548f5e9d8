import { z } from 'zod';
import { corporateAction, instrument } from '../model/records.ts';
import { type Channel, interval } from '../model/symbol.ts';
import { classOf, type IntervalClass } from '../model/time-classes.ts';
import type { AuditedDataset } from './audit-queue.ts';
import type { Row, Statement } from './client.ts';
import { isNotReopened } from './cold/rows.ts';
import { parameters } from './read/parameters.ts';
import { rankOf, speakingSources } from './read/speaking-sources.ts';

/** How many of the newest rows of a series an audit looks at: six years of sessions, a day of minutes. */
export const auditedRows = 1_500;
const intakeDays = 30;

interface Shape {
  /** Columns that say whose series it is, with the parts of the channel that they hold. */
  readonly key: readonly string[];
  keyOf(channel: Channel): readonly (string | null)[];
  readonly at: string;
  readonly atType: 'timestamptz' | 'date';
  readonly close: string;
  /** The other columns of a bar, and where there are none what stands for them. */
  readonly bar?: true;
  readonly unit?: string;
  /** Only the newest row matters. */
  readonly newestOnly?: true;
}

const ofId = ({ id }: Channel) => [id];
const shapes: Readonly<Record<AuditedDataset, Shape>> = {
  bar: {
    key: ['instrument_id', 'interval'],
    keyOf: ({ id, interval: step }) => [id, step],
    at: 'time',
    atType: 'timestamptz',
    close: 'close::text',
    bar: true,
    unit: 'unit',
  },
  rate: {
    key: ['base', 'quote'],
    keyOf: ({ id }) => id.slice('FX:'.length).split('-'),
    at: 'date',
    atType: 'date',
    close: 'value::text',
    unit: 'quote',
  },
  observation: { key: ['series_id'], keyOf: ofId, at: 'period', atType: 'date', close: 'value::text' },
  quote: {
    key: ['instrument_id'],
    keyOf: ofId,
    at: 'time',
    atType: 'timestamptz',
    close: 'price::text',
    newestOnly: true,
  },
  measurement: {
    key: ['series_id'],
    keyOf: ofId,
    at: 'time',
    atType: 'timestamptz',
    close: 'value::text',
    newestOnly: true,
  },
  news: {
    key: ['feed_id'],
    keyOf: ofId,
    at: 'published_at',
    atType: 'timestamptz',
    close: 'NULL::text',
    newestOnly: true,
  },
};

const texts = z.array(z.string());
const maybeTexts = z.array(z.string().nullable());
const storedSeries = z.object({
  source: z.string(),
  rank: z.number(),
  price_basis: z.enum(['as_traded', 'split_adjusted']).nullable(),
  cadence_seconds: z.number().nullable(),
  rows: z.object({
    is_sample: z.boolean(),
    time: texts,
    session_date: maybeTexts,
    ...{ open: maybeTexts, high: maybeTexts, low: maybeTexts, close: maybeTexts, volume: maybeTexts },
    unit: maybeTexts,
    final: z.array(z.boolean()),
    ...{ fetch_id: texts, recorded_at: texts, first_recorded_at: texts },
  }),
  intake: z.object({ rows_in: z.number(), rejected: z.number(), duplicates: z.number() }),
});
const storedChannel = z.object({
  /** Only what is later is looked at: before it there is a hole in the table, whose rows lie in files. */
  cold_until: z.string().nullable(),
  instrument: instrument.pick({ instrument_id: true, mic: true, kind: true }).nullable(),
  interval: interval.nullable(),
  actions: z.array(
    corporateAction
      .pick({ ex_date: true, ratio: true, amount: true, unit: true })
      .extend({ kind: z.enum(['split', 'dividend']), source: z.string(), fetch_id: z.string() }),
  ),
  series: z.array(storedSeries),
});

/** What one source says in a channel: its rows column by column, oldest first. */
export type StoredSeries = z.infer<typeof storedSeries>;
export type StoredChannel = z.infer<typeof storedChannel>;

export function readChannel(row: Row | undefined): StoredChannel {
  return storedChannel.parse(row?.channel);
}

/**
 * All that is known of a channel's series, in one row: of each source the newest rows and what its payloads brought.
 * Bars are looked at from the end of the last period on that lies in cold storage and was not taken back from there; a
 * series that has none since is not looked at again.
 */
export function channelStatement(channel: Channel, now: string): Statement {
  const shape = shapes[channel.dataset as AuditedDataset];
  const { at, close, bar, unit = 'NULL::text' } = shape;
  const p = parameters();
  const values = shape.keyOf(channel).map((value) => p.add(value));
  const key = shape.key.map((column, index) => `"${column}" = ${values[index]}`).join(' AND ');
  const revised = [...shape.key.map((column, index) => `r."${column}" = ${values[index]}`), 'r.source = b.source'];
  const firstKnown = `SELECT min(r.recorded_at) FROM "${channel.dataset}_revision" r
    WHERE ${revised.join(' AND ')} AND r."${at}" = b."${at}"`;
  const first = shape.newestOnly
    ? 'recorded_at'
    : `CASE WHEN rev = 1 THEN recorded_at ELSE LEAST(recorded_at, (${firstKnown})) END`;
  const instant = shape.atType === 'date' ? `("${at}"::timestamp AT TIME ZONE 'UTC')` : `"${at}"`;
  const ofBar = (column: string) => (bar ? `${column}::text` : 'NULL::text');
  const columns: Readonly<Record<string, string>> = {
    time: `wire_instant(${instant})`,
    session_date: shape.atType === 'date' ? `"${at}"::text` : ofBar('session_date'),
    ...Object.fromEntries(['open', 'high', 'low', 'volume'].map((column) => [column, ofBar(column)])),
    ...{ close, unit, final: bar ? 'final' : 'true', fetch_id: 'fetch_id', recorded_at: 'wire_instant(recorded_at)' },
    first_recorded_at: `wire_instant(${first})`,
  };
  const arrays = Object.entries(columns).map(([name, sql]) => `'${name}', array_agg(${sql})`);
  const id = p.add(channel.id);
  const coldUntil = bar ? coldEnd(classOf(channel.interval ?? '1d'), id) : 'NULL::timestamptz';
  const since = bar ? ` AND "${at}" >= COALESCE((SELECT until FROM cold), '-infinity')` : '';
  const moment = p.add(now);
  const limit = shape.newestOnly ? 1 : auditedRows;
  const text = `
WITH RECURSIVE ${speakingSources(channel.dataset, key)}, cold AS MATERIALIZED (SELECT ${coldUntil} AS until)
SELECT json_build_object(
  'cold_until', (SELECT wire_instant(until) FROM cold),
  'instrument', (SELECT json_build_object('instrument_id', instrument_id, 'mic', mic, 'kind', kind) FROM instrument
    WHERE instrument_id = ${id} ORDER BY ${rankOf('instrument.source')}, source LIMIT 1),
  'interval', (SELECT "interval" FROM series WHERE series_id = ${id} ORDER BY ${rankOf('series.source')}, source LIMIT 1),
  'actions', (SELECT COALESCE(json_agg(json_build_object('kind', kind, 'ex_date', ex_date, 'ratio', ratio::text,
      'amount', amount::text, 'unit', unit, 'source', source, 'fetch_id', fetch_id)
      ORDER BY ${rankOf('corporate_action.source')}, source, ex_date, kind), '[]')
    FROM corporate_action WHERE instrument_id = ${id} AND kind IN ('split', 'dividend')),
  'series', (SELECT COALESCE(json_agg(json_build_object('source', s.source, 'rank', s.rank,
      'price_basis', f.price_basis, 'cadence_seconds', CASE WHEN NOT f.intake_only THEN f.cadence_seconds END,
      'rows', looked_at.columns, 'intake', json_build_object('rows_in', brought.rows_in,
        'rejected', brought.rejected, 'duplicates', repeated.records)) ORDER BY s.rank, s.source), '[]')
    FROM speaking s LEFT JOIN source f ON f.source_id = s.source
    CROSS JOIN LATERAL (
      SELECT json_build_object('is_sample', bool_or(is_sample), ${arrays.join(', ')}) AS columns,
        array_agg(DISTINCT fetch_id) AS fetches
      FROM (SELECT * FROM (SELECT * FROM "${channel.dataset}" WHERE ${key} AND source = s.source${since}
        ORDER BY "${at}" DESC LIMIT ${limit}) newest ORDER BY "${at}") b
      HAVING count(*) > 0
    ) looked_at
    CROSS JOIN LATERAL (
      SELECT COALESCE(sum(l.rows_in), 0) AS rows_in, COALESCE(sum(l.rejected), 0) AS rejected,
        array_agg(l.fetch_id) AS fetches
      FROM fetch_log l WHERE l.connector = s.source AND l.parsed_at IS NOT NULL
        AND l.subject IN (SELECT k.subject FROM fetch_log k WHERE k.fetch_id = ANY(looked_at.fetches))
        AND l.fetched_at > ${moment}::timestamptz - make_interval(days => ${intakeDays})
    ) brought
    CROSS JOIN LATERAL (
      SELECT count(*) AS records FROM quarantine WHERE rule = 'duplicate' AND fetch_id = ANY(brought.fetches)
    ) repeated
    WHERE s.source <> 'derived')
) AS channel`;
  return { text, params: p.values };
}

/** SQL for the end of the last period of a class whose bars of an instrument lie in cold storage and not in the table. */
const coldEnd = (intervalClass: IntervalClass, id: string): string =>
  `(SELECT max(c.period_to) FROM cold_file c WHERE c.interval_class = '${intervalClass}' AND c.part = cold_part(${id})
    AND ${isNotReopened('c', id)})`;
