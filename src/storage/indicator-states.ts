import type { Change } from '../model/parsed.ts';
import type { Interval } from '../model/symbol.ts';
import type { Database, Row, Statement } from './client.ts';

/** Whoever has not subscribed for so long is not listening any more. */
export const watchedDays = 30;
/** Of one instrument: each is computed with each of its bars. */
export const mostWatched = 100;

export interface StoredRun {
  readonly interval: Interval;
  readonly source: string;
  readonly indicator: string;
  readonly block: string;
  readonly begins_at: string;
  readonly time: string;
  readonly state: unknown;
}

export interface WatchedIndicator {
  readonly interval: Interval;
  readonly indicator: string;
}

interface Standing {
  /** What the database knew, for `assert_unchanged_since`. */
  readonly snapshot: string;
  readonly watched: readonly WatchedIndicator[];
  readonly runs: readonly StoredRun[];
}

/** Where the indicators of an instrument stand, and which of them somebody listens to. */
export async function readStanding(
  db: Database,
  instrumentId: string,
  intervals: readonly Interval[],
): Promise<Standing> {
  const [[now], watched, runs] = (await db.batch([
    { text: 'SELECT pg_current_snapshot()::text AS snapshot', params: [] },
    {
      text: `SELECT "interval", indicator FROM indicator_watch WHERE instrument_id = $1 AND "interval" = ANY($2::text[])
        AND asked_at > now() - make_interval(days => ${watchedDays}) ORDER BY channel`,
      params: [instrumentId, intervals],
    },
    {
      text: `SELECT "interval", source, indicator, block, wire_instant(begins_at) AS begins_at,
          wire_instant(time) AS time, state FROM indicator_state
        WHERE instrument_id = $1 AND "interval" = ANY($2::text[])`,
      params: [instrumentId, intervals],
    },
  ])) as unknown as [[{ snapshot: string }], WatchedIndicator[], StoredRun[]];
  return { snapshot: now.snapshot, watched, runs };
}

/** Values of one channel, as rows of REST. */
export interface ValuesToAnnounce {
  readonly channel: string;
  readonly rows: readonly (Row & { readonly fetch_id: string })[];
}

export interface NewStanding {
  readonly runs: readonly (StoredRun & { readonly latest: unknown })[];
  /** Those that have no bar to stand on any more. */
  readonly gone: readonly Pick<StoredRun, 'interval' | 'source' | 'indicator'>[];
  readonly values: readonly ValuesToAnnounce[];
}

/** States and announcements in one transaction, which the guard before them may forbid by failing. */
export async function storeStanding(
  db: Database,
  guard: Statement,
  instrumentId: string,
  { runs, gone, values }: NewStanding,
): Promise<Change[]> {
  const announcements = values.map(({ channel, rows }) => ({
    ...{ channel, fetch_id: rows.at(-1)?.fetch_id ?? '', rows: byColumn(rows) },
  }));
  const results = await db.batch([
    guard,
    {
      text: `DELETE FROM indicator_state s USING json_to_recordset($2::json) AS g ("interval" text, source text,
          indicator text)
        WHERE s.instrument_id = $1 AND s."interval" = g."interval" AND s.source = g.source AND s.indicator = g.indicator`,
      params: [instrumentId, JSON.stringify(gone)],
    },
    {
      text: `INSERT INTO indicator_state SELECT $1, r.* FROM json_to_recordset($2::json) AS r ("interval" text, source text,
          indicator text, block text, begins_at timestamptz, time timestamptz, state json, latest json)
        ON CONFLICT (instrument_id, "interval", source, indicator) DO UPDATE SET block = excluded.block,
          begins_at = excluded.begins_at, time = excluded.time, state = excluded.state, latest = excluded.latest`,
      params: [instrumentId, JSON.stringify(runs)],
    },
    {
      text: `INSERT INTO outbox (dataset, channel, fetch_id, rows, derived_at)
        SELECT 'indicator', channel, fetch_id, rows, now()
        FROM json_to_recordset($1::json) AS said (channel text, fetch_id text, rows jsonb)
        RETURNING outbox_id::text AS id, channel`,
      params: [JSON.stringify(announcements)],
    },
  ]);
  const announced = results[3] as unknown as { id: string; channel: string }[];
  return announced.map(({ id, channel }) => ({ outboxId: id, dataset: 'indicator', channel }));
}

function byColumn(rows: readonly Row[]): Row {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name] ?? null)]));
}

export interface Watch {
  readonly channel: string;
  readonly instrument_id: string;
  readonly interval: Interval;
  readonly indicator: string;
}

/** Notes who is listened to from now on; the channels among them for which that was possible. */
export async function storeWatches(db: Database, watches: readonly Watch[], now: string): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ channel: string }>(
    `INSERT INTO indicator_watch SELECT w.channel, w.instrument_id, w."interval", w.indicator, $2
     FROM json_to_recordset($1::json) AS w (channel text, instrument_id text, "interval" text, indicator text)
     WHERE (EXISTS (SELECT FROM instrument i WHERE i.instrument_id = w.instrument_id)
         OR EXISTS (SELECT FROM bar_series s WHERE s.instrument_id = w.instrument_id))
       AND (EXISTS (SELECT FROM indicator_watch k WHERE k.channel = w.channel)
         OR (SELECT count(*) FROM indicator_watch k WHERE k.instrument_id = w.instrument_id) < ${mostWatched})
     ON CONFLICT (channel) DO UPDATE SET asked_at = excluded.asked_at RETURNING channel`,
    [JSON.stringify(watches), now],
  );
  return new Set(rows.map(({ channel }) => channel));
}
