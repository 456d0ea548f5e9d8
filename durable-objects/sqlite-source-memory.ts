import type { Cursor } from '../src/connectors/connector.ts';
import type { Validators } from '../src/connectors/fetcher.ts';
import type { WizError } from '../src/core/errors.ts';
import { backoffMs, type RetryPolicy, randomUnit } from '../src/core/retry.ts';
import type { FetchRefusal } from '../src/model/services.ts';
import { endsRun, type SourceMemory } from '../src/pipeline/collect.ts';

/** A failing source rests longer each time, an hour at the most; one that refuses us rests at once. */
const rest: RetryPolicy = { attempts: Number.POSITIVE_INFINITY, baseDelayMs: 60_000, maxDelayMs: 3_600_000 };
const failuresBeforeRest = 3;
/** However long a source asks to be left alone: a figure that makes no sense must not silence it for good. */
const longestRestMs = 24 * 3_600_000;
const keptValidators = 200;

/** What a gate remembers, in the object's own database: cursors, validators and the breaker. */
export class SqliteSourceMemory implements SourceMemory {
  readonly #sql: SqlStorage;
  /** Refusals that came while a run was under way, which must survive the run's success. */
  readonly #refusals = new Map<string, { readonly refusal: FetchRefusal; readonly at: string }>();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(`
      CREATE TABLE IF NOT EXISTS cursor (subject TEXT PRIMARY KEY, collected_to TEXT, asked_at TEXT);
      CREATE TABLE IF NOT EXISTS failure (subject TEXT PRIMARY KEY, at TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS round (id INTEGER PRIMARY KEY CHECK (id = 1));
      CREATE TABLE IF NOT EXISTS validator (url TEXT PRIMARY KEY, etag TEXT, last_modified TEXT, at TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS breaker (id INTEGER PRIMARY KEY CHECK (id = 1), failures INTEGER, open_until TEXT);
      CREATE TABLE IF NOT EXISTS budget (day TEXT PRIMARY KEY, requests INTEGER NOT NULL DEFAULT 0, missed_key INTEGER);
      CREATE TABLE IF NOT EXISTS backfill (id TEXT PRIMARY KEY);
      INSERT OR IGNORE INTO breaker (id, failures) VALUES (1, 0);`);
  }

  roundOpen(): boolean {
    return this.#sql.exec('SELECT id FROM round').toArray().length > 0;
  }

  beginRound(): void {
    this.#sql.exec('INSERT OR IGNORE INTO round (id) VALUES (1)');
  }

  endRound(): void {
    this.#sql.exec('DELETE FROM round');
  }

  requestsOn(day: string): number {
    const [row] = this.#sql.exec<{ requests: number }>('SELECT requests FROM budget WHERE day = ?', day);
    return row?.requests ?? 0;
  }

  countRequest(day: string): void {
    this.#sql.exec(
      'INSERT INTO budget (day, requests) VALUES (?1, 1) ON CONFLICT (day) DO UPDATE SET requests = requests + 1',
      day,
    );
    this.#sql.exec('DELETE FROM budget WHERE day < ?', day);
  }

  firstMissedKey(day: string): boolean {
    const [row] = this.#sql.exec<{ missed_key: number | null }>('SELECT missed_key FROM budget WHERE day = ?', day);
    if (row?.missed_key) return false;
    this.#sql.exec(
      'INSERT INTO budget (day, missed_key) VALUES (?1, 1) ON CONFLICT (day) DO UPDATE SET missed_key = 1',
      day,
    );
    return true;
  }

  beginBackfill(id: string): void {
    this.#sql.exec('INSERT OR IGNORE INTO backfill (id) VALUES (?)', id);
  }

  endBackfill(id: string): void {
    this.#sql.exec('DELETE FROM backfill WHERE id = ?', id);
  }

  openBackfills(): string[] {
    return [...this.#sql.exec<{ id: string }>('SELECT id FROM backfill')].map(({ id }) => id);
  }

  restingUntil(): string | null {
    return this.#sql.exec<{ open_until: string | null }>('SELECT open_until FROM breaker').one().open_until;
  }

  cursors(): Record<string, Cursor> {
    const rows = this.#sql.exec<{ subject: string; collected_to: string | null; asked_at: string | null }>(
      'SELECT subject, collected_to, asked_at FROM cursor',
    );
    return Object.fromEntries([...rows].map(({ subject, ...cursor }) => [subject, cursor]));
  }

  validatorsOf(url: string): Validators {
    const [row] = this.#sql.exec<{ etag: string | null; last_modified: string | null }>(
      'SELECT etag, last_modified FROM validator WHERE url = ?',
      url,
    );
    return { etag: row?.etag ?? undefined, last_modified: row?.last_modified ?? undefined };
  }

  collected(subject: string, to: string, askedAt: string, validators: Readonly<Record<string, Validators>>): void {
    this.#sql.exec(
      'INSERT OR REPLACE INTO cursor (subject, collected_to, asked_at) VALUES (?, ?, ?)',
      subject,
      to,
      askedAt,
    );
    this.#sql.exec('UPDATE breaker SET failures = 0, open_until = NULL');
    this.#sql.exec('DELETE FROM failure WHERE subject = ?', subject);
    for (const [url, { etag, last_modified }] of Object.entries(validators)) {
      this.#sql.exec(
        'INSERT OR REPLACE INTO validator (url, etag, last_modified, at) VALUES (?, ?, ?, ?)',
        url,
        etag ?? null,
        last_modified ?? null,
        askedAt,
      );
    }
    this.#sql.exec(
      'DELETE FROM validator WHERE url NOT IN (SELECT url FROM validator ORDER BY at DESC LIMIT ?)',
      keptValidators,
    );
    for (const [key, { refusal, at }] of this.#refusals) {
      if (refusal.subject !== subject) continue;
      if (at >= askedAt) this.#owe(refusal);
      this.#refusals.delete(key);
    }
  }

  /** A subject that changed is asked again at its cadence and keeps no other waiting; a source that fails rests. */
  failed(subject: string, askedAt: string, error: WizError): void {
    this.#sql.exec(
      `INSERT INTO cursor (subject, asked_at) VALUES (?1, ?2) ON CONFLICT (subject) DO UPDATE SET asked_at = ?2`,
      subject,
      error.retry ? null : askedAt,
    );
    this.#sql.exec('INSERT OR REPLACE INTO failure (subject, at) VALUES (?, ?)', subject, askedAt);
    // When it is our own lake or queue that fails, the source has done nothing to be left alone for.
    if (!endsRun(error) || error.code === 'dependency_unavailable') return;
    const asked = error.detail.retry_after_ms;
    this.#rest(error.retry, typeof asked === 'number' ? asked : 0, Date.parse(askedAt));
  }

  failures(): Record<string, string> {
    const rows = this.#sql.exec<{ subject: string; at: string }>('SELECT subject, at FROM failure');
    return Object.fromEntries([...rows].map(({ subject, at }) => [subject, at]));
  }

  /** A payload may be refused before the run that brought it has ended. */
  refuse(refusal: FetchRefusal, now: string): void {
    this.#refusals.set(`${refusal.subject} ${refusal.url}`, { refusal, at: now });
    this.#owe(refusal);
  }

  /** The window is owed again, without the validators that would make the source answer "not modified". */
  #owe({ subject, url, window_from }: FetchRefusal): void {
    this.#sql.exec('DELETE FROM validator WHERE url = ?', url);
    this.#sql.exec('UPDATE cursor SET collected_to = min(collected_to, ?1) WHERE subject = ?2', window_from, subject);
  }

  #rest(retry: boolean, askedMs: number, nowMs: number): void {
    const { failures } = this.#sql
      .exec<{ failures: number }>('UPDATE breaker SET failures = failures + 1 RETURNING failures')
      .one();
    const over = retry ? failures - failuresBeforeRest : failures;
    if (over < 0 && askedMs === 0) return;
    const backedOffMs = Math.max(rest.baseDelayMs, backoffMs(rest, Math.max(over, 0), randomUnit));
    const restMs = Math.min(longestRestMs, Math.max(askedMs, backedOffMs));
    this.#sql.exec('UPDATE breaker SET open_until = ?', new Date(nowMs + restMs).toISOString());
  }
}
