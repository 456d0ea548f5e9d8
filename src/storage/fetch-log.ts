import type { ChangeSet, Rejection } from '../model/parsed.ts';
import type { FetchRecord } from '../model/payload.ts';
import type { Database, Statement } from './client.ts';
import { storableJson, storableText } from './storable-text.ts';

/** What the log knows of a fetch before it is applied. */
export interface FetchState {
  /** It was applied before; what it changes now is known from now on. */
  readonly applied: boolean;
  /** A later fetch of the same subject has been applied already. */
  readonly late: boolean;
}

/**
 * First in a transaction of the log: what a crash of the database takes from the log is sent again by the sweeper, and
 * no row outlives an entry that was made before it. So nobody waits for the disk.
 */
export const unhurried: Statement = { text: "SELECT set_config('synchronous_commit', 'off', true)" };

/**
 * Enters the fetch before anything of it is stored, so that of two fetches of a subject that are under way at once at
 * least one sees the other.
 */
export async function claimFetch(db: Database, fetch: FetchRecord): Promise<FetchState> {
  const text = `WITH claimed AS (
       INSERT INTO fetch_log (${recordColumns.join(', ')})
       VALUES (${recordColumns.map((_, index) => `$${index + 1}`).join(', ')}) ON CONFLICT DO NOTHING
     )
     SELECT EXISTS (SELECT FROM fetch_log f WHERE f.fetch_id = $1 AND f.parsed_at IS NOT NULL) AS applied,
       EXISTS (SELECT FROM fetch_log f WHERE f.connector = $3 AND f.subject = $4
         AND f.fetched_at >= $10::timestamptz AND f.fetch_id > $1 AND f.parsed_at IS NOT NULL) AS late`;
  const [, [row] = []] = await db.batch([unhurried, { text, params: recordValues(fetch) }]);
  return (row as FetchState | undefined) ?? { applied: false, late: false };
}

/** The columns that hold the record of a fetch, in the order of {@link recordValues}. */
const recordColumns = [
  ...['fetch_id', 'run_id', 'connector', 'subject', 'url', 'status', 'headers', 'sha256', 'size_bytes', 'fetched_at'],
  ...['window_from', 'window_to', 'is_sample'],
];

const recordValues = (fetch: FetchRecord): unknown[] => [
  fetch.fetch_id,
  fetch.run_id,
  fetch.connector,
  fetch.subject,
  fetch.url,
  fetch.status,
  storableJson(fetch.headers),
  fetch.sha256,
  fetch.size_bytes,
  fetch.fetched_at,
  fetch.window_from,
  fetch.window_to,
  fetch.is_sample,
];

/** SQL for the record of a fetch, as the lake keeps it. */
export const storedRecord = `fetch_id, run_id, connector, subject, url, status, headers, sha256, size_bytes, is_sample,
    wire_instant(fetched_at) AS fetched_at, wire_instant(window_from) AS window_from, wire_instant(window_to) AS window_to`;

/** Fetches of the same subject that were made after this one and applied before it. */
export async function laterFetches(db: Database, fetch: FetchRecord): Promise<FetchRecord[]> {
  return (await db.query(
    `SELECT ${storedRecord} FROM fetch_log
     WHERE connector = $1 AND subject = $2 AND fetched_at >= $3::timestamptz AND fetch_id > $4 ORDER BY fetch_id`,
    [fetch.connector, fetch.subject, fetch.fetched_at, fetch.fetch_id],
  )) as unknown as FetchRecord[];
}

export interface Application {
  readonly parserVersion: number;
  readonly at: string;
  readonly rowsIn: number;
  readonly changes: Omit<ChangeSet, 'changes'>;
  readonly rejected: readonly Rejection[];
  readonly flagged: readonly Rejection[];
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
}

/** What became of the records of a claimed fetch. The first application stands. */
export function logFetch(fetch: FetchRecord, application: Application): Statement {
  const { changes } = application;
  return {
    text: `UPDATE fetch_log SET parser_version = $2, parsed_at = COALESCE(parsed_at, $3),
        rows_in = COALESCE(rows_in, $4), inserted = COALESCE(inserted, $5), revised = COALESCE(revised, $6),
        unchanged = COALESCE(unchanged, $7), stale = COALESCE(stale, $8), rejected = COALESCE(rejected, $9),
        error_code = CASE WHEN parsed_at IS NULL THEN $10 ELSE error_code END,
        error_message = CASE WHEN parsed_at IS NULL THEN $11 ELSE error_message END
      WHERE fetch_id = $1 AND (parsed_at IS NULL OR parser_version IS DISTINCT FROM $2)`,
    params: [
      fetch.fetch_id,
      application.parserVersion,
      application.at,
      application.rowsIn,
      changes.inserted,
      changes.revised,
      changes.unchanged,
      changes.stale,
      application.rejected.length,
      application.errorCode,
      application.errorMessage === null ? null : storableText(application.errorMessage),
    ],
  };
}

/** A statement of the quarantine stays far below what one request may carry. */
const statementChars = 1_000_000;
/** A person looks at a record; the whole of a longer one is in the lake. */
const recordChars = 50_000;

/**
 * The rejected and the flagged records of a fetch, in place of what was there for it before. Each statement may go alone: what is cut
 * off halfway is begun anew with the fetch.
 */
export function quarantineStatements(
  fetch: FetchRecord,
  { rejected, flagged }: Pick<Application, 'rejected' | 'flagged'>,
  at: string,
): Statement[] {
  const statements: Statement[] = [{ text: 'DELETE FROM quarantine WHERE fetch_id = $1', params: [fetch.fetch_id] }];
  let rows: QuarantineRow[] = [];
  let chars = 0;
  for (const [position, { dataset, rule, reason, record }] of [...rejected, ...flagged].entries()) {
    const text = storableJson(record);
    const kept = text.length <= recordChars ? text : storableJson(text.slice(0, recordChars));
    if (chars + kept.length > statementChars) {
      statements.push(quarantineInsert(fetch, rows, at));
      rows = [];
      chars = 0;
    }
    const verdict = position < rejected.length ? 'rejected' : 'flagged';
    rows.push([position, dataset, rule, storableText(reason), kept, verdict]);
    chars += kept.length + reason.length;
  }
  if (rows.length > 0) statements.push(quarantineInsert(fetch, rows, at));
  return statements;
}

type QuarantineRow = readonly [
  position: number,
  dataset: string,
  rule: string,
  reason: string,
  record: string,
  verdict: string,
];

function quarantineInsert(fetch: FetchRecord, rows: readonly QuarantineRow[], at: string): Statement {
  return {
    text: `INSERT INTO quarantine (fetch_id, position, connector, dataset, rule, reason, verdict, record, recorded_at)
      SELECT $1, position, $2, dataset, rule, reason, verdict, record::jsonb, $3
      FROM unnest($4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
        AS i(position, dataset, rule, reason, record, verdict)
      ON CONFLICT (fetch_id, position) DO NOTHING`,
    params: [
      fetch.fetch_id,
      fetch.connector,
      at,
      ...([0, 1, 2, 3, 4, 5] as const).map((column) => rows.map((row) => row[column])),
    ],
  };
}
