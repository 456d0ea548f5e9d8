/** Rows of a timeline that the caller holds already, whole from one instant to another. */
export interface HeldRows {
  /** Under which changes of these rows are announced. */
  readonly channel: string;
  readonly source: string;
  /** [from, until) by the axis of time, as the wire spells it; `from` is '' where nothing is older. */
  readonly from: string;
  readonly until: string;
  /** What the database knew when they were read, as {@link snapshotNow} spells it. */
  readonly snapshots: readonly string[];
  /** Of the page, how many rows the held ones leave to be read. */
  readonly rows: number;
}

/** Ids of transactions begin anew in a database that was restored, which is another server process. */
const serverEpoch = 'extract(epoch FROM pg_postmaster_start_time())::text';

/** SQL for what the database knows, comparable as long as it is not restarted. */
export const snapshotNow = `${serverEpoch} || ' ' || pg_current_snapshot()::text`;

interface Named {
  add(value: unknown): string;
}

/**
 * SQL for a CTE `held (holds)`: whether a page is of the source whose rows are held, and nothing has happened to these
 * since they were read. The outbox tells: whatever changes rows announces it there in the same transaction.
 */
export function heldGate({ channel, source, from, until, snapshots }: HeldRows, p: Named): string {
  const [epochs, known] = [0, 1].map((part) => snapshots.map((snapshot) => snapshot.split(' ')[part] ?? ''));
  const time = `CASE jsonb_typeof(o.rows->'time') WHEN 'array' THEN o.rows->'time' ELSE jsonb_build_array(o.rows->'time') END`;
  return `, held AS MATERIALIZED (
  SELECT (SELECT source FROM chosen) = ${p.add(source)} AND (SELECT sources FROM unheard) IS NULL
    AND ${serverEpoch} = ALL(${p.add(epochs)}::text[]) AND NOT EXISTS (
    SELECT FROM unnest(${p.add(known)}::pg_snapshot[]) known
    JOIN outbox o ON o.channel = ${p.add(channel)} AND o.xact_id >= pg_snapshot_xmin(known)
      AND NOT pg_visible_in_snapshot(o.xact_id, known)
    CROSS JOIN LATERAL jsonb_array_elements_text(${time}) changed (at)
    WHERE changed.at >= ${p.add(from)} AND changed.at < ${p.add(until)}) AS holds
)`;
}

/** SQL for one value where the held rows hold, and another where they do not. */
export const whereHeld = (holds: string, otherwise: string): string =>
  `(SELECT CASE WHEN holds THEN ${holds} ELSE ${otherwise} END FROM held)`;
